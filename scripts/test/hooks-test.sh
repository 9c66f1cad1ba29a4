#!/usr/bin/env bash
# Tests the hooks of azure.yaml under several shells, with an azd, a curl and a sleep that write down
# their calls, and an Azure that is a folder.
# shellcheck disable=SC2016 # the hook shows a variable for people to fill in
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=scripts/test/expect.sh
. scripts/test/expect.sh
PATH=$PWD/scripts/test/bin:$PATH

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
FAKE_CALLS=$work/calls
export FAKE_CALLS
# A path with a space, as many a home has
project="$work/my project"
mkdir "$project"
cp -r azure.yaml infra scripts "$project"

# hook NAME [VARIABLE=VALUE...]: its exit code is left in $code, what it says in $said.
hook() {
  local name=$1
  shift
  : >"$FAKE_CALLS"
  code=0
  # shellcheck disable=SC2086 # busybox sh are two words
  said=$(cd "$project" && env "$@" $shell "scripts/azd/$name.sh" 2>&1 </dev/null) || code=$?
}

called() { grep -qx -- "$1" "$FAKE_CALLS"; }
calls() { grep -c -- "$1" "$FAKE_CALLS" || true; }
slept() { sed -n 's/^sleep //p' "$FAKE_CALLS" | head -n 1; }
between() { [ -n "$1" ] && [ "$1" -ge "$2" ] && [ "$1" -le "$3" ]; }

# new_azure: an Azure without anything in it.
new_azure() {
  FAKE_AZURE=$(mktemp -d "$work/azure.XXXX")
  export FAKE_AZURE
}
# ago SECONDS: that time as Azure writes it.
ago() { date -u -d "@$(($(date +%s) - $1))" +%Y-%m-%dT%H:%M:%S.1234567Z; }
writes() { grep -c '' "$FAKE_AZURE/writes" || true; }

subscription=88888888-8888-4888-8888-888888888888
# shellcheck disable=SC2034 # the parts read them
acs=/subscriptions/77777777-7777-4777-8777-777777777777/resourceGroups/rg-acs/providers/Microsoft.Communication/communicationServices/ours
identity=bbbbbbbb-0000-4000-8000-000000000002
# shellcheck disable=SC2034
provisioned=("AZURE_SUBSCRIPTION_ID=$subscription" DEPLOYED_RESOURCE_GROUP=rg-1 "IDENTITY_PRINCIPAL_ID=$identity" AZURE_FUNCTION_APP_NAME=func-1)

for part in scripts/test/hooks/*.sh; do
  while IFS= read -r shell; do
    before=$failures
    # shellcheck source=/dev/null
    . "$part"
    [ "$failures" -eq "$before" ] || echo "FAILS that was $part under $shell"
  done < <(shells)
done

[ "$failures" -eq 0 ] || { echo "$failures failed." >&2; exit 1; }
echo "The hooks: all well."
