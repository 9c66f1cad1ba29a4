metadata description = 'The Communication Services resource. It takes Entra identities only, so it has no access key that could leak.'

@description('Name of the resource; part of its address, so unique in the world.')
param name string
@description('Where Communication Services keeps its data at rest. It cannot be changed later.')
param dataLocation string
@description('Workspace for the resource\'s own logs.')
param workspaceId string
@description('Tags of the resources.')
param tags object

resource communicationServices 'Microsoft.Communication/communicationServices@2026-03-18' = {
  name: name
  location: 'global'
  tags: tags
  properties: {
    dataLocation: dataLocation
    disableLocalAuth: true
  }
}

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'workspace'
  scope: communicationServices
  properties: {
    workspaceId: workspaceId
    logs: [
      {
        categoryGroup: 'allLogs'
        enabled: true
      }
    ]
    metrics: [
      {
        category: 'Traffic'
        enabled: true
      }
    ]
  }
}

@description('Name of the resource.')
output name string = communicationServices.name
