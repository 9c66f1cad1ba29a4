#!/usr/bin/env bash
# Tests that Bicep makes of infra/snapshots/*.bicepparam what the snapshots beside them say. With --write
# it writes them anew: what changes in Azure is the diff.
# (bicep snapshot --mode validate fails where resources of Graph are among them:
# https://github.com/Azure/bicep/issues/18822)
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=scripts/test/bicep.sh
. scripts/test/bicep.sh
[ "$pinned" = true ] || { echo "NOT TRIED: no snapshot was compared." >&2; exit "$not_tried"; }

copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
cp -R infra "$copy"
rm -f "$copy"/infra/snapshots/*.snapshot.json

# The tenant is Contoso of the local cloud.
snapshot() {
  local place=()
  ! grep -q "group.bicep'" "$1" || place=(--resource-group rg-snapshot)
  "$bicep" snapshot "$1" --location swedencentral ${place[@]+"${place[@]}"} \
    --subscription-id 11111111-1111-4111-8111-111111111111 --tenant-id 72aa62aa-dd7a-4ca7-8940-f9482b30e300
  # Bicep has the outputs in another order every time.
  jq '.outputs |= (to_entries | sort_by(.key) | from_entries)' "${1%.bicepparam}.snapshot.json" >"$1.json"
  mv "$1.json" "${1%.bicepparam}.snapshot.json"
}

for parameters in "$copy"/infra/snapshots/*.bicepparam; do
  snapshot "$parameters"
done
if [ "${1-}" = --write ]; then
  cp "$copy"/infra/snapshots/*.snapshot.json infra/snapshots
  git status --short infra/snapshots
elif ! diff -ru infra/snapshots "$copy/infra/snapshots"; then
  echo "FAILS This changes in Azure. If it should: scripts/test/snapshots-test.sh --write" >&2
  exit 1
fi
echo "Bicep makes $(find infra/snapshots -name '*.snapshot.json' | grep -c '') deployments of infra/ as their snapshots have them."
