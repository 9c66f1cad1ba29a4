#!/usr/bin/env bash
# Tests .ci/what-if with a Bicep, an Azure CLI and a curl that write down their calls.
# shellcheck disable=SC2016 # a parameter of azd is no variable
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=scripts/test/expect.sh
. scripts/test/expect.sh

project=$(mktemp -d)
trap 'rm -rf "$project"' EXIT
mkdir "$project/.ci" "$project/infra" "$project/bin"
cp .ci/what-if .ci/bicep "$project/.ci"
cat >"$project/infra/main.parameters.json" <<'END'
{"contentVersion": "1.0.0.0", "parameters": {
  "environmentName": {"value": "${AZURE_ENV_NAME}"}, "location": {"value": "${AZURE_LOCATION}"},
  "registerApplications": {"value": "${REGISTER_APPLICATIONS=true}"}, "grantAdminConsent": {"value": "${GRANT_ADMIN_CONSENT=false}"},
  "alerts": {"value": "${ALERTS=true}"}, "maximumInstances": {"value": "${MAXIMUM_INSTANCES=40}"},
  "tags": {"value": "${AZURE_TAGS=null}"}, "corsOrigins": {"value": "${CORS_ORIGINS}"}}}
END
cat >"$project/bin/az" <<'END'
#!/usr/bin/env bash
echo "az $*" >>"$CALLS"
[[ " $* " != *"${AZ_FAIL-nothing}"* ]] || exit 3
case "$1 $2" in
'deployment sub') echo '+ a resource & a `fence`' ;;
esac
END
cat >"$project/bin/bicep" <<'END'
#!/usr/bin/env bash
echo "bicep $1 $2" >>"$CALLS"
echo '{"parameters":{"alerts":{"type":"bool"},"maximumInstances":{"type":"int"},"tags":{"type":"object"},"location":{"type":"string"},"environmentName":{"$ref":"#/definitions/name"}}}' >"${!#}"
END
cat >"$project/bin/curl" <<'END'
#!/usr/bin/env bash
echo "curl ${!#}" >>"$CALLS"
echo '{"value":"token of GitHub"}'
END
chmod +x "$project"/bin/*
export CALLS=$project/calls

# what_if STEP [VARIABLE=VALUE...]
what_if() {
  local step=$1
  shift
  : >"$CALLS"
  code=0
  said=$(env PATH="$project/bin:$PATH" BICEP=bicep "$@" bash "$project/.ci/what-if" "$step" 2>&1) || code=$?
}
parameter() { jq -c ".parameters.$1.value" "$project/target/what-if/parameters.json"; }

what_if build 'VARIABLES={"AZURE_ENV_NAME":"team-a","AZURE_LOCATION":"westeurope","ALERTS":"","MAXIMUM_INSTANCES":"50","AZURE_TAGS":"{\"cost\":\"7\"}","REGISTER_APPLICATIONS":"true","GRANT_ADMIN_CONSENT":"true"}'
expect 'it builds' is "$code" 0
expect 'before anybody is signed in' is "$(cat "$CALLS")" 'bicep build infra/main.bicep'
while read -r name value; do
  expect "the parameter $name is $value" is "$(parameter "$name")" "$value"
done <<'END'
environmentName "team-a"
location "westeurope"
alerts true
maximumInstances 50
tags {"cost":"7"}
corsOrigins ""
registerApplications "false"
grantAdminConsent "false"
END
what_if build 'VARIABLES={"AZURE_LOCATION":"westeurope"}'
expect 'what is not set has its default' is "$(parameter maximumInstances)" 40
expect 'an object that is not set is left out, and its default is the template'\''s' is "$(jq -c '.parameters | has("tags")' "$project/target/what-if/parameters.json")" false

github=(ACTIONS_ID_TOKEN_REQUEST_TOKEN=t ACTIONS_ID_TOKEN_REQUEST_URL=https://github.example/token?x=1
  AZURE_CLIENT_ID=asks AZURE_TENANT_ID=tenant AZURE_SUBSCRIPTION_ID=subscription)
what_if sign-in "${github[@]}"
expect "it signs in with GitHub's token for Entra" is "$(head -2 "$CALLS" | paste -sd,)" \
  'curl https://github.example/token?x=1&audience=api://AzureADTokenExchange,az login --service-principal --username asks --tenant tenant --federated-token token of GitHub --output none'
expect 'and says nothing of the token' is "$said" ''
what_if sign-in AZURE_CLIENT_ID=asks AZURE_TENANT_ID=tenant AZURE_SUBSCRIPTION_ID=subscription ACTIONS_ID_TOKEN_REQUEST_TOKEN=
expect 'without the right to a token it stops' test "$code" -ne 0
expect 'and says which right' says 'id-token: write'

what_if ask GITHUB_STEP_SUMMARY="$project/summary"
expect 'it asks, and needs no right to write' is "$(cat "$CALLS")" \
  'az deployment sub what-if --name what-if --location westeurope --validation-level ProviderNoRbac --template-file target/what-if/main.json --parameters @target/what-if/parameters.json'
expect 'what Azure says is in the log' says '+ a resource & a `fence`'
expect 'and in the summary' grep -qxF '+ a resource & a `fence`' "$project/summary"
what_if ask AZ_FAIL=what-if
expect 'a refusal fails the check' is "$code" 3
what_if deploy
expect 'it does nothing else' is "$code $(cat "$CALLS")" '2 '

[ "$failures" -eq 0 ] || { echo "$failures failed." >&2; exit 1; }
echo "What a pull request would change: all well."
