metadata description = 'The application that users sign in to: a single-page app, a mobile or desktop app, or both.'

extension microsoftGraphV1

@description('Name by which the application is found again; it cannot be changed.')
param uniqueName string
@description('Name that users read when they sign in.')
param displayName string
@description('Whether users of other tenants may sign in.')
param multipleTenants bool
@description('Where Entra sends the browser back to a single-page app.')
param spaRedirectUris string[]
@description('Where Entra sends a mobile or desktop app back to.')
param publicClientRedirectUris string[]
@description('Permissions that the application lists: of each resource the ids of scopes.')
param access object[]

resource application 'Microsoft.Graph/applications@v1.0' = {
  uniqueName: uniqueName
  displayName: displayName
  signInAudience: multipleTenants ? 'AzureADMultipleOrgs' : 'AzureADMyOrg'
  isFallbackPublicClient: !empty(publicClientRedirectUris)
  spa: {
    redirectUris: spaRedirectUris
  }
  publicClient: {
    redirectUris: publicClientRedirectUris
  }
  requiredResourceAccess: access
}

resource principal 'Microsoft.Graph/servicePrincipals@v1.0' = {
  appId: application.appId
}

@description('Client id of the application.')
output clientId string = application.appId
@description('Object id of its service principal in this tenant.')
output principalId string = principal.id
