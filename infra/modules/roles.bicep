metadata description = 'What the broker\'s identity may do in its own resource group, each on one resource.'

import { guidText } from '../types.bicep'

@description('Object id of the broker\'s managed identity.')
param principalId guidText
@description('Name of the storage account.')
param storageName string
@description('Name of the Application Insights resource.')
param insightsName string

var storageRoles = {
  // Storage Blob Data Owner: the host makes containers of its own, for leases and keys, and reads the package.
  blobs: 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
  // Storage Table Data Contributor: the host writes its diagnostic events to a table, and the broker keeps ACS identities.
  tables: '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
}
// Monitoring Metrics Publisher: the only way into Application Insights where keys are off.
var metricsPublisher = '3913510d-42f4-4e42-8a64-420c390055eb'

resource storage 'Microsoft.Storage/storageAccounts@2026-04-01' existing = {
  name: storageName
}

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: insightsName
}

resource storageAssignments 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in items(storageRoles): {
    name: guid(storage.id, principalId, role.value)
    scope: storage
    properties: {
      principalId: principalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role.value)
    }
  }
]

resource publishes 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(insights.id, principalId, metricsPublisher)
  scope: insights
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', metricsPublisher)
  }
}
