metadata description = 'The applications in Entra. Whoever deploys it needs Application.ReadWrite.All, and for consent DelegatedPermissionGrant.ReadWrite.All.'

extension microsoftGraphV1

import { accessTo, acsApplicationId, acsClientsApplicationId, acsScopeIds } from 'permissions.bicep'
import { brokerMode, guidText, hasApi } from '../types.bicep'

@description('Beginning of the unique names.')
param uniqueName string
@description('Name that people read.')
param displayName string
@description('How clients prove who is calling.')
param mode brokerMode
@description('Names of the scopes that subject tokens need, by the kind of users: teams, teamsPhone and entra.')
param scopes object
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

var withApi = hasApi(mode)
var onBehalfOf = mode == 'onBehalfOf'
var apiUniqueName = '${uniqueName}-api'
var apiDisplayName = '${displayName} (API)'

var acsScopes = concat(scopes.teams, scopes.teamsPhone)

// A tenant that never used Communication Services lacks them; to declare them again changes nothing.
resource communicationServices 'Microsoft.Graph/servicePrincipals@v1.0' = {
  appId: acsApplicationId
}

resource communicationServicesClients 'Microsoft.Graph/servicePrincipals@v1.0' = if (!empty(scopes.entra)) {
  appId: acsClientsApplicationId
}

var access = concat(
  accessTo(acsApplicationId, map(acsScopes, scope => acsScopeIds[scope])),
  empty(scopes.entra)
    ? []
    : accessTo(
        acsClientsApplicationId,
        map(
          scopes.entra,
          scope =>
            first(filter(communicationServicesClients!.oauth2PermissionScopes, published => published.value == scope)).?id ?? fail('Azure Communication Services Clients publishes no scope ${scope}: see entraUserRequiredScopes (ENTRA_USER_REQUIRED_SCOPES).')
        )
      )
)

module client 'client.bicep' = {
  name: 'registration-client'
  params: {
    uniqueName: '${uniqueName}-client'
    displayName: displayName
    multipleTenants: multipleTenants
    spaRedirectUris: spaRedirectUris
    publicClientRedirectUris: publicClientRedirectUris
    access: onBehalfOf ? [] : access
  }
}

module api 'api.bicep' = if (withApi) {
  name: 'registration-api'
  params: {
    uniqueName: apiUniqueName
    displayName: apiDisplayName
    multipleTenants: multipleTenants
    scopeName: scopeName
    roles: roles
    listsGroups: listsGroups
    access: onBehalfOf ? access : []
    onBehalfOf: onBehalfOf
    identityPrincipalId: identityPrincipalId
  }
}

module apiClients 'api-clients.bicep' = if (withApi) {
  name: 'registration-api-clients'
  params: {
    uniqueName: apiUniqueName
    displayName: apiDisplayName
    apiClientId: api!.outputs.clientId
    scopeId: api!.outputs.scopeId
    callerClientIds: union([client.outputs.clientId], callerClientIds)
  }
}

resource consent 'Microsoft.Graph/oauth2PermissionGrants@v1.0' = if (grantAdminConsent && !empty(acsScopes)) {
  clientId: onBehalfOf ? api!.outputs.principalId : client.outputs.principalId
  resourceId: communicationServices.id
  consentType: 'AllPrincipals'
  scope: join(acsScopes, ' ')
}

resource consentForEntraUsers 'Microsoft.Graph/oauth2PermissionGrants@v1.0' = if (grantAdminConsent && !empty(scopes.entra)) {
  clientId: onBehalfOf ? api!.outputs.principalId : client.outputs.principalId
  resourceId: communicationServicesClients!.id
  consentType: 'AllPrincipals'
  scope: join(scopes.entra, ' ')
}

resource consentForApi 'Microsoft.Graph/oauth2PermissionGrants@v1.0' = if (grantAdminConsent && withApi) {
  // The scope has to be there, which the API's own deployment says.
  clientId: client.outputs.principalId
  resourceId: api!.outputs.principalId
  consentType: 'AllPrincipals'
  scope: scopeName
}

@description('Client id of the application that users sign in to.')
output clientId string = client.outputs.clientId
@description('Client id of the API, empty without one.')
output apiClientId string = withApi ? api!.outputs.clientId : ''
