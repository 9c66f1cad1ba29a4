metadata description = 'An identity that GitHub may use without a secret, in one environment of one repository.'

@description('Name of the identity.')
param name string
@description('Subject of GitHub\'s tokens for that environment.')
param subject string
@description('Azure region.')
param location string
@description('Tags of the resources.')
param tags object

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: name
  location: location
  tags: tags
}

resource credential 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2024-11-30' = {
  parent: identity
  name: 'github'
  properties: {
    issuer: 'https://token.actions.githubusercontent.com'
    subject: subject
    audiences: ['api://AzureADTokenExchange']
  }
}

@description('Client id, with which the pipeline signs in.')
output clientId string = identity.properties.clientId
@description('Object id, which roles are assigned to.')
output principalId string = identity.properties.principalId
