metadata description = 'The applications in Entra. Whoever deploys it needs Application.ReadWrite.All, and for consent DelegatedPermissionGrant.ReadWrite.All.'

extension microsoftGraphV1

import { acsApplicationId, acsScopes } from 'permissions.bicep'
import { brokerMode, guidText } from '../types.bicep'

@description('Beginning of the unique names.')
param uniqueName string
@description('Name that people read.')
param displayName string
@description('How clients prove who is calling.')
param mode brokerMode
@description('Whether users of other tenants may sign in.')
param multipleTenants bool
@description('Where Entra sends the browser back to a single-page app.')
param spaRedirectUris string[]
@description('Where Entra sends a mobile or desktop app back to.')
param publicClientRedirectUris string[]
@description('Name of the API\'s scope.')
param scopeName string
@description('Roles that callers can have.')
param roles string[]
@description('Whether caller tokens list the groups of the user.')
param listsGroups bool
@description('Further applications that may call.')
param callerClientIds string[]
@description('Object id of the broker\'s managed identity.')
param identityPrincipalId guidText
@description('Whether to consent for all users of this tenant.')
param grantAdminConsent bool

var withCallers = mode != 'direct'
var apiUniqueName = '${uniqueName}-api'
var apiDisplayName = '${displayName} (API)'

module client 'client.bicep' = {
  name: 'registration-client'
  params: {
    uniqueName: '${uniqueName}-client'
    displayName: displayName
    multipleTenants: multipleTenants
    spaRedirectUris: spaRedirectUris
    publicClientRedirectUris: publicClientRedirectUris
    getsSubjectTokens: mode != 'onBehalfOf'
  }
}

module api 'api.bicep' = if (withCallers) {
  name: 'registration-api'
  params: {
    uniqueName: apiUniqueName
    displayName: apiDisplayName
    multipleTenants: multipleTenants
    scopeName: scopeName
    roles: roles
    listsGroups: listsGroups
    onBehalfOf: mode == 'onBehalfOf'
    identityPrincipalId: identityPrincipalId
  }
}

module apiClients 'api-clients.bicep' = if (withCallers) {
  name: 'registration-api-clients'
  params: {
    uniqueName: apiUniqueName
    displayName: apiDisplayName
    apiClientId: api!.outputs.clientId
    scopeId: api!.outputs.scopeId
    callerClientIds: union([client.outputs.clientId], callerClientIds)
  }
}

// A tenant that never used Communication Services lacks it; to declare it again changes nothing.
resource communicationServices 'Microsoft.Graph/servicePrincipals@v1.0' = {
  appId: acsApplicationId
}

resource consent 'Microsoft.Graph/oauth2PermissionGrants@v1.0' = if (grantAdminConsent) {
  clientId: mode == 'onBehalfOf' ? api!.outputs.principalId : client.outputs.principalId
  resourceId: communicationServices.id
  consentType: 'AllPrincipals'
  scope: acsScopes
}

@description('Client id of the application that users sign in to.')
output clientId string = client.outputs.clientId
@description('Client id of the API, empty without one.')
output apiClientId string = withCallers ? api!.outputs.clientId : ''
