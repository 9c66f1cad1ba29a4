#!/usr/bin/env bash
# Tests which resources the template makes of sets of values, as Bicep itself works them out.
# shellcheck disable=SC2016 # jq has variables too
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=scripts/test/expect.sh
. scripts/test/expect.sh
# shellcheck source=scripts/test/bicep.sh
. scripts/test/bicep.sh

try=infra/template-test
trap 'rm -f "$try".*' EXIT
subscription=88888888-8888-4888-8888-888888888888
there=/subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups/hub
subnets=$there/providers/Microsoft.Network/virtualNetworks/hub/subnets
secret='@Microsoft.KeyVault(SecretUri=https://v.vault.example/secrets/s)'

# deploy ENTRY [LINE...]: the resources that the template makes of the parameters are left in $made.
deploy() {
  local place=()
  [ "$1" = main ] || place=(--resource-group rg)
  {
    echo "using '$1.bicep'"
    echo "param environmentName = 'x'"
    echo "param location = 'swedencentral'"
    printf 'param %s\n' "${@:2}"
  } | grep -v '^param $' >"$try.bicepparam"
  rm -f "$try.snapshot.json"
  code=0
  said=$("$bicep" snapshot "$try.bicepparam" --subscription-id "$subscription" --tenant-id 99999999-9999-4999-8999-999999999999 \
    --location swedencentral ${place[@]+"${place[@]}"} 2>&1) || code=$?
  made='[]'
  [ ! -f "$try.snapshot.json" ] || made=$(jq -c .predictedResources "$try.snapshot.json")
}
has() { jq -e "$1" <<<"$made" >/dev/null; }
# Of the one resource of the type: whether it is so.
is_so() { jq -e --arg type "$1" "[.[] | select(.type == \$type)] | length == 1 and (.[0] | $2)" <<<"$made" >/dev/null; }
lacks() { jq -e --arg type "$1" 'all(.[]; .type != $type)' <<<"$made" >/dev/null; }
setting() { jq -r --arg name "$1" '[.[] | select(.type == "Microsoft.Web/sites") | .properties.siteConfig.appSettings[] | select(.name == $name) | .value] | join(" and ")' <<<"$made"; }
sets() { is "$(setting "$1")" "$2"; }

deploy main
expect 'the usual deployment is worked out' is "$code" 0
expect 'at most ten instances' is_so Microsoft.Web/sites '.properties.functionAppConfig.scaleAndConcurrency.maximumInstanceCount == 10'
expect 'the platform replaces instances as it is used to' is_so Microsoft.Web/sites '.properties.functionAppConfig.siteUpdateStrategy == null'
expect 'the resource takes no keys' is_so Microsoft.Communication/communicationServices '.properties.disableLocalAuth'
expect 'the broker signs in with its identity' has 'any(.[]; .type == "Microsoft.Authorization/roleAssignments" and (.properties.roleDefinitionId | endswith("09976791-48a7-449e-bb21-39d1a415f350")))'
expect 'no metrics of Communication Services are exported, which is refused' has 'all(.[]; .type != "Microsoft.Insights/diagnosticSettings" or ((.properties.metrics // []) | all(.category != "Traffic")))'
expect 'the app lists the two permissions of Teams users' has '[.[] | select(.type == "Microsoft.Graph/applications@v1.0") | .properties.requiredResourceAccess[].resourceAccess[].id] == ["de8ec1df-066a-4817-bc5d-9a985b986262", "6290af7f-b407-49f9-92d5-bf584fdc4019"]'
usual=$(jq -c '[.[] | select(.type != "Microsoft.Resources/resourceGroups") | [.type, .properties]]' <<<"$made")

deploy group
expect 'a resource group that is there gets the same, and is left alone' is "$(jq -c '[.[] | [.type, .properties]]' <<<"$made")" "${usual//resourceGroups\/rg-x\//resourceGroups\/rg\/}"
deploy group "maximumInstances = '50x'"
expect 'it refuses the same' says 'MAXIMUM_INSTANCES'
expect 'and creates nothing' is "$made" '[]'

deploy main "maximumInstances = '1'" "updateStrategy = 'RollingUpdate'" "resourceNames = {functionApp: 'func-voice', plan: 'asp-voice'}" "tags = {team: 'voice'}" "furtherSettings = {JAVA_OPTS: '-Xmx1g'}"
expect 'one instance is enough' is_so Microsoft.Web/sites '.properties.functionAppConfig.scaleAndConcurrency.maximumInstanceCount == 1'
expect 'instances are replaced in batches' is_so Microsoft.Web/sites '.properties.functionAppConfig.siteUpdateStrategy == {type: "RollingUpdate"}'
expect 'the app is called so' is_so Microsoft.Web/sites '.name == "func-voice"'
expect 'the plan too' is_so Microsoft.Web/serverfarms '.name == "asp-voice"'
expect 'the group has the tags' is_so Microsoft.Resources/resourceGroups '.tags == {team: "voice", "azd-env-name": "x"}'
expect 'the app has them and azd'\''s' is_so Microsoft.Web/sites '.tags == {team: "voice", "azd-env-name": "x", "azd-service-name": "broker"}'
expect 'further settings are there' sets JAVA_OPTS -Xmx1g

deploy main "keyVaultReference = '$secret'"
expect 'with a connection string its reference is the credential' sets COMMUNICATION_SERVICES_CONNECTION_STRING "$secret"
expect 'and there is no endpoint beside it' sets COMMUNICATION_SERVICES_ENDPOINT ''
expect 'the resource takes keys' is_so Microsoft.Communication/communicationServices '.properties.disableLocalAuth == false'
expect 'and no role' has 'all(.[]; .type != "Microsoft.Authorization/roleAssignments" or (.properties.roleDefinitionId | endswith("09976791-48a7-449e-bb21-39d1a415f350") | not))'
deploy main "keyVaultReference = '$secret'" "existingCommunicationServicesId = '$there/providers/Microsoft.Communication/communicationServices/acs'"
expect 'a resource of somebody else'\''s is not touched' is "$code" 0
expect 'nor another created' lacks Microsoft.Communication/communicationServices
expect 'nothing is deployed beside it' has 'all(.[]; (.id // "") | contains("/hub/") | not)'

deploy main "mode = 'direct'" "userKinds = 'entra, teamsPhone'" "entraUserRequiredScopes = 'VoIP,Chat'" "grantAdminConsent = 'true'"
expect 'all kinds of users are worked out' is "$code" 0
expect 'Clients are declared beside Communication Services' has '[.[] | select(.type | startswith("Microsoft.Graph/servicePrincipals")) | .properties.appId] | contains(["1fd5118e-2576-4263-8130-9503064c837a", "2a04943b-b6a7-4f65-8786-2bb6131b59f6"])'
expect 'Teams Phone has its scope' has '[.[] | select(.type == "Microsoft.Graph/oauth2PermissionGrants@v1.0") | .properties.scope] | sort == ["TeamsExtension.ManageCalls", "VoIP Chat"]'
expect 'the scopes of Clients are found by their names' has 'any(.[]; .type == "Microsoft.Graph/applications@v1.0" and (.properties.requiredResourceAccess | tostring | contains("oauth2PermissionScopes") and contains("2a04943b")))'
deploy main "mode = 'onBehalfOf'" "userKinds = 'teams,entra'" "grantAdminConsent = 'true'"
expect 'on behalf of, the API'\''s own scope is consented to as well' has '[.[] | select(.type == "Microsoft.Graph/oauth2PermissionGrants@v1.0") | .properties.scope] | sort == ["Teams.ManageCalls Teams.ManageChats", "VoIP", "access_as_user"]'
expect 'and the API alone lists permissions' has '[.[] | select(.type == "Microsoft.Graph/applications@v1.0") | .properties.requiredResourceAccess | select(. != null and . != [])] | length == 1'

deploy main "registerApplications = 'false'" "policy = {rules: [{tenant: 'x'}]}"
expect 'a policy is handed on as a document' sets BROKER_POLICY '{"rules":[{"tenant":"x"}]}'
expect 'and takes the place of the tenant' sets ENTRA_TENANT_IDS ''
deploy main "registerApplications = 'false'" "policyFile = 'policy.json'"
expect 'or as the path of one' sets BROKER_POLICY policy.json
expect 'which takes the same place' sets ENTRA_TENANT_IDS ''

issuers="callerIssuers = {issuers: [{name: 'acme', clientClaim: null, maxLifetimeMinutes: 60, requiredClaims: {'/ext/ok': true}}]}"
deploy main "mode = 'elsewhere'" "$issuers" "acsIdentities = 'true'"
expect 'issuers of callers are handed on as a document, with null, numbers and truth as they stand' sets BROKER_CALLER_ISSUERS \
  '{"issuers":[{"name":"acme","clientClaim":null,"maxLifetimeMinutes":60,"requiredClaims":{"/ext/ok":true}}]}'
for name in BROKER_API_CLIENT_ID BROKER_API_SCOPE BROKER_CALLER_CLIENT_IDS BROKER_ON_BEHALF_OF; do
  expect "callers who sign in elsewhere need no $name" sets "$name" ''
done
expect 'nor an application for an API' has '[.[] | select(.type == "Microsoft.Graph/applications@v1.0") | .properties.uniqueName | split("-") | last] == ["client"]'
expect 'the one that there is lists the permissions' has '[.[] | select(.type == "Microsoft.Graph/applications@v1.0") | .properties.requiredResourceAccess[].resourceAccess | length] == [2]'
expect 'and is the one of the subject tokens' test -n "$(setting ENTRA_CLIENT_IDS)"
expect 'the table of their identities is there' sets BROKER_IDENTITY_TABLE AcsIdentities
deploy main "mode = 'elsewhere'" "callerIssuersFile = 'issuers.json'"
expect 'or as the path of one' sets BROKER_CALLER_ISSUERS issuers.json
deploy main "mode = 'callers'" "$issuers"
expect 'callers of Entra may come beside them' test -n "$(setting BROKER_API_CLIENT_ID)"
expect 'and they are handed on the same way' test -n "$(setting BROKER_CALLER_ISSUERS)"
# of MEMBER TIMES LETTERS: a document in which the letters stand so many times
of() { echo "{$1: [{name: join(map(range(0, $2), i => '$3'), '')}]}"; }
for document in 'callerIssuers issuers CALLER_ISSUERS elsewhere' 'policy rules POLICY direct'; do
  read -r parameter member variable mode <<<"$document"
  own=()
  [ "$mode" = elsewhere ] || own=("registerApplications = 'false'")
  deploy main "mode = '$mode'" "$parameter = $(of "$member" 6395 éééééééééé)" ${own[@]+"${own[@]}"}
  expect "$parameter may have almost 128,000 bytes" is "$code" 0
  deploy main "mode = '$mode'" "$parameter = $(of "$member" 6400 éééééééééé)" ${own[@]+"${own[@]}"}
  expect "and no more" says "$parameter (BROKER_$variable) must have 128,000 bytes at most"
  expect "but in a file" says "(BROKER_${variable}_FILE)"
done

private="privateStorage = 'true'"
deploy main "$private"
expect 'subnets have rules, and no way out by default' is_so Microsoft.Network/virtualNetworks '.properties.subnets | length == 2 and all(.[]; .properties.defaultOutboundAccess == false and (.properties.networkSecurityGroup.id | endswith("-security")))'
expect 'both zones are linked' has '[.[] | select(.type == "Microsoft.Network/privateDnsZones/virtualNetworkLinks")] | length == 2'
deploy main "$private" "networkSecurityGroupId = '$there/providers/Microsoft.Network/networkSecurityGroups/nsg'" "privateDnsZones = 'policy'"
expect 'rules that are there are taken' is_so Microsoft.Network/virtualNetworks '.properties.subnets | all(.[]; .properties.networkSecurityGroup.id | endswith("/hub/providers/Microsoft.Network/networkSecurityGroups/nsg"))'
expect 'and none are made' lacks Microsoft.Network/networkSecurityGroups
expect 'a policy enters the names' lacks Microsoft.Network/privateEndpoints/privateDnsZoneGroups
expect 'and has the zones' lacks Microsoft.Network/privateDnsZones
deploy main "$private" "appSubnetId = '$subnets/app'" "endpointSubnetId = '$subnets/endpoints'" "privateDnsZones = '$there'"
expect 'subnets that are there are taken' is_so Microsoft.Web/sites ".properties.virtualNetworkSubnetId == \"$subnets/app\""
expect 'for the endpoints too' has "[.[] | select(.type == \"Microsoft.Network/privateEndpoints\") | .properties.subnet.id] == [\"$subnets/endpoints\", \"$subnets/endpoints\"]"
expect 'no network is made' lacks Microsoft.Network/virtualNetworks
expect 'names go into the zones of that group' has "[.[] | select(.type == \"Microsoft.Network/privateEndpoints/privateDnsZoneGroups\") | .properties.privateDnsZoneConfigs[0].properties.privateDnsZoneId | contains(\"$there\")] == [true, true]"
deploy main "$private" "appSubnetId = '$subnets/app'" "endpointSubnetId = '$subnets/endpoints'"
expect 'zones that are made are linked to the network that is there' has "[.[] | select(.type == \"Microsoft.Network/privateDnsZones/virtualNetworkLinks\") | .properties.virtualNetwork.id] == [\"${subnets%/subnets}\", \"${subnets%/subnets}\"]"

deploy main "developerPrincipalId = '22222222-2222-4222-8222-222222222222'"
expect 'a developer gets the role of the broker, as a user' has '[.[] | select(.type == "Microsoft.Authorization/roleAssignments" and .properties.principalType == "User") | [.properties.principalId, (.properties.roleDefinitionId | split("/") | last), (.scope // .id | contains("communicationServices"))]] == [["22222222-2222-4222-8222-222222222222", "09976791-48a7-449e-bb21-39d1a415f350", true]]'

deploy main "existingActionGroupId = '$there/providers/Microsoft.Insights/actionGroups/ops'" "alertEmail = 'a@x.example'"
expect 'an action group that is there is told beside the mail' has 'all(.[] | select(.type == "Microsoft.Insights/scheduledQueryRules"); .properties.actions.actionGroups | length == 2)'

[ "$failures" -eq 0 ] || { echo "$failures failed." >&2; exit 1; }
echo "The template: all well."
