metadata description = 'The Communication Services resource. It takes Entra identities only, so it has no access key that could leak, unless the broker needs one.'

@description('Name of the resource; part of its address, so unique in the world.')
param name string
@description('Where Communication Services keeps its data at rest. It cannot be changed later.')
param dataLocation string
@description('Whether the resource takes access keys, as a connection string has one.')
param takesKeys bool
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
    disableLocalAuth: !takesKeys
  }
}

// Its metrics cannot be exported: https://learn.microsoft.com/azure/communication-services/concepts/metrics
#disable-next-line use-recent-api-versions // nothing newer is published
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
  }
}

@description('Name of the resource.')
output name string = communicationServices.name
