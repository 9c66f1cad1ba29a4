#!/usr/bin/env bash
# Tests that the queries of the alerts and of the documents compile, by Microsoft's language service for
# Kusto. BICEP names the program that works the alerts out.
set -euo pipefail
cd "$(dirname "$0")/../.."

command -v npm >/dev/null || { echo "Node is not here: no query was looked at."; exit 0; }
package=src/test/node/queries
# The library has no dependencies and runs no scripts
[ -d "$package/node_modules" ] || npm ci --prefix "$package" --no-audit --no-fund --ignore-scripts >/dev/null

try=infra/queries-test
trap 'rm -f "$try".*' EXIT
bicep=${BICEP:-$(command -v bicep || echo ../shared/bicep/bicep)}
if [ -x "$bicep" ]; then
  # With the cap there is every alert
  printf "using 'main.bicep'\nparam environmentName = 'x'\nparam location = 'swedencentral'\nparam logDailyCap = '5'\n" >"$try.bicepparam"
  "$bicep" snapshot "$try.bicepparam" --subscription-id 88888888-8888-4888-8888-888888888888 \
    --tenant-id 99999999-9999-4999-8999-999999999999 --location swedencentral >"$try.log" 2>&1 || { cat "$try.log"; exit 1; }
  ALERTS=$PWD/$try.snapshot.json
  export ALERTS
else
  echo "Bicep is not here: what the alerts measure was not looked at."
fi
node --test --test-reporter=tap "$package/queries.test.mjs" >"$try.tap" || { grep -E -A12 '^ *not ok|error:' "$try.tap"; exit 1; }
echo "The queries: $(sed -n 's/^# pass //p' "$try.tap") of $(sed -n 's/^# tests //p' "$try.tap") tests passed, nothing found."
