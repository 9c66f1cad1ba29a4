targetScope = 'subscription'

metadata name = 'Identities of a pipeline'
metadata description = 'Two identities without a secret for GitHub: one that deploys the broker, and one that can only ask what a change would do.'

@description('Owner and name of the repository on GitHub, as GitHub spells them: owner/name. Entra compares letter for letter.')
@minLength(3)
param repository string

@description('Ids of the owner and of the repository: 1234/5678, where GitHub puts them into the subjects of its tokens, as it does for repositories that were created, renamed or transferred since 15 July 2026. Empty for older ones that have not changed over.')
param repositoryIds string = ''

@description('Environment of the repository that deploys: protect it, with the branch main alone.')
@minLength(1)
param deploymentEnvironment string = 'production'

@description('Environment of the repository that asks what a pull request would do.')
@minLength(1)
param whatIfEnvironment string = 'what-if'

@description('Name of the resource group for both.')
@maxLength(90)
param resourceGroupName string = 'rg-acs-token-broker-pipeline'

@description('Azure region.')
param location string = deployment().location

@description('Further tags of the resources.')
param tags object = {}

// ---- What GitHub says of itself in its tokens

func isNumber(text string) bool =>
  !empty(text) && empty(filter(range(0, length(text)), at => !contains('0123456789', substring(text, at, 1))))

var names = split(repository, '/')
var ids = split(repositoryIds, '/')
var allTags = union(tags, { repository: repository })
var problems = filter(
  [
    length(names) != 2 || empty(names[0]) || empty(last(names))
      ? 'repository is owner/name, not an address: contoso/acs-token-broker.'
      : ''
    empty(repositoryIds) || (length(ids) == 2 && empty(filter(ids, id => !isNumber(id))))
      ? ''
      : 'repositoryIds are two numbers, of the owner and of the repository: 1234/5678.'
  ],
  problem => !empty(problem)
)
var subject = empty(repositoryIds) ? 'repo:${repository}' : 'repo:${names[0]}@${ids[0]}/${last(names)}@${last(ids)}'

// ---- What the two may do

var contributor = 'b24988ac-6180-42a0-ab88-20f7382dd24c'
// Role Based Access Control Administrator, under the condition below
var accessAdministrator = 'f58310d9-a9f6-439a-9e8d-f62e7b41a168'
// The roles that the template assigns to the broker's identity, and no other
var assigned = join(
  [
    'b7e6dc6d-f1e8-4753-8033-0f276bb0955b' // Storage Blob Data Owner
    '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3' // Storage Table Data Contributor
    '3913510d-42f4-4e42-8a64-420c390055eb' // Monitoring Metrics Publisher
    '09976791-48a7-449e-bb21-39d1a415f350' // Communication and Email Service Owner
  ],
  ', '
)
var attribute = 'Microsoft.Authorization/roleAssignments'
var toIdentitiesAlone = map(
  [
    { action: 'write', source: '@Request' }
    { action: 'delete', source: '@Resource' }
  ],
  part =>
    '((!(ActionMatches{\'${attribute}/${part.action}\'})) OR (${part.source}[${attribute}:RoleDefinitionId] ForAnyOfAnyValues:GuidEquals {${assigned}} AND ${part.source}[${attribute}:PrincipalType] ForAnyOfAnyValues:StringEqualsIgnoreCase {\'ServicePrincipal\'}))'
)

resource group 'Microsoft.Resources/resourceGroups@2025-04-01' = {
  // Without a good name there is no group, and without the group nothing else.
  name: empty(problems) ? resourceGroupName : fail(join(problems, ' '))
  location: location
  tags: allTags
}

module deploys 'modules/pipeline-identity.bicep' = {
  name: 'pipeline-deploys'
  scope: group
  params: {
    name: 'id-pipeline-deploys'
    subject: '${subject}:environment:${deploymentEnvironment}'
    location: location
    tags: allTags
  }
}

module asks 'modules/pipeline-identity.bicep' = {
  name: 'pipeline-asks'
  scope: group
  params: {
    name: 'id-pipeline-asks'
    subject: '${subject}:environment:${whatIfEnvironment}'
    location: location
    tags: allTags
  }
}

module deploysAsContributor 'modules/pipeline-role.bicep' = {
  name: 'pipeline-deploys-contributor'
  params: {
    principalId: deploys.outputs.principalId
    roleId: contributor
    condition: ''
  }
}

module deploysAsAdministrator 'modules/pipeline-role.bicep' = {
  name: 'pipeline-deploys-administrator'
  params: {
    principalId: deploys.outputs.principalId
    roleId: accessAdministrator
    condition: join(toIdentitiesAlone, ' AND ')
  }
}

resource whatIf 'Microsoft.Authorization/roleDefinitions@2022-04-01' = {
  name: guid(subscription().id, 'acs-token-broker', 'what-if')
  properties: {
    roleName: 'Ask what a deployment would do (${subscription().subscriptionId})'
    description: 'Reads everything but secrets, and asks what a deployment would change. Changes nothing.'
    type: 'CustomRole'
    assignableScopes: [subscription().id]
    permissions: [
      {
        actions: [
          '*/read'
          'Microsoft.Resources/deployments/validate/action'
          'Microsoft.Resources/deployments/whatIf/action'
        ]
        notActions: []
      }
    ]
  }
}

module asksAsReader 'modules/pipeline-role.bicep' = {
  name: 'pipeline-asks-role'
  params: {
    principalId: asks.outputs.principalId
    roleId: whatIf.name
    condition: ''
  }
}

@description('AZURE_CLIENT_ID of the repository: client id of the identity that deploys.')
output AZURE_CLIENT_ID string = deploys.outputs.clientId
@description('AZURE_WHAT_IF_CLIENT_ID of the repository: client id of the identity that asks.')
output AZURE_WHAT_IF_CLIENT_ID string = asks.outputs.clientId
@description('AZURE_TENANT_ID of the repository.')
output AZURE_TENANT_ID string = tenant().tenantId
@description('AZURE_SUBSCRIPTION_ID of the repository.')
output AZURE_SUBSCRIPTION_ID string = subscription().subscriptionId
