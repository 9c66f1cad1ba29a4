metadata description = 'The application of the broker\'s own API, whose scope is in every caller token.'

extension microsoftGraphV1

import { guidText } from '../types.bicep'

@description('Name by which the application is found again; it cannot be changed.')
param uniqueName string
@description('Name that administrators read when they consent.')
param displayName string
@description('Whether users of other tenants may call.')
param multipleTenants bool
@description('Name of the scope.')
param scopeName string
@description('Roles that an administrator can assign to users.')
param roles string[]
@description('Whether caller tokens list the groups of the user.')
param listsGroups bool
@description('Permissions that the application lists: of each resource the ids of scopes.')
param access object[]
@description('Whether the broker gets subject tokens on behalf of its callers.')
param onBehalfOf bool
@description('Object id of the managed identity that may act as this application.')
param identityPrincipalId guidText

var scopeId = guid(uniqueName, scopeName)
// The only audiences that Entra takes from a managed identity, one for each cloud.
var exchangeAudiences = {
  AzureCloud: 'api://AzureADTokenExchange'
  AzureUSGovernment: 'api://AzureADTokenExchangeUSGov'
  AzureChinaCloud: 'api://AzureADTokenExchangeChina'
}

resource application 'Microsoft.Graph/applications@v1.0' = {
  uniqueName: uniqueName
  displayName: displayName
  signInAudience: multipleTenants ? 'AzureADMultipleOrgs' : 'AzureADMyOrg'
  groupMembershipClaims: listsGroups ? 'SecurityGroup' : 'None'
  optionalClaims: {
    accessToken: [
      {
        // Tells guests from members.
        name: 'acct'
      }
    ]
  }
  appRoles: [
    for role in roles: {
      id: guid(uniqueName, 'role', role)
      value: role
      displayName: role
      description: 'May get Communication Services tokens from the broker, as ${role}.'
      allowedMemberTypes: ['User']
      isEnabled: true
    }
  ]
  requiredResourceAccess: access
  api: {
    requestedAccessTokenVersion: 2
    oauth2PermissionScopes: [
      {
        id: scopeId
        value: scopeName
        type: 'User'
        isEnabled: true
        adminConsentDisplayName: 'Get Communication Services tokens'
        adminConsentDescription: 'Lets the app ask the broker for Azure Communication Services tokens of the signed-in user.'
        userConsentDisplayName: 'Get Communication Services tokens'
        userConsentDescription: 'Lets the app ask the broker for your Azure Communication Services tokens.'
      }
    ]
  }
}

resource managedIdentity 'Microsoft.Graph/applications/federatedIdentityCredentials@v1.0' = if (onBehalfOf) {
  name: '${application.uniqueName}/managed-identity'
  description: 'The managed identity of the broker, instead of a secret.'
  issuer: '${environment().authentication.loginEndpoint}${tenant().tenantId}/v2.0'
  // Compared letter for letter
  subject: toLower(identityPrincipalId)
  audiences: [exchangeAudiences[environment().name]]
}

resource principal 'Microsoft.Graph/servicePrincipals@v1.0' = {
  appId: application.appId
}

@description('Client id of the application.')
output clientId string = application.appId
@description('Object id of its service principal in this tenant.')
output principalId string = principal.id
@description('Id of the scope.')
output scopeId string = scopeId
