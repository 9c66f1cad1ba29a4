metadata description = 'The broker with all that it needs, in the resource group of the deployment. main.bicep and group.bicep lead here, and have checked the values.'

import { callerIssuersOf, elementsOf, policyOf, textOfMember } from 'checks.bicep'
import { subjectScopesOf } from 'registration/permissions.bicep'
import { hasApi } from 'types.bicep'

@description('The parameters of main.bicep and group.bicep by their names: texts, and the objects.')
param values object

// ---- Names, and what the texts mean

var location = values.location
var mode = values.mode
var registerApplications = bool(values.registerApplications)
var privateStorage = bool(values.privateStorage)
var acsIdentities = bool(values.acsIdentities)
var zoneRedundant = bool(values.zoneRedundant)
var logDailyCap = int(values.logDailyCap)
var withKey = !empty(values.keyVaultReference)
var lists = {
  tenantIds: elementsOf(toLower(values.tenantIds))
  clientIds: elementsOf(toLower(values.clientIds))
  callerClientIds: elementsOf(toLower(values.callerClientIds))
  roles: elementsOf(values.allowedRoles)
  groups: elementsOf(toLower(values.allowedGroups))
  userKinds: elementsOf(values.userKinds)
}
var token = uniqueString(subscription().id, values.environmentName, location)
var allTags = union(values.tags, { 'azd-env-name': values.environmentName })
var names = {
  functionApp: 'func-broker-${token}'
  plan: 'plan-broker-${token}'
  identity: 'id-broker-${token}'
  storage: 'stbroker${token}'
  insights: 'appi-broker-${token}'
  workspace: 'log-broker-${token}'
  communicationServices: 'acs-broker-${token}'
  network: 'vnet-broker-${token}'
  alerts: 'alert-broker-${token}'
  ...values.resourceNames
}

// ---- Resources

module identity 'modules/identity.bicep' = {
  name: 'identity'
  params: {
    name: names.identity
    location: location
    tags: allTags
  }
}

module monitoring 'modules/monitoring.bicep' = {
  name: 'monitoring'
  params: {
    name: names.insights
    workspaceName: names.workspace
    existingWorkspaceId: values.existingWorkspaceId
    retentionInDays: int(values.logRetentionDays)
    dailyCap: logDailyCap
    location: location
    tags: allTags
  }
}

var packageContainerName = 'app-package'

module storage 'modules/storage.bicep' = {
  name: 'storage'
  params: {
    name: names.storage
    packageContainerName: packageContainerName
    tableName: acsIdentities ? values.identityTable : ''
    private: privateStorage
    zoneRedundant: zoneRedundant
    workspaceId: monitoring.outputs.workspaceId
    location: location
    tags: allTags
  }
}

module network 'modules/network.bicep' = if (privateStorage) {
  name: 'network'
  params: {
    name: names.network
    addressPrefix: empty(values.networkPrefix) ? '10.20.0.0/24' : values.networkPrefix
    networkSecurityGroupId: values.networkSecurityGroupId
    appSubnetId: values.appSubnetId
    endpointSubnetId: values.endpointSubnetId
    privateDnsZones: values.privateDnsZones
    storageName: storage.outputs.name
    location: location
    tags: allTags
  }
}

module communicationServices 'modules/communication-services.bicep' = if (empty(values.existingCommunicationServicesId)) {
  name: 'communication-services'
  params: {
    name: names.communicationServices
    dataLocation: values.communicationServicesDataLocation
    takesKeys: withKey
    workspaceId: monitoring.outputs.workspaceId
    tags: allTags
  }
}

var existingParts = split(values.existingCommunicationServicesId, '/')
var communicationServicesPlace = empty(values.existingCommunicationServicesId)
  ? {
      subscription: subscription().subscriptionId
      group: resourceGroup().name
    }
  : {
      subscription: existingParts[?2] ?? ''
      group: existingParts[?4] ?? ''
    }

// A connection string needs no role, and may be of a resource that nobody here may see.
var seesResource = !withKey || empty(values.existingCommunicationServicesId)

module communicationServicesAccess 'modules/communication-services-access.bicep' = if (seesResource) {
  name: 'communication-services-access'
  scope: resourceGroup(communicationServicesPlace.subscription, communicationServicesPlace.group)
  params: {
    name: empty(values.existingCommunicationServicesId) ? communicationServices!.outputs.name : last(existingParts)
    assignsRole: !withKey
    principalId: identity.outputs.principalId
  }
}

module developerAccess 'modules/developer-access.bicep' = if (!empty(values.developerPrincipalId)) {
  name: 'developer-access'
  scope: resourceGroup(communicationServicesPlace.subscription, communicationServicesPlace.group)
  params: {
    name: empty(values.existingCommunicationServicesId) ? communicationServices!.outputs.name : last(existingParts)
    principalId: values.developerPrincipalId
  }
}

module roles 'modules/roles.bicep' = {
  name: 'roles'
  params: {
    principalId: identity.outputs.principalId
    storageName: storage.outputs.name
    insightsName: monitoring.outputs.insightsName
  }
}

// What users' tokens need, by kind and by the application of Entra whose scopes they are.
var subjectScopes = subjectScopesOf(lists.userKinds, values.entraUserRequiredScopes)
var servesOthers = !empty(policyOf(values)) || !empty(filter(lists.tenantIds, id => id != toLower(tenant().tenantId)))

module registration 'registration/registration.bicep' = if (registerApplications) {
  name: 'registration'
  params: {
    uniqueName: 'acs-token-broker-${token}'
    displayName: empty(values.applicationName) ? 'ACS token broker (${values.environmentName})' : values.applicationName
    mode: mode
    scopes: subjectScopes
    multipleTenants: servesOthers
    spaRedirectUris: elementsOf(values.spaRedirectUris)
    publicClientRedirectUris: elementsOf(values.publicClientRedirectUris)
    scopeName: values.apiScope
    roles: lists.roles
    listsGroups: !empty(lists.groups)
    // Those that the broker lets call, and nobody else
    callerClientIds: empty(lists.callerClientIds) ? lists.clientIds : lists.callerClientIds
    identityPrincipalId: identity.outputs.principalId
    grantAdminConsent: bool(values.grantAdminConsent)
  }
}

// ---- Settings of the broker. An empty one counts as missing, so its default holds.

var registeredClientIds = registerApplications ? [registration!.outputs.clientId] : []
var brokerApiClientId = registerApplications ? registration!.outputs.apiClientId : values.apiClientId
var withApi = hasApi(mode)
var registersSubjectClient = registerApplications && mode != 'onBehalfOf'
// Where callers are not named and the default holds, nothing is written.
var namesCallers = {
  direct: false
  elsewhere: false
  callers: !empty(lists.callerClientIds)
  onBehalfOf: !empty(lists.callerClientIds) || registerApplications
}
var namedCallers = mode == 'onBehalfOf' && empty(lists.callerClientIds) ? lists.clientIds : lists.callerClientIds
var cloudNames = {
  AzureCloud: 'public'
  AzureUSGovernment: 'usgov'
  AzureChinaCloud: 'china'
}
// Of an app whose host name Azure has not made unique by itself, as the template leaves it.
var appDomains = {
  AzureCloud: 'azurewebsites.net'
  AzureUSGovernment: 'azurewebsites.us'
  AzureChinaCloud: 'chinacloudsites.cn'
}
var furtherSettings = toObject(
  items(values.furtherSettings),
  setting => setting.key,
  setting => textOfMember(values.furtherSettings, setting.key)
)
// What is known before anything is there, so that an empty one can be left out.
var settings = {
  ENTRA_TENANT_IDS: !empty(policyOf(values))
    ? ''
    : empty(values.tenantIds) ? tenant().tenantId : join(lists.tenantIds, ',')
  ENTRA_AUTHORITY_HOST: values.entraAuthorityHost
  TEAMS_AUDIENCES: values.teamsAudiences
  TEAMS_REQUIRED_SCOPES: values.teamsRequiredScopes
  ENTRA_USER_AUDIENCES: values.entraUserAudiences
  ENTRA_USER_REQUIRED_SCOPES: values.entraUserRequiredScopes
  TEAMS_PHONE_AUDIENCES: values.teamsPhoneAudiences
  TEAMS_PHONE_REQUIRED_SCOPES: values.teamsPhoneRequiredScopes
  COMMUNICATION_SERVICES_CONNECTION_STRING: values.keyVaultReference
  COMMUNICATION_SERVICES_API_VERSION: values.communicationServicesApiVersion
  BROKER_API_SCOPE: withApi ? values.apiScope : ''
  BROKER_API_KEYS: values.apiKeys
  BROKER_ON_BEHALF_OF: mode == 'onBehalfOf' ? 'true' : ''
  BROKER_SUBJECT_VERIFICATION: values.subjectVerification
  BROKER_ALLOWED_ROLES: join(lists.roles, ',')
  BROKER_ALLOWED_GROUPS: join(lists.groups, ',')
  BROKER_GUESTS: values.guests
  BROKER_POLICY: policyOf(values)
  BROKER_CALLER_ISSUERS: callerIssuersOf(values)
  BROKER_CLOCK_SKEW_SECONDS: values.clockSkewSeconds
  BROKER_DEADLINE_SECONDS: values.deadlineSeconds
  BROKER_TOKEN_CACHE_MINUTES: values.tokenCacheMinutes
  BROKER_USER_EXCHANGE_LIMIT: values.userExchangeLimit
  BROKER_CONCURRENT_EXCHANGES: values.concurrentExchanges
  BROKER_IDENTITY_TABLE: acsIdentities ? values.identityTable : ''
  BROKER_IDENTITY_SCOPES: acsIdentities ? values.identityScopes : ''
  BROKER_IDENTITY_TOKEN_MINUTES: acsIdentities ? values.identityTokenMinutes : ''
}
// Through a text and back, since PSRule's engine merges no object of toObject
var settingsKnown = json(string(toObject(
  filter(items(union(furtherSettings, settings)), setting => !empty(setting.value)),
  setting => setting.key,
  setting => setting.value
)))
// What Azure alone knows, each under the condition that it is not empty: the names of all settings are
// known beforehand, and a snapshot has each by its own.
var settingsOfResources = {
  ENTRA_CLOUD: cloudNames[environment().name]
  BROKER_PUBLIC_URL: empty(values.publicUrl)
    ? 'https://${names.functionApp}.${appDomains[environment().name]}'
    : values.publicUrl
  ...(registersSubjectClient || !empty(lists.clientIds)
    ? {
        ENTRA_CLIENT_IDS: join(
          registersSubjectClient ? union(lists.clientIds, registeredClientIds) : lists.clientIds,
          ','
        )
      }
    : {})
  ...(withKey
    ? {}
    : {
        COMMUNICATION_SERVICES_ENDPOINT: communicationServicesAccess!.outputs.endpoint
      })
  ...(withApi
    ? {
        BROKER_API_CLIENT_ID: brokerApiClientId
      }
    : {})
  ...(namesCallers[mode]
    ? {
        BROKER_CALLER_CLIENT_IDS: join(union(namedCallers, registeredClientIds), ',')
      }
    : {})
  ...(acsIdentities
    ? {
        BROKER_IDENTITY_TABLE_ENDPOINT: storage.outputs.tableEndpoint
      }
    : {})
}

module functionApp 'modules/function-app.bicep' = {
  name: 'function-app'
  // An app that starts before it may reach its storage fails, and keeps failing for a while.
  dependsOn: [roles]
  params: {
    name: names.functionApp
    planName: names.plan
    identityId: identity.outputs.id
    identityClientId: identity.outputs.clientId
    storageName: storage.outputs.name
    packageContainerName: packageContainerName
    insightsName: monitoring.outputs.insightsName
    workspaceId: monitoring.outputs.workspaceId
    subnetId: privateStorage ? network!.outputs.appSubnetId : ''
    scale: {
      instanceMemory: int(values.instanceMemory)
      maximumInstances: int(values.maximumInstances)
      alwaysReadyInstances: int(values.alwaysReadyInstances)
      requestsPerInstance: int(values.requestsPerInstance)
      updateStrategy: values.updateStrategy
    }
    zoneRedundant: zoneRedundant
    // As browsers send them
    corsOrigins: elementsOf(toLower(values.corsOrigins))
    settings: { ...settingsKnown, ...settingsOfResources }
    location: location
    tags: allTags
  }
}

module alertRules 'modules/alerts.bicep' = if (bool(values.alerts)) {
  name: 'alerts'
  params: {
    name: names.alerts
    insightsId: monitoring.outputs.insightsId
    workspaceId: monitoring.outputs.workspaceId
    appId: functionApp.outputs.id
    appUrl: functionApp.outputs.url
    capped: logDailyCap > 0
    availabilityTest: bool(values.availabilityTest)
    emails: elementsOf(values.alertEmail)
    actionGroupIds: empty(values.existingActionGroupId) ? [] : [values.existingActionGroupId]
    location: location
    tags: allTags
  }
}

// ---- What azd keeps, and the hooks print

var firstClientId = registerApplications
  ? registration!.outputs.clientId
  : (first(union(lists.callerClientIds, lists.clientIds)) ?? '')
var loginEndpoint = environment().authentication.loginEndpoint
var acsAudiences = {
  AzureCloud: 'https://auth.msft.communication.azure.com'
  AzureUSGovernment: 'https://auth.msft.communication.azure.us'
  AzureChinaCloud: 'https://auth.msft.communication.azure.cn'
}
var acsAudience = acsAudiences[environment().name]
// By analogy in other clouds: Microsoft's pages name the public one.
var acsClientsAudiences = {
  AzureCloud: 'https://communication.azure.com/clients'
  AzureUSGovernment: 'https://communication.azure.us/clients'
  AzureChinaCloud: 'https://communication.azure.cn/clients'
}
var acsClientsAudience = acsClientsAudiences[environment().name]
var teamsScopes = join(map(subjectScopes.teams, scope => '${acsAudience}/${scope}'), ' ')

@description('Name of the Functions app.')
output AZURE_FUNCTION_APP_NAME string = functionApp.outputs.name
@description('Address of the broker.')
output SERVICE_BROKER_ENDPOINT_URL string = functionApp.outputs.url
@description('Object id of the broker\'s managed identity, for scripts/register.sh.')
output IDENTITY_PRINCIPAL_ID string = identity.outputs.principalId
@description('Address of the Communication Services resource.')
output COMMUNICATION_SERVICES_ENDPOINT string = seesResource ? communicationServicesAccess!.outputs.endpoint : ''
@description('Client id for the app that users sign in to.')
output CLIENT_APPLICATION_ID string = firstClientId
@description('Authority for that app.')
output CLIENT_AUTHORITY string = '${loginEndpoint}${servesOthers ? 'organizations' : tenant().tenantId}'
@description('Scopes that the app asks for to call the broker; empty where callers sign in elsewhere.')
output CLIENT_SCOPES string = mode == 'direct'
  ? teamsScopes
  : withApi ? 'api://${brokerApiClientId}/${values.apiScope}' : ''
@description('Scopes of the second token that the app asks for, where it sends a subject token beside a caller token; empty else.')
output SUBJECT_SCOPES string = contains(['callers', 'elsewhere'], mode) ? teamsScopes : ''
@description('Scopes that the app asks for as an Entra ID user; empty where USER_KINDS lacks entra, and on behalf of users.')
output ENTRA_USER_SCOPES string = mode == 'onBehalfOf'
  ? ''
  : join(map(subjectScopes.entra, scope => '${acsClientsAudience}/${scope}'), ' ')
@description('Scopes that the app asks for Teams Phone; empty where USER_KINDS lacks teamsPhone, and on behalf of users.')
output TEAMS_PHONE_SCOPES string = mode == 'onBehalfOf'
  ? ''
  : join(map(subjectScopes.teamsPhone, scope => '${acsAudience}/${scope}'), ' ')
@description('Client id of the broker\'s own API, empty without one.')
output API_APPLICATION_ID string = brokerApiClientId
@description('Client ids of the applications that this deployment registered, separated by a comma; empty where it registered none.')
output REGISTERED_APPLICATION_IDS string = registerApplications
  ? join(filter([registration!.outputs.clientId, registration!.outputs.apiClientId], id => !empty(id)), ',')
  : ''
@description('Where an administrator consents to the app that users sign in to. For another tenant, its id or domain takes the place of this one\'s.')
output CLIENT_CONSENT_LINK string = empty(firstClientId)
  ? ''
  : '${loginEndpoint}${tenant().tenantId}/adminconsent?client_id=${firstClientId}'
@description('Where an administrator consents to the broker\'s API, empty without one.')
output API_CONSENT_LINK string = empty(brokerApiClientId)
  ? ''
  : '${loginEndpoint}${tenant().tenantId}/adminconsent?client_id=${brokerApiClientId}'
