metadata description = 'The storage account of the Functions host, with the package of the app and, where they are on, the ACS identities of users. Identities reach it, keys do not.'

@description('Name of the storage account.')
@minLength(3)
@maxLength(24)
param name string
@description('Name of the container for the deployed package.')
param packageContainerName string
@description('Name of the table for the ACS identities of users; empty for none.')
param tableName string
@description('Whether only private endpoints reach the account.')
param private bool
@description('Whether the data is kept in three zones of the region.')
param zoneRedundant bool
@description('Workspace for the account\'s own logs.')
param workspaceId string
@description('Azure region.')
param location string
@description('Tags of the resources.')
param tags object

resource account 'Microsoft.Storage/storageAccounts@2026-04-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: {
    name: zoneRedundant ? 'Standard_ZRS' : 'Standard_LRS'
  }
  properties: {
    accessTier: 'Hot'
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    isLocalUserEnabled: false
    minimumTlsVersion: 'TLS1_2'
    publicNetworkAccess: private ? 'Disabled' : 'Enabled'
    supportsHttpsTrafficOnly: true
    networkAcls: {
      bypass: 'None'
      // Without a virtual network the addresses of Flex Consumption are not known; its identity is what lets it in.
      defaultAction: private ? 'Deny' : 'Allow'
    }
  }
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2026-04-01' = {
  parent: account
  name: 'default'
  properties: {
    deleteRetentionPolicy: {
      enabled: true
      days: 7
    }
    containerDeleteRetentionPolicy: {
      enabled: true
      days: 7
    }
  }
}

resource packages 'Microsoft.Storage/storageAccounts/blobServices/containers@2026-04-01' = {
  parent: blobs
  name: packageContainerName
  properties: {
    publicAccess: 'None'
  }
}

resource tables 'Microsoft.Storage/storageAccounts/tableServices@2026-04-01' = if (!empty(tableName)) {
  parent: account
  name: 'default'
}

resource identities 'Microsoft.Storage/storageAccounts/tableServices/tables@2026-04-01' = if (!empty(tableName)) {
  parent: tables
  name: tableName
}

// Reads are left out: the host reads all day, and who changed the package, or whose ACS identity is
// whose, is what matters.
#disable-next-line use-recent-api-versions // nothing newer is published
resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'workspace'
  scope: blobs
  properties: {
    workspaceId: workspaceId
    logs: [
      {
        category: 'StorageWrite'
        enabled: true
      }
      {
        category: 'StorageDelete'
        enabled: true
      }
    ]
    metrics: [
      {
        category: 'Transaction'
        enabled: true
      }
    ]
  }
}

#disable-next-line use-recent-api-versions // nothing newer is published
resource tableDiagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = if (!empty(tableName)) {
  name: 'workspace'
  scope: tables
  properties: {
    workspaceId: workspaceId
    logs: [
      {
        category: 'StorageWrite'
        enabled: true
      }
      {
        category: 'StorageDelete'
        enabled: true
      }
    ]
    metrics: [
      {
        category: 'Transaction'
        enabled: true
      }
    ]
  }
}

@description('Name of the storage account.')
output name string = account.name
@description('Address of the account\'s tables.')
output tableEndpoint string = account.properties.primaryEndpoints.table
