metadata description = 'Application Insights over a Log Analytics workspace, written to and read with Entra identities only.'

@description('Name of the Application Insights resource.')
param name string
@description('Name of the workspace, where one is created.')
param workspaceName string
@description('Resource id of a workspace that is there already; empty creates one.')
param existingWorkspaceId string
@description('How many days logs are kept, where a workspace is created.')
@minValue(30)
@maxValue(730)
param retentionInDays int
@description('How many GB a day a workspace that is created takes in at most; 0 for no cap.')
@minValue(0)
param dailyCap int
@description('Azure region.')
param location string
@description('Tags of the resources.')
param tags object

resource workspace 'Microsoft.OperationalInsights/workspaces@2026-03-01' = if (empty(existingWorkspaceId)) {
  name: workspaceName
  location: location
  tags: tags
  properties: {
    sku: {
      name: 'PerGB2018'
    }
    retentionInDays: retentionInDays
    workspaceCapping: {
      dailyQuotaGb: dailyCap == 0 ? -1 : dailyCap
    }
    features: {
      disableLocalAuth: true
      enableLogAccessUsingOnlyResourcePermissions: true
    }
  }
}

resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: name
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: empty(existingWorkspaceId) ? workspace.id : existingWorkspaceId
    DisableLocalAuth: true
  }
}

@description('Name of the Application Insights resource.')
output insightsName string = insights.name
@description('Resource id of the Application Insights resource.')
output insightsId string = insights.id
@description('Resource id of the workspace.')
output workspaceId string = empty(existingWorkspaceId) ? workspace.id : existingWorkspaceId
