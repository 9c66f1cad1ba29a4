#!/usr/bin/env bash
# Tests the addresses that infra/checks.bicep lets pass, as Bicep itself works them out.
set -euo pipefail
cd "$(dirname "$0")/../.."

# shellcheck source=scripts/test/bicep.sh
. scripts/test/bicep.sh

try=infra/checks-test
trap 'rm -f "$try".*' EXIT
cat >"$try.bicep" <<'END'
import { problemOfOrigins, problemOfRedirects } from 'checks.bicep'

@description('What is checked.')
param addresses string[]

resource verdicts 'Microsoft.Resources/tags@2025-04-01' = {
  name: 'default'
  properties: {
    tags: {
      redirects: join(map(addresses, address => empty(problemOfRedirects('', address)) ? 'yes' : 'no'), ' ')
      origins: join(map(addresses, address => empty(problemOfOrigins('', address)) ? 'yes' : 'no'), ' ')
    }
  }
}
END

# Address, whether a redirect goes there, whether it is an origin.
cases='http://localhost yes yes
http://localhost:5173 yes yes
http://localhost/redirect yes no
http://localhost:5173/redirect yes no
https://app.contoso.example yes yes
http://localhost.evil.example no no
http://localhostevil no no
http://localhost@evil.example no no
http://localhost:5173@evil.example no no
http://localhost: no no
http://localhost:123456 no no
http:// no no
http://app.contoso.example no no
https://*.contoso.example no no'

{
  echo "using 'checks-test.bicep'"
  echo 'param addresses = ['
  sed "s/ .*//; s/.*/  '&'/" <<<"$cases"
  echo ']'
} >"$try.bicepparam"
"$bicep" snapshot "$try.bicepparam" >"$try.log" 2>&1 || { cat "$try.log"; exit 1; }
wanted() { cut -d' ' -f"$1" <<<"$cases" | paste -sd' '; }
for kind in 'redirects 2' 'origins 3'; do
  found=$(jq -r ".predictedResources[0].properties.tags.${kind% *}" "$try.snapshot.json")
  [ "$found" = "$(wanted "${kind#* }")" ] || { echo "FAILS ${kind% *}: $found instead of $(wanted "${kind#* }")"; exit 1; }
done
echo "Bicep's checks let $(grep -c '' <<<"$cases") addresses pass, or not, as they should."
