#!/usr/bin/env bash
# Tests that no wrong value of a parameter gets past infra/problems.bicep, as Bicep itself works it
# out: every parameter is tried.
set -euo pipefail
cd "$(dirname "$0")/../.."

# shellcheck source=scripts/test/bicep.sh
. scripts/test/bicep.sh

try=infra/values-test
trap 'rm -f "$try".* "$try-"*' EXIT
failures=0
wrong() {
  echo "FAILS $*"
  failures=$((failures + 1))
}

id=11111111-1111-4111-8111-111111111111
here=99999999-9999-4999-8999-999999999999
group=/subscriptions/$id/resourceGroups/rg
subnet=$group/providers/Microsoft.Network/virtualNetworks/vnet/subnets
secret='@Microsoft.KeyVault(SecretUri=https://v.vault.example/secrets/s)'

# Names of app settings on Linux: learn.microsoft.com/azure/app-service/configure-common
# Tags that azd reads: learn.microsoft.com/azure/developer/azure-developer-cli/azd-schema
# Sets of values, as JSON, and what the refusal has to say; nothing where they are fine.
cases() {
  cat <<'JSON'
{"maximumInstances":"50x"}|MAXIMUM_INSTANCES
{"maximumInstances":"1e3"}|MAXIMUM_INSTANCES
{"maximumInstances":"07"}|MAXIMUM_INSTANCES
{"maximumInstances":""}|MAXIMUM_INSTANCES
{"maximumInstances":"0"}|MAXIMUM_INSTANCES
{"maximumInstances":"1001"}|MAXIMUM_INSTANCES
{"maximumInstances":"-1"}|MAXIMUM_INSTANCES
{"maximumInstances":"99999999999999999999"}|MAXIMUM_INSTANCES
{"maximumInstances":"1"}|
{"alwaysReadyInstances":"21","maximumInstances":"40"}|ALWAYS_READY_INSTANCES
{"alwaysReadyInstances":"11"}|must not be more than maximumInstances
{"requestsPerInstance":"0"}|REQUESTS_PER_INSTANCE
{"logRetentionDays":"29"}|LOG_RETENTION_DAYS
{"logDailyCap":"1.5"}|LOG_DAILY_CAP_GB
{"identityTokenMinutes":"59"}|BROKER_IDENTITY_TOKEN_MINUTES
{"clockSkewSeconds":"301"}|BROKER_CLOCK_SKEW_SECONDS
{"deadlineSeconds":"ten"}|BROKER_DEADLINE_SECONDS
{"tokenCacheMinutes":"16"}|BROKER_TOKEN_CACHE_MINUTES
{"userExchangeLimit":"0"}|BROKER_USER_EXCHANGE_LIMIT
{"concurrentExchanges":"501"}|BROKER_CONCURRENT_EXCHANGES
{"environmentName":"a b"}|AZURE_ENV_NAME
{"environmentName":"team."}|AZURE_ENV_NAME
{"resourceGroupName":"rg."}|AZURE_RESOURCE_GROUP
{"resourceGroupName":"rg/x"}|AZURE_RESOURCE_GROUP
{"resourceNames":{"functionApp":"func-x","storage":"stx"}}|
{"resourceNames":{"functionsApp":"func-x"}}|functionsApp
{"resourceNames":{"storage":"st-x"}}|resourceNames.storage
{"resourceNames":{"plan":""}}|RESOURCE_NAMES
{"tags":{"team":1}}|team
{"tags":{"team":"voice"}}|
{"tags":{"Azd-Env-Name":"other"}}|AZURE_TAGS
{"tags":{"azd-service-name":"other"}}|AZURE_TAGS
{"furtherSettings":{"A B":"x"}}|FURTHER_SETTINGS
{"furtherSettings":{"":"x"}}|FURTHER_SETTINGS
{"furtherSettings":{"Logging.Level_1":"x"}}|
{"furtherSettings":{"X":true}}|X
{"furtherSettings":{"BROKER_GUESTS":"deny"}}|BROKER_GUESTS
{"furtherSettings":{"FUNCTIONS_WORKER_RUNTIME":"java"}}|FUNCTIONS_WORKER_RUNTIME
{"furtherSettings":{"BROKER_API_CLIENT_SECRET":"s"}}|key vault
{"furtherSettings":{"BROKER_API_CLIENT_SECRET":"SECRET"}}|
{"furtherSettings":{"JAVA_OPTS":"-Xmx1g"}}|
{"existingCommunicationServicesId":"acs"}|ACS_RESOURCE_ID
{"existingCommunicationServicesId":"GROUP/providers/Microsoft.Communication/communicationServices/"}|ACS_RESOURCE_ID
{"existingCommunicationServicesId":"GROUP/providers/Microsoft.Communication/communicationServices/a b"}|ACS_RESOURCE_ID
{"existingCommunicationServicesId":"GROUP/providers/Microsoft.Communication/emailServices/acs"}|ACS_RESOURCE_ID
{"existingCommunicationServicesId":"GROUP/providers/microsoft.communication/CommunicationServices/acs"}|
{"existingWorkspaceId":"GROUP/providers/Microsoft.OperationalInsights/clusters/w"}|LOG_WORKSPACE_ID
{"existingActionGroupId":"GROUP"}|ACTION_GROUP_ID
{"existingActionGroupId":"GROUP/providers/Microsoft.Insights/actionGroups/a","alerts":"false"}|ACTION_GROUP_ID
{"keyVaultReference":"endpoint=https://a.example/;accesskey=k"}|ACS_CONNECTION_STRING_REFERENCE
{"keyVaultReference":"SECRET"}|
{"developerPrincipalId":"megan@contoso.example"}|DEVELOPER_PRINCIPAL_ID
{"developerPrincipalId":"11111111-2222-4333-8444-555555555555"}|
{"developerPrincipalId":"11111111-2222-4333-8444-555555555555","keyVaultReference":"SECRET"}|DEVELOPER_PRINCIPAL_ID
{"mode":"Direct"}|CALLER_MODE
{"guests":"none"}|BROKER_GUESTS
{"subjectVerification":"Full"}|BROKER_SUBJECT_VERIFICATION
{"apiKeys":"all"}|BROKER_API_KEYS
{"updateStrategy":"Rolling"}|UPDATE_STRATEGY
{"instanceMemory":"1024"}|INSTANCE_MEMORY
{"registerApplications":"no"}|REGISTER_APPLICATIONS
{"grantAdminConsent":"True"}|GRANT_ADMIN_CONSENT
{"acsIdentities":"1"}|ACS_IDENTITIES
{"zoneRedundant":"on"}|ZONE_REDUNDANT
{"privateStorage":"yes"}|PRIVATE_STORAGE
{"alerts":"off"}|ALERTS
{"availabilityTest":""}|AVAILABILITY_TEST
{"tenantIds":"ID,,ID"}|ENTRA_TENANT_IDS
{"tenantIds":" "}|ENTRA_TENANT_IDS
{"tenantIds":"*,ID"}|ENTRA_TENANT_IDS
{"tenantIds":"*"}|
{"tenantIds":"contoso.example"}|ENTRA_TENANT_IDS
{"clientIds":"ID,"}|ENTRA_CLIENT_IDS
{"clientIds":"HERE"}|A tenant id stands
{"clientIds":"ID"}|
{"mode":"callers","registerApplications":"false","clientIds":"ID","apiClientId":"ID "}|BROKER_API_CLIENT_ID
{"mode":"callers","callerClientIds":"app"}|BROKER_CALLER_CLIENT_IDS
{"mode":"callers","allowedGroups":"staff"}|BROKER_ALLOWED_GROUPS
{"mode":"callers","allowedRoles":"a b"}|BROKER_ALLOWED_ROLES
{"mode":"callers","allowedRoles":"Caller, Admin"}|
{"apiScope":"api://x/access"}|BROKER_API_SCOPE
{"policyFile":"policy.json "}|policyFile begins or ends with a blank
{"policyFile":"policy.json","registerApplications":"false"}|
{"policyFile":"policy.json"}|registerApplications to false
{"policyFile":"{}","registerApplications":"false"}|BROKER_POLICY_FILE
{"policyFile":"policy\n.json","registerApplications":"false"}|policyFile has more than one line
{"policy":{"rules":[{"tenant":"ID"}]},"registerApplications":"false"}|
{"policy":{"rules":[{"tenant":"a \"b\" \n c"}]},"registerApplications":"false"}|
{"policy":{"rules":[{"tenant":"ID"}]},"policyFile":"policy.json","registerApplications":"false"}|not both
{"policy":{"rules":[{"tenant":"ID"}]},"registerApplications":"false","guests":"deny"}|BROKER_POLICY_FILE
{"policyFile":"policy.json","registerApplications":"false","tenantIds":"ID"}|BROKER_POLICY_FILE
{"policy":{"rules":[]},"registerApplications":"false"}|BROKER_POLICY
{"policy":{"rules":"x"},"registerApplications":"false"}|BROKER_POLICY
{"policy":{"rule":[{}]},"registerApplications":"false"}|BROKER_POLICY
{"policy":{"rules":[{}],"more":1},"registerApplications":"false"}|BROKER_POLICY
{"policy":{},"registerApplications":"false"}|Name clientIds
{"applicationName":" "}|applicationName begins or ends with a blank
{"corsOrigins":"https://a.example/"}|CORS_ORIGINS
{"corsOrigins":"https://"}|CORS_ORIGINS
{"corsOrigins":"https://a b.example"}|CORS_ORIGINS
{"corsOrigins":"https://somebody@a.example"}|CORS_ORIGINS
{"corsOrigins":"https://a.example?x"}|CORS_ORIGINS
{"corsOrigins":"https://a.example#x"}|CORS_ORIGINS
{"corsOrigins":"https://*.a.example"}|CORS_ORIGINS
{"corsOrigins":"*"}|CORS_ORIGINS
{"corsOrigins":"https://a.example:8443, http://localhost:5173,http://localhost"}|
{"applicationName":"a\nb"}|applicationName has more than one line
{"applicationName":"a\"b$(c)'d"}|
{"spaRedirectUris":"https://"}|SPA_REDIRECT_URIS
{"spaRedirectUris":"https://a b.example/"}|SPA_REDIRECT_URIS
{"spaRedirectUris":"https://somebody@a.example/"}|SPA_REDIRECT_URIS
{"spaRedirectUris":"https://a.example:8443/redirect?x=1,http://localhost:5173/redirect"}|
{"corsOrigins":"https://a.example,,https://b.example"}|CORS_ORIGINS
{"spaRedirectUris":"a.example"}|SPA_REDIRECT_URIS
{"publicClientRedirectUris":"msauth"}|PUBLIC_CLIENT_REDIRECT_URIS
{"publicClientRedirectUris":"msauth.com.contoso.app://auth,http://localhost"}|
{"userKinds":"teams,phone"}|USER_KINDS
{"userKinds":"Teams"}|USER_KINDS
{"userKinds":""}|USER_KINDS
{"userKinds":"teams,,entra"}|USER_KINDS
{"userKinds":"entra,teamsPhone"}|
{"teamsAudiences":"a,,b"}|TEAMS_AUDIENCES
{"teamsRequiredScopes":"Teams.ManageCalls,"}|TEAMS_REQUIRED_SCOPES
{"entraUserAudiences":",a"}|ENTRA_USER_AUDIENCES
{"entraUserRequiredScopes":"VoIP,,Chat"}|ENTRA_USER_REQUIRED_SCOPES
{"teamsPhoneAudiences":","}|TEAMS_PHONE_AUDIENCES
{"teamsPhoneRequiredScopes":"a, ,b"}|TEAMS_PHONE_REQUIRED_SCOPES
{"communicationServicesApiVersion":"latest"}|COMMUNICATION_SERVICES_API_VERSION
{"communicationServicesApiVersion":"2026-09-23"}|
{"identityTable":"1Table"}|BROKER_IDENTITY_TABLE
{"identityTable":"my-table"}|BROKER_IDENTITY_TABLE
{"identityScopes":"voip,video"}|BROKER_IDENTITY_SCOPES
{"entraAuthorityHost":"login.example"}|ENTRA_AUTHORITY_HOST
{"entraAuthorityHost":"https://"}|ENTRA_AUTHORITY_HOST
{"entraAuthorityHost":"https://login.example"}|
{"entraAuthorityHost":"https://login.example/x"}|ENTRA_AUTHORITY_HOST
{"privateStorage":"true","networkPrefix":"10.0.0.0/25"}|NETWORK_PREFIX
{"privateStorage":"true","networkPrefix":"10.0.0.300/24"}|NETWORK_PREFIX
{"privateStorage":"true","networkPrefix":"10.1.0.0/16"}|
{"networkPrefix":"10.1.0.0/16"}|need privateStorage
{"privateStorage":"true","networkSecurityGroupId":"nsg"}|NETWORK_SECURITY_GROUP_ID
{"privateStorage":"true","appSubnetId":"SUBNET/app"}|Name both
{"privateStorage":"true","appSubnetId":"GROUP","endpointSubnetId":"SUBNET/e"}|APP_SUBNET_ID
{"privateStorage":"true","appSubnetId":"SUBNET/a","endpointSubnetId":"SUBNET/"}|ENDPOINT_SUBNET_ID
{"privateStorage":"true","appSubnetId":"SUBNET/a","endpointSubnetId":"SUBNET/A"}|another subnet
{"privateStorage":"true","appSubnetId":"SUBNET/a","endpointSubnetId":"SUBNET/b","networkPrefix":"10.1.0.0/16"}|leave them empty beside appSubnetId
{"privateStorage":"true","appSubnetId":"SUBNET/a","endpointSubnetId":"SUBNET/b","privateDnsZones":"GROUP"}|
{"privateStorage":"true","privateDnsZones":"none"}|PRIVATE_DNS_ZONES
{"privateStorage":"true","privateDnsZones":"policy"}|
{"alertEmail":"me"}|ALERT_EMAIL
{"alertEmail":"a@x.example,b@x.example"}|ALERT_EMAIL
{"alertEmail":"a@x.example"}|
JSON
}

"$bicep" build infra/main.bicep --stdout >"$try-main.json"
# The defaults, as main.bicep hands them to the checks.
jq '.parameters | map_values(if .type == "object" then {} else .defaultValue // "x" end)' "$try-main.json" >"$try-defaults.json"
cases | sed -e "s#\"SUBNET#\"$subnet#g; s#\"GROUP#\"$group#g; s#\"SECRET\"#\"$secret\"#g; s#\bID\b#$id#g; s#\bHERE\b#$here#g" >"$try-cases"
sed 's/|[^|]*$//' "$try-cases" | jq -s . >"$try-cases.json"

cat >"$try.bicep" <<'END_BICEP'
import { problemsOf } from 'problems.bicep'

var defaults = loadJsonContent('values-test-defaults.json')
var cases = loadJsonContent('values-test-cases.json')

resource verdicts 'Microsoft.Resources/tags@2025-04-01' = {
  name: 'default'
  properties: {
    tags: {
      all: map(cases, one => join(problemsOf(union(defaults, one), '99999999-9999-4999-8999-999999999999'), ' '))
    }
  }
}
END_BICEP
echo "using 'values-test.bicep'" >"$try.bicepparam"
"$bicep" snapshot "$try.bicepparam" >"$try.log" 2>&1 || { cat "$try.log"; exit 1; }
jq -r '.predictedResources[0].properties.tags.all[]' "$try.snapshot.json" >"$try-verdicts"

number=0
while IFS='|' read -r given reason && read -r said <&3; do
  number=$((number + 1))
  if [ -z "$reason" ]; then
    [ -z "$said" ] || wrong "$given is refused: $said"
  else
    [[ $said == *"$reason"* ]] || wrong "$given is not refused with '$reason', but: $said"
  fi
done <"$try-cases" 3<"$try-verdicts"
[ "$number" -gt 100 ] || wrong "only $number sets of values were tried"

# No parameter is left out. azd turns a text into no other type, and drops none of these.
while IFS=$'\t' read -r name type allowed; do
  case $type in
  object) ;;
  string)
    for form in yes TRUE ' true' 'true ' 1 on; do
      [[ ",$allowed," != *",$form,"* ]] || wrong "$name takes '$form'"
    done
    ;;
  *) wrong "$name is of type $type, and azd drops what it cannot make one of" ;;
  esac
  [ "$name" = location ] || [ "$name" = communicationServicesDataLocation ] || grep -q "{.*\"$name\":.*|." "$try-cases" ||
    wrong "no wrong value of $name is tried"
done < <(jq -r '.parameters | to_entries[] | [.key, .value.type, (.value.allowedValues // [] | join(","))] | @tsv' "$try-main.json")

[ "$failures" -eq 0 ] || exit 1
echo "Bicep lets $number sets of values pass, or not, as it should."
