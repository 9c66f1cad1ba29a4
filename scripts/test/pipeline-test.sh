#!/usr/bin/env bash
# Tests the identities of a pipeline as Bicep itself works them out: what they may do, and whose tokens
# they take.
# Conditions: learn.microsoft.com/azure/role-based-access-control/delegate-role-assignments-examples
# Subjects: learn.microsoft.com/entra/workload-id/workload-identities-github-immutable-subjects
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=scripts/test/expect.sh
. scripts/test/expect.sh
# shellcheck source=scripts/test/bicep.sh
. scripts/test/bicep.sh

# The roles that the broker's template assigns are those that its pipeline may assign, and no other.
guids() { grep -ohE "'[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}'" "$@" | sort -u; }
expect 'a pipeline may assign the roles that the template assigns' is \
  "$(sed -n '/^var assigned/,/^)/p' infra/pipeline.bicep | guids)" \
  "$(guids infra/modules/roles.bicep infra/modules/communication-services-access.bicep)"
outside=$(grep -lE "^resource .*Microsoft.Authorization/roleAssignments@" infra/*.bicep infra/modules/*.bicep | paste -sd' ')
# A developer's role is not the pipeline's to give: it may assign none to people.
expect 'and roles are assigned in these modules alone' is "$outside" \
  'infra/modules/communication-services-access.bicep infra/modules/developer-access.bicep infra/modules/pipeline-role.bicep infra/modules/roles.bicep'

try=infra/pipeline-test
trap 'rm -f "$try".*' EXIT

# pipeline REPOSITORY [IDS]
pipeline() {
  printf "using 'pipeline.bicep'\nparam location = 'westeurope'\nparam repository = '%s'\nparam repositoryIds = '%s'\n" "$1" "${2-}" >"$try.bicepparam"
  code=0
  said=$("$bicep" snapshot "$try.bicepparam" --subscription-id 88888888-8888-4888-8888-888888888888 2>&1) || code=$?
}
of() { jq -r "[.predictedResources[] | select(.type == \"$1\")] | $2" "$try.snapshot.json"; }
subjects() { of Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials 'map(.properties.subject) | join(" ")'; }

pipeline Contoso/Token-Broker 12/345
expect 'it can be worked out' is "$code" 0
expect 'one environment deploys and one asks, and no branch and no pull request does either' is "$(subjects)" \
  'repo:Contoso@12/Token-Broker@345:environment:production repo:Contoso@12/Token-Broker@345:environment:what-if'
pipeline Contoso/Token-Broker
expect 'an older repository has a subject without ids' is "$(subjects)" \
  'repo:Contoso/Token-Broker:environment:production repo:Contoso/Token-Broker:environment:what-if'
expect 'who asks may read, and ask' is "$(of Microsoft.Authorization/roleDefinitions '.[0].properties.permissions | tostring')" \
  '[{"actions":["*/read","Microsoft.Resources/deployments/validate/action","Microsoft.Resources/deployments/whatIf/action"],"notActions":[]}]'
roles=$(of Microsoft.Authorization/roleAssignments 'map("\(.properties.principalId | capture("id-pipeline-(?<w>[a-z]+)").w) \(.properties.roleDefinitionId | split("/")[-1] | split("-")[0]) \(.properties.condition != null)") | join(", ")')
asks=$(of Microsoft.Authorization/roleDefinitions '.[0].name | split("-")[0]')
expect 'who deploys is Contributor, and administrator of access under a condition' is "$roles" \
  "deploys b24988ac false, deploys f58310d9 true, asks $asks false"
condition=$(of Microsoft.Authorization/roleAssignments '.[1].properties.condition')
for action in "ActionMatches{'Microsoft.Authorization/roleAssignments/write'})) OR (@Request" "ActionMatches{'Microsoft.Authorization/roleAssignments/delete'})) OR (@Resource"; do
  expect "the condition holds $action" test "${condition#*"$action"}" != "$condition"
done
expect 'for roles of identities alone' is "$(grep -o "StringEqualsIgnoreCase {'ServicePrincipal'}" <<<"$condition" | grep -c '')" 2

while IFS='|' read -r repository ids reason; do
  pipeline "$repository" "$ids"
  expect "refused: $repository $ids" says "$reason"
done <<'END'
https://github.com/contoso/broker||repository is owner/name, not an address
broker||repository is owner/name, not an address
contoso/||repository is owner/name, not an address
contoso/broker|12|repositoryIds are two numbers
contoso/broker|a/b|repositoryIds are two numbers
contoso/broker|12/|repositoryIds are two numbers
contoso/broker|1/2/3|repositoryIds are two numbers
END

[ "$failures" -eq 0 ] || { echo "$failures failed." >&2; exit 1; }
echo "The identities of a pipeline: all well."
