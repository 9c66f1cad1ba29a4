#!/usr/bin/env bash
# Tests the hooks of azure.yaml under several shells, and by PowerShell as azd starts them on Windows, with
# an azd, a curl and a sleep that write down their calls, and an Azure that is a folder. Whoever runs a
# hook, it says the same and ends the same. PWSH names PowerShell.
# shellcheck disable=SC2016 # the hook shows a variable for people to fill in
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=scripts/test/expect.sh
. scripts/test/expect.sh
PATH=$PWD/scripts/test/bin:$PATH

work=$(mktemp -d)
end() {
  exec 3>&- 4<&-
  wait
  rm -rf "$work"
}
trap end EXIT
FAKE_CALLS=$work/calls
export FAKE_CALLS
# A path with a space, as many a home has
project="$work/my project"
mkdir "$project"
cp -r azure.yaml infra scripts "$project"

pwsh=${PWSH:-$(command -v pwsh || echo "$PWD/../shared/pwsh/pwsh")}
all_shells() {
  shells
  if [ -x "$pwsh" ]; then
    echo PowerShell
  else
    echo "PowerShell is not here: no hook was tried by it." >&2
  fi
}

# One PowerShell, that runs what azd makes of azure.yaml: a script that stops at errors.
start_powershell() {
  mkfifo "$work/names" "$work/answers"
  (cd "$project" && exec "$pwsh" -NoProfile -File "$OLDPWD/scripts/test/hooks/by-powershell.ps1" \
    "$work/names" "$work/variables" "$work/inline.ps1" </dev/null >"$work/answers" 2>&1) &
  exec 4<"$work/answers" 3<>"$work/names"
}
by_powershell() {
  local name=$1 line
  shift
  env "$@" env -0 >"$work/variables"
  printf '%s\n' "\$ErrorActionPreference = 'Stop'" \
    "$(sed -n "s/^ *run: \(.*with-sh\.ps1 \)show\(;.*\)/\1$name\2/p" azure.yaml)" >"$work/inline.ps1"
  echo "$name" >&3
  said=''
  while IFS= read -r line <&4; do
    case $line in
    "-- $name ended with "*) code=${line##* }; break ;;
    esac
    said+=$line$'\n'
  done
  # As $(...) does, whose trailing ends of lines are none of the hook's
  said=$(printf '%s' "$said")
}

# hook NAME [VARIABLE=VALUE...]: its exit code is left in $code, what it says in $said.
hook() {
  local name=$1
  shift
  : >"$FAKE_CALLS"
  code=0
  if [ "$shell" = PowerShell ]; then
    code=255
    by_powershell "$name" "$@"
  else
    # shellcheck disable=SC2086 # busybox sh are two words
    said=$(cd "$project" && env "$@" $shell "scripts/azd/$name.sh" 2>&1 </dev/null) || code=$?
  fi
  # A shell has words and a status of its own for a variable that is missing; and seconds go by from one
  # to the next
  local end=$code
  ! says ': run by azd' || end='no value'
  { echo "$name: $end" && sed 's/[0-9][0-9]*/N/g; s/^.*: \([A-Z_]*: run by azd\)/\1/' <<<"$said"; } >>"$heard"
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

[ ! -x "$pwsh" ] || start_powershell
for part in scripts/test/hooks/*.sh; do
  first=''
  while IFS= read -r shell; do
    before=$failures heard=$work/heard.$shell
    : >"$heard"
    # shellcheck source=/dev/null
    . "$part"
    [ "$failures" -eq "$before" ] || echo "FAILS that was $part under $shell"
    first=${first:-$heard}
    said=$(diff "$first" "$heard" || true)
    expect "$part under $shell says what it says under ${first##*.}" is "$said" ''
  done < <(all_shells)
done

[ "$failures" -eq 0 ] || { echo "$failures failed." >&2; exit 1; }
echo "The hooks: all well."
