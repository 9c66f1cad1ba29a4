metadata description = 'The Functions app on Flex Consumption.'

import { scaleSettings } from '../types.bicep'

@description('Name of the app; part of its address, so unique in the world.')
param name string
@description('Name of the plan.')
param planName string
@description('Resource id of the broker\'s managed identity.')
param identityId string
@description('Client id of the broker\'s managed identity.')
param identityClientId string
@description('Name of the storage account.')
param storageName string
@description('Name of the container for the deployed package.')
param packageContainerName string
@description('Name of the Application Insights resource.')
param insightsName string
@description('Workspace for the app\'s metrics.')
param workspaceId string
@description('Subnet that the app joins; empty for none.')
param subnetId string
@description('How the platform scales the app.')
param scale scaleSettings
@description('Whether the instances are spread over three zones of the region.')
param zoneRedundant bool
@description('Origins whose pages may call the broker.')
param corsOrigins string[]
@description('Settings of the broker, none of them empty.')
param settings object
@description('Azure region.')
param location string
@description('Tags of the resources.')
param tags object

resource storage 'Microsoft.Storage/storageAccounts@2026-04-01' existing = {
  name: storageName
}

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: insightsName
}

var platformSettings = {
  AzureWebJobsStorage__accountName: storage.name
  AzureWebJobsStorage__credential: 'managedidentity'
  AzureWebJobsStorage__clientId: identityClientId
  APPLICATIONINSIGHTS_CONNECTION_STRING: insights.properties.ConnectionString
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identityClientId};Authorization=AAD'
  AZURE_CLIENT_ID: identityClientId
  // Without it a page of the platform answers at / with 200, whether the broker works or not.
  AzureWebJobsDisableHomepage: 'true'
  // The host holds a whole body before any function runs, and would take 100 MB of anybody.
  FUNCTIONS_REQUEST_BODY_SIZE_LIMIT: '65536'
}

resource plan 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: planName
  location: location
  tags: tags
  kind: 'functionapp'
  sku: {
    name: 'FC1'
    tier: 'FlexConsumption'
  }
  properties: {
    reserved: true
    zoneRedundant: zoneRedundant
  }
}

resource app 'Microsoft.Web/sites@2025-03-01' = {
  name: name
  location: location
  // azd deploys the service of this name in azure.yaml to this app.
  tags: union(tags, { 'azd-service-name': 'broker' })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identityId}': {}
    }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    clientAffinityEnabled: false
    keyVaultReferenceIdentity: identityId
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    functionAppConfig: {
      runtime: {
        name: 'java'
        version: '21'
      }
      deployment: {
        storage: {
          type: 'blobContainer'
          value: '${storage.properties.primaryEndpoints.blob}${packageContainerName}'
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identityId
          }
        }
      }
      // A preview, which the published types lack in every version; the platform's own default is left alone.
      // https://learn.microsoft.com/azure/azure-functions/flex-consumption-site-updates
      #disable-next-line BCP037
      siteUpdateStrategy: scale.updateStrategy == 'Recreate' ? null : { type: scale.updateStrategy }
      scaleAndConcurrency: {
        instanceMemoryMB: scale.instanceMemory
        maximumInstanceCount: scale.maximumInstances
        alwaysReady: scale.alwaysReadyInstances == 0
          ? []
          : [
              {
                name: 'http'
                instanceCount: scale.alwaysReadyInstances
              }
            ]
        triggers: {
          http: {
            perInstanceConcurrency: scale.requestsPerInstance
          }
        }
      }
    }
    siteConfig: {
      http20Enabled: true
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
      cors: {
        allowedOrigins: corsOrigins
        supportCredentials: false
      }
      appSettings: map(items(union(settings, platformSettings)), setting => {
        name: setting.key
        value: setting.value
      })
    }
  }

  resource noFtpPasswords 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: {
      allow: false
    }
  }

  resource noDeploymentPasswords 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: {
      allow: false
    }
  }
}

// The app's log is in Application Insights already; to have it here too would cost twice.
#disable-next-line use-recent-api-versions // nothing newer is published
resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'workspace'
  scope: app
  properties: {
    workspaceId: workspaceId
    metrics: [
      {
        category: 'AllMetrics'
        enabled: true
      }
    ]
  }
}

@description('Name of the app.')
output name string = app.name
@description('Resource id of the app.')
output id string = app.id
@description('Address of the app.')
output url string = 'https://${app.properties.defaultHostName}'
