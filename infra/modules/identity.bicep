metadata description = 'The identity under which the broker reaches storage, Communication Services, Application Insights and Entra.'

@description('Name of the identity.')
param name string
@description('Azure region.')
param location string
@description('Tags of the resources.')
param tags object

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: name
  location: location
  tags: tags
}

@description('Resource id.')
output id string = identity.id
@description('Client id, which the app names to get tokens.')
output clientId string = identity.properties.clientId
@description('Object id, which roles are assigned to.')
output principalId string = identity.properties.principalId
