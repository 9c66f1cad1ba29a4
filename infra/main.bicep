targetScope = 'subscription'

metadata name = 'ACS token broker'
metadata description = 'A Functions app that exchanges Entra tokens of Teams users for Azure Communication Services tokens, with all that it needs and without a secret.'

import {
  elementsOf
  isGuid
  problemOfIds
  problemOfOrigins
  problemOfRedirects
  problemOfResourceId
  problemOfSecrets
} from 'checks.bicep'

// ---- Where, and under which names

@description('Name of the environment, which is part of the names of all resources.')
@minLength(1)
@maxLength(48)
param environmentName string

@description('Azure region with Flex Consumption and Java 21. The current list: az functionapp list-flexconsumption-locations --output table. Where it has grown, add the region here.')
@allowed([
  'australiaeast'
  'australiasoutheast'
  'brazilsouth'
  'canadacentral'
  'centralindia'
  'centralus'
  'eastasia'
  'eastus'
  'eastus2'
  'francecentral'
  'germanywestcentral'
  'italynorth'
  'japaneast'
  'koreacentral'
  'northcentralus'
  'northeurope'
  'norwayeast'
  'southafricanorth'
  'southcentralus'
  'southeastasia'
  'southindia'
  'spaincentral'
  'swedencentral'
  'uaenorth'
  'uksouth'
  'ukwest'
  'westcentralus'
  'westeurope'
  'westus'
  'westus2'
  'westus3'
])
@metadata({
  azd: {
    type: 'location'
  }
})
param location string

@description('Name of the resource group; empty for rg-<environment>.')
@maxLength(90)
param resourceGroupName string = ''

@description('Further tags of all resources.')
param tags object = {}

// ---- Communication Services

@description('Where Communication Services keeps its data at rest, as its documentation on data residency has it. It cannot be changed later.')
@allowed([
  'Africa'
  'Asia Pacific'
  'Australia'
  'Brazil'
  'Canada'
  'Europe'
  'France'
  'Germany'
  'India'
  'Japan'
  'Korea'
  'Norway'
  'Switzerland'
  'UAE'
  'UK'
  'United States'
])
param communicationServicesDataLocation string = 'Europe'

@description('Resource id of a Communication Services resource that is there already, in this subscription or another one; empty creates one.')
param existingCommunicationServicesId string = ''

// ---- Who may use the broker

@description('How clients prove who is calling: direct (with the subject token alone), callers (with a caller token beside it), or onBehalfOf (with a caller token; the broker gets the subject token itself).')
@allowed([
  'direct'
  'callers'
  'onBehalfOf'
])
param mode string = 'direct'

@description('ENTRA_TENANT_IDS: directory (tenant) ids, not those of applications, separated by commas. Empty for the tenant of this subscription, * for any organisation.')
param tenantIds string = ''

@description('ENTRA_CLIENT_IDS: application (client) ids whose users\' subject tokens are accepted, separated by commas. The application that this template registers comes on top.')
param clientIds string = ''

@description('BROKER_API_CLIENT_ID: application (client) id of the broker\'s own API, where this template does not register it.')
param apiClientId string = ''

@description('Object id of a user who runs the broker on their own machine, and gets the role on the Communication Services resource for it; empty for nobody.')
param developerPrincipalId string = ''

@description('BROKER_API_SCOPE: name of the scope that caller tokens must have.')
@minLength(1)
param apiScope string = 'access_as_user'

@description('BROKER_CALLER_CLIENT_IDS: application (client) ids that may call, separated by commas; empty for those of ENTRA_CLIENT_IDS.')
param callerClientIds string = ''

@description('BROKER_ALLOWED_ROLES: application roles of which a caller needs one, separated by commas.')
param allowedRoles string = ''

@description('BROKER_ALLOWED_GROUPS: object ids of groups of which a caller has to be in one, separated by commas.')
param allowedGroups string = ''

@description('BROKER_GUESTS: acs lets Communication Services decide, allow lets guests in, deny refuses them. Empty for acs.')
@allowed([
  ''
  'acs'
  'allow'
  'deny'
])
param guests string = ''

@description('BROKER_POLICY: a rule for each tenant, instead of the lists above: a JSON document, or the path of a file in the package. (azd cannot put quotation marks into a parameter: name a file, or write the document into main.parameters.json.)')
param policy string = ''

@description('BROKER_SUBJECT_VERIFICATION: full, or acs to leave subject tokens to Communication Services. Empty for full.')
@allowed([
  ''
  'full'
  'acs'
])
param subjectVerification string = ''

@description('BROKER_API_KEYS: whose keys may have signed caller tokens: tenant, or application for those of the broker\'s API itself as well, with which its administrators can speak for every user. Empty for tenant.')
@allowed([
  ''
  'tenant'
  'application'
])
param apiKeys string = ''

@description('Origins of web pages that may call the broker, separated by commas: https://app.contoso.com, without a slash at the end; never *.')
param corsOrigins string = ''

// ---- Registration in Entra

@description('Whether to register the applications in Entra. Whoever deploys needs the role Application Administrator or the like; otherwise have scripts/register.sh run and name the ids above.')
param registerApplications bool = true

@description('Whether to consent for all users of this tenant. Whoever deploys needs the role Application Administrator, Cloud Application Administrator or Privileged Role Administrator; otherwise send the consent link to an administrator.')
param grantAdminConsent bool = false

@description('Name of the application that users read when they sign in; empty for one with the name of the environment.')
@maxLength(110)
param applicationName string = ''

@description('Where Entra sends the browser back to a single-page app: addresses separated by commas, https or http://localhost.')
param spaRedirectUris string = ''

@description('Where Entra sends a mobile or desktop app back to, separated by commas, for example msauth.com.contoso.app://auth or http://localhost.')
param publicClientRedirectUris string = ''

// ---- Further settings of the broker

@description('TEAMS_AUDIENCES: accepted audiences of subject tokens; empty for those of Communication Services.')
param teamsAudiences string = ''

@description('TEAMS_REQUIRED_SCOPES: scopes that subject tokens need; empty for Teams.ManageCalls and Teams.ManageChats.')
param teamsRequiredScopes string = ''

@description('ENTRA_USER_AUDIENCES: accepted audiences of Entra ID users\' tokens; empty for those of Communication Services Clients.')
param entraUserAudiences string = ''

@description('ENTRA_USER_REQUIRED_SCOPES: scopes that Entra ID users\' tokens need; empty for VoIP.')
param entraUserRequiredScopes string = ''

@description('TEAMS_PHONE_AUDIENCES: accepted audiences of tokens for Teams Phone; empty for those of Communication Services.')
param teamsPhoneAudiences string = ''

@description('TEAMS_PHONE_REQUIRED_SCOPES: scopes that tokens for Teams Phone need; empty for TeamsExtension.ManageCalls.')
param teamsPhoneRequiredScopes string = ''

@description('COMMUNICATION_SERVICES_API_VERSION: stable version of the API by which Communication Services is asked; empty for that of the broker.')
param communicationServicesApiVersion string = ''

@description('Whether callers get ACS identities of their own, which are kept in a table of the storage account. Needs the mode callers or onBehalfOf.')
param acsIdentities bool = false

@description('BROKER_IDENTITY_TABLE: name of that table. Another Communication Services resource needs another table.')
@minLength(3)
@maxLength(63)
param identityTable string = 'AcsIdentities'

@description('BROKER_IDENTITY_SCOPES: scopes that tokens of ACS identities may have: chat, chat.join, chat.join.limited, voip and voip.join, separated by commas.')
param identityScopes string = 'voip'

@description('BROKER_IDENTITY_TOKEN_MINUTES: how long tokens of ACS identities live at most.')
@minValue(60)
@maxValue(1440)
param identityTokenMinutes int = 1440

@description('ENTRA_AUTHORITY_HOST: where signing keys and tokens are fetched; empty for the authority of the cloud.')
param entraAuthorityHost string = ''

@description('BROKER_CLOCK_SKEW_SECONDS: how far clocks may differ.')
@minValue(0)
@maxValue(300)
param clockSkewSeconds int = 60

@description('BROKER_DEADLINE_SECONDS: when a request must have been answered.')
@minValue(1)
@maxValue(200)
param deadlineSeconds int = 10

@description('BROKER_TOKEN_CACHE_MINUTES: how long an issued token, and one that was got on behalf of a user, is remembered at most, 0 for never.')
@minValue(0)
@maxValue(15)
param tokenCacheMinutes int = 15

@description('BROKER_USER_EXCHANGE_LIMIT: exchanges of one user in ten minutes, on each instance.')
@minValue(1)
@maxValue(1000000)
param userExchangeLimit int = 12

@description('BROKER_CONCURRENT_EXCHANGES: calls to ACS at the same time by each route, and for identities, on each instance.')
@minValue(1)
@maxValue(500)
param concurrentExchanges int = 16

@description('Further settings of the app, by name. A secret has to be a reference to a key vault that the broker\'s identity may read, @Microsoft.KeyVault(SecretUri=...).')
param furtherSettings object = {}

// ---- Size

@description('Memory of an instance in MB.')
@allowed([
  512
  2048
  4096
])
param instanceMemory int = 2048

@description('The most instances there may be. Communication Services takes 500 exchanges in 30 seconds for a resource, so that more instances bring no more tokens.')
@minValue(40)
@maxValue(1000)
param maximumInstances int = 40

@description('Instances that are always there and spare users the cold start. Each is paid for around the clock.')
@minValue(0)
@maxValue(20)
param alwaysReadyInstances int = 0

@description('Requests that an instance takes at the same time before another one is started. What an instance remembers serves only its own users, so few instances are better than many.')
@minValue(1)
@maxValue(1000)
param requestsPerInstance int = 100

@description('Whether app and storage are spread over three zones of the region, which not every region has.')
param zoneRedundant bool = false

// ---- Network and monitoring

@description('Whether the app reaches its storage through a virtual network and private endpoints alone. The resource provider Microsoft.App has to be registered in the subscription.')
param privateStorage bool = false

@description('Addresses of the virtual network, /24 or larger; empty for 10.20.0.0/24.')
@maxLength(18)
param networkPrefix string = ''

@description('Resource id of a Log Analytics workspace that is there already; empty creates one.')
param existingWorkspaceId string = ''

@description('How many days logs are kept, where the workspace is created. Those of Application Insights are kept for 90 days at least.')
@minValue(30)
@maxValue(730)
param logRetentionDays int = 30

@description('How many GB of log the workspace takes in a day at most, where it is created; 0 for no cap. What comes later on a day is lost, and the alerts see nothing.')
@minValue(0)
param logDailyCap int = 0

@description('Whether to create the alerts. Each costs a little every month.')
param alerts bool = true

@description('Who gets the alerts by mail; empty for nobody.')
param alertEmail string = ''

@description('Whether the app is asked from three places every quarter of an hour whether it is ready, with an alert where it is not. It wakes an app that is idle, which is paid for.')
param availabilityTest bool = false

// ---- Bad input: all of it at once, before anything is created

var lists = {
  tenantIds: elementsOf(toLower(tenantIds))
  clientIds: elementsOf(toLower(clientIds))
  callerClientIds: elementsOf(toLower(callerClientIds))
  roles: elementsOf(allowedRoles)
  groups: elementsOf(toLower(allowedGroups))
}
var tenantsHere = union(lists.tenantIds, [toLower(tenant().tenantId)])
var applicationsHere = union(lists.clientIds, lists.callerClientIds, [toLower(apiClientId)])
var problems = filter(
  [
    tenantIds == '*' ? '' : problemOfIds('tenantIds (ENTRA_TENANT_IDS)', tenantIds)
    problemOfIds('clientIds (ENTRA_CLIENT_IDS)', clientIds)
    problemOfIds('callerClientIds (BROKER_CALLER_CLIENT_IDS)', callerClientIds)
    problemOfIds('allowedGroups (BROKER_ALLOWED_GROUPS)', allowedGroups)
    !empty(developerPrincipalId) && !isGuid(developerPrincipalId)
      ? 'developerPrincipalId (DEVELOPER_PRINCIPAL_ID) must be one GUID, the object id of a user.'
      : ''
    !empty(apiClientId) && !isGuid(apiClientId) ? 'apiClientId (BROKER_API_CLIENT_ID) must be one GUID.' : ''
    empty(intersection(tenantsHere, applicationsHere))
      ? ''
      : 'A tenant id stands where the id of an application belongs, or the other way round: the same GUID is in tenantIds (or is the tenant of this subscription) and in clientIds, callerClientIds or apiClientId.'
    mode == 'onBehalfOf' && contains(lists.clientIds, toLower(apiClientId))
      ? 'With the mode onBehalfOf, apiClientId must not be one of clientIds: nobody may send a token that the API gets on behalf of users.'
      : ''
    mode == 'direct' && !empty('${apiClientId}${callerClientIds}${allowedRoles}${allowedGroups}')
      ? 'apiClientId, callerClientIds, allowedRoles and allowedGroups need the mode callers or onBehalfOf.'
      : ''
    mode != 'direct' && !registerApplications && empty(apiClientId)
      ? 'Name apiClientId, or set registerApplications to true.'
      : ''
    registerApplications && !empty(apiClientId)
      ? 'Name apiClientId, or set registerApplications to true, not both.'
      : ''
    mode != 'onBehalfOf' && !registerApplications && empty('${clientIds}${policy}')
      ? 'Name clientIds, or set registerApplications to true.'
      : ''
    mode == 'onBehalfOf' && !registerApplications && empty('${clientIds}${callerClientIds}${policy}')
      ? 'Name callerClientIds, or set registerApplications to true.'
      : ''
    acsIdentities && mode == 'direct' ? 'acsIdentities needs the mode callers or onBehalfOf.' : ''
    grantAdminConsent && !registerApplications
      ? 'grantAdminConsent is for the applications that this template registers: set registerApplications to true as well.'
      : ''
    !empty(policy) && !empty('${tenantIds}${clientIds}${callerClientIds}${allowedRoles}${allowedGroups}${guests}')
      ? 'With policy (BROKER_POLICY), leave tenantIds, clientIds, callerClientIds, allowedRoles, allowedGroups and guests empty.'
      : ''
    subjectVerification == 'acs' && (mode != 'callers' || !empty('${policy}${teamsAudiences}${teamsRequiredScopes}${entraUserAudiences}${entraUserRequiredScopes}${teamsPhoneAudiences}${teamsPhoneRequiredScopes}') || length(lists.clientIds) + (registerApplications ? 1 : 0) != 1)
      ? 'subjectVerification acs needs the mode callers and exactly one client, and leaves policy, and the audiences and required scopes of every route, empty.'
      : ''
    apiKeys == 'application' && (mode == 'direct' || contains(lists.tenantIds, '*'))
      ? 'apiKeys application needs the mode callers or onBehalfOf, and tenantIds that are listed.'
      : ''
    logDailyCap > 0 && !empty(existingWorkspaceId)
      ? 'logDailyCap (LOG_DAILY_CAP_GB) is for a workspace that this template creates: others log into the one of existingWorkspaceId too. Leave it 0, and set a cap there yourself.'
      : ''
    logRetentionDays != 30 && !empty(existingWorkspaceId)
      ? 'logRetentionDays (LOG_RETENTION_DAYS) is for a workspace that this template creates: others log into the one of existingWorkspaceId too. Leave it 30, and set the retention there yourself.'
      : ''
    availabilityTest && !alerts ? 'availabilityTest needs alerts, which tell what it finds.' : ''
    !empty(policy) && registerApplications
      ? 'A policy names its clients by id: register them first (scripts/register.sh), and set registerApplications to false.'
      : ''
    problemOfOrigins('corsOrigins', corsOrigins)
    problemOfRedirects('spaRedirectUris', spaRedirectUris)
    problemOfResourceId(
      'existingCommunicationServicesId',
      existingCommunicationServicesId,
      'Microsoft.Communication/communicationServices'
    )
    problemOfResourceId('existingWorkspaceId', existingWorkspaceId, 'Microsoft.OperationalInsights/workspaces')
    problemOfSecrets(furtherSettings)
    !empty(alertEmail) && !contains(alertEmail, '@') ? 'alertEmail must be a mail address.' : ''
  ],
  problem => !empty(problem)
)

// ---- Names

var token = uniqueString(subscription().id, environmentName, location)
var allTags = union(tags, { 'azd-env-name': environmentName })
var names = {
  resourceGroup: empty(resourceGroupName) ? 'rg-${environmentName}' : resourceGroupName
  app: 'func-broker-${token}'
  applications: 'acs-token-broker-${token}'
}

resource group 'Microsoft.Resources/resourceGroups@2025-04-01' = {
  // Without a good name there is no group, and without the group nothing else.
  name: empty(problems) ? names.resourceGroup : fail(join(problems, ' '))
  location: location
  tags: allTags
}

// ---- Resources

module identity 'modules/identity.bicep' = {
  name: 'identity'
  scope: group
  params: {
    name: 'id-broker-${token}'
    location: location
    tags: allTags
  }
}

module monitoring 'modules/monitoring.bicep' = {
  name: 'monitoring'
  scope: group
  params: {
    name: 'appi-broker-${token}'
    workspaceName: 'log-broker-${token}'
    existingWorkspaceId: existingWorkspaceId
    retentionInDays: logRetentionDays
    dailyCap: logDailyCap
    location: location
    tags: allTags
  }
}

var packageContainerName = 'app-package'

module storage 'modules/storage.bicep' = {
  name: 'storage'
  scope: group
  params: {
    name: 'stbroker${token}'
    packageContainerName: packageContainerName
    tableName: acsIdentities ? identityTable : ''
    private: privateStorage
    zoneRedundant: zoneRedundant
    workspaceId: monitoring.outputs.workspaceId
    location: location
    tags: allTags
  }
}

module network 'modules/network.bicep' = if (privateStorage) {
  name: 'network'
  scope: group
  params: {
    name: 'vnet-broker-${token}'
    addressPrefix: empty(networkPrefix) ? '10.20.0.0/24' : networkPrefix
    storageName: storage.outputs.name
    location: location
    tags: allTags
  }
}

module communicationServices 'modules/communication-services.bicep' = if (empty(existingCommunicationServicesId)) {
  name: 'communication-services'
  scope: group
  params: {
    name: 'acs-broker-${token}'
    dataLocation: communicationServicesDataLocation
    workspaceId: monitoring.outputs.workspaceId
    tags: allTags
  }
}

var existingParts = split(existingCommunicationServicesId, '/')
var communicationServicesPlace = empty(existingCommunicationServicesId)
  ? {
      subscription: subscription().subscriptionId
      group: names.resourceGroup
    }
  : {
      subscription: existingParts[?2] ?? ''
      group: existingParts[?4] ?? ''
    }

module communicationServicesAccess 'modules/communication-services-access.bicep' = {
  name: 'communication-services-access'
  scope: resourceGroup(communicationServicesPlace.subscription, communicationServicesPlace.group)
  params: {
    name: empty(existingCommunicationServicesId) ? communicationServices!.outputs.name : last(existingParts)
    principalId: identity.outputs.principalId
  }
}

module developerAccess 'modules/developer-access.bicep' = if (!empty(developerPrincipalId)) {
  name: 'developer-access'
  scope: resourceGroup(communicationServicesPlace.subscription, communicationServicesPlace.group)
  params: {
    name: empty(existingCommunicationServicesId) ? communicationServices!.outputs.name : last(existingParts)
    principalId: developerPrincipalId
  }
}

module roles 'modules/roles.bicep' = {
  name: 'roles'
  scope: group
  params: {
    principalId: identity.outputs.principalId
    storageName: storage.outputs.name
    insightsName: monitoring.outputs.insightsName
  }
}

var servesOthers = !empty(policy) || !empty(filter(lists.tenantIds, id => id != toLower(tenant().tenantId)))

module registration 'registration/registration.bicep' = if (registerApplications) {
  name: 'registration'
  scope: group
  params: {
    uniqueName: names.applications
    displayName: empty(applicationName) ? 'ACS token broker (${environmentName})' : applicationName
    mode: mode
    multipleTenants: servesOthers
    spaRedirectUris: elementsOf(spaRedirectUris)
    publicClientRedirectUris: elementsOf(publicClientRedirectUris)
    scopeName: apiScope
    roles: lists.roles
    listsGroups: !empty(lists.groups)
    // Those that the broker lets call, and nobody else
    callerClientIds: empty(lists.callerClientIds) ? lists.clientIds : lists.callerClientIds
    identityPrincipalId: identity.outputs.principalId
    grantAdminConsent: grantAdminConsent
  }
}

// ---- Settings of the broker. An empty one counts as missing, so its default holds.

var registeredClientIds = registerApplications ? [registration!.outputs.clientId] : []
var brokerApiClientId = registerApplications ? registration!.outputs.apiClientId : apiClientId
var subjectClientIds = mode == 'onBehalfOf' ? lists.clientIds : union(lists.clientIds, registeredClientIds)
// Where callers are not named and the default holds, nothing is written.
var callers = {
  direct: []
  callers: empty(lists.callerClientIds) ? [] : union(lists.callerClientIds, registeredClientIds)
  onBehalfOf: empty(lists.callerClientIds) && !registerApplications
    ? []
    : union(empty(lists.callerClientIds) ? lists.clientIds : lists.callerClientIds, registeredClientIds)
}
var cloudNames = {
  AzureCloud: 'public'
  AzureUSGovernment: 'usgov'
  AzureChinaCloud: 'china'
}
var settings = {
  ENTRA_TENANT_IDS: !empty(policy) ? '' : empty(tenantIds) ? tenant().tenantId : join(lists.tenantIds, ',')
  ENTRA_CLIENT_IDS: join(subjectClientIds, ',')
  ENTRA_CLOUD: cloudNames[environment().name]
  ENTRA_AUTHORITY_HOST: entraAuthorityHost
  TEAMS_AUDIENCES: teamsAudiences
  TEAMS_REQUIRED_SCOPES: teamsRequiredScopes
  ENTRA_USER_AUDIENCES: entraUserAudiences
  ENTRA_USER_REQUIRED_SCOPES: entraUserRequiredScopes
  TEAMS_PHONE_AUDIENCES: teamsPhoneAudiences
  TEAMS_PHONE_REQUIRED_SCOPES: teamsPhoneRequiredScopes
  COMMUNICATION_SERVICES_ENDPOINT: communicationServicesAccess.outputs.endpoint
  COMMUNICATION_SERVICES_API_VERSION: communicationServicesApiVersion
  BROKER_API_CLIENT_ID: brokerApiClientId
  BROKER_API_SCOPE: mode == 'direct' ? '' : apiScope
  BROKER_API_KEYS: apiKeys
  BROKER_CALLER_CLIENT_IDS: join(callers[mode], ',')
  BROKER_ON_BEHALF_OF: mode == 'onBehalfOf' ? 'true' : ''
  BROKER_SUBJECT_VERIFICATION: subjectVerification
  BROKER_ALLOWED_ROLES: join(lists.roles, ',')
  BROKER_ALLOWED_GROUPS: join(lists.groups, ',')
  BROKER_GUESTS: guests
  BROKER_POLICY: policy
  BROKER_CLOCK_SKEW_SECONDS: string(clockSkewSeconds)
  BROKER_DEADLINE_SECONDS: string(deadlineSeconds)
  BROKER_TOKEN_CACHE_MINUTES: string(tokenCacheMinutes)
  BROKER_USER_EXCHANGE_LIMIT: string(userExchangeLimit)
  BROKER_CONCURRENT_EXCHANGES: string(concurrentExchanges)
  BROKER_IDENTITY_TABLE_ENDPOINT: acsIdentities ? storage.outputs.tableEndpoint : ''
  BROKER_IDENTITY_TABLE: acsIdentities ? identityTable : ''
  BROKER_IDENTITY_SCOPES: acsIdentities ? identityScopes : ''
  BROKER_IDENTITY_TOKEN_MINUTES: acsIdentities ? string(identityTokenMinutes) : ''
}

module functionApp 'modules/function-app.bicep' = {
  name: 'function-app'
  scope: group
  // An app that starts before it may reach its storage fails, and keeps failing for a while.
  dependsOn: [roles]
  params: {
    name: names.app
    planName: 'plan-broker-${token}'
    identityId: identity.outputs.id
    identityClientId: identity.outputs.clientId
    storageName: storage.outputs.name
    packageContainerName: packageContainerName
    insightsName: monitoring.outputs.insightsName
    workspaceId: monitoring.outputs.workspaceId
    subnetId: privateStorage ? network!.outputs.appSubnetId : ''
    scale: {
      instanceMemory: instanceMemory
      maximumInstances: maximumInstances
      alwaysReadyInstances: alwaysReadyInstances
      requestsPerInstance: requestsPerInstance
    }
    zoneRedundant: zoneRedundant
    corsOrigins: elementsOf(corsOrigins)
    settings: union(furtherSettings, settings)
    location: location
    tags: allTags
  }
}

module alertRules 'modules/alerts.bicep' = if (alerts) {
  name: 'alerts'
  scope: group
  params: {
    name: 'alert-broker-${token}'
    insightsId: monitoring.outputs.insightsId
    workspaceId: monitoring.outputs.workspaceId
    appId: functionApp.outputs.id
    appUrl: functionApp.outputs.url
    capped: logDailyCap > 0
    availabilityTest: availabilityTest
    email: alertEmail
    location: location
    tags: allTags
  }
}

// ---- What azd keeps, and the hooks print

var firstClientId = registerApplications ? registration!.outputs.clientId : (first(union(lists.callerClientIds, lists.clientIds)) ?? '')
var loginEndpoint = environment().authentication.loginEndpoint
var acsAudiences = {
  AzureCloud: 'https://auth.msft.communication.azure.com'
  AzureUSGovernment: 'https://auth.msft.communication.azure.us'
  AzureChinaCloud: 'https://auth.msft.communication.azure.cn'
}
var acsAudience = acsAudiences[environment().name]

@description('Tenant of the subscription.')
output AZURE_TENANT_ID string = tenant().tenantId
@description('Resource group of the broker.')
output AZURE_RESOURCE_GROUP string = group.name
@description('Name of the Functions app.')
output AZURE_FUNCTION_APP_NAME string = functionApp.outputs.name
@description('Address of the broker.')
output SERVICE_BROKER_ENDPOINT_URL string = functionApp.outputs.url
@description('Object id of the broker\'s managed identity, for scripts/register.sh.')
output IDENTITY_PRINCIPAL_ID string = identity.outputs.principalId
@description('Address of the Communication Services resource.')
output COMMUNICATION_SERVICES_ENDPOINT string = communicationServicesAccess.outputs.endpoint
@description('Client id for the app that users sign in to.')
output CLIENT_APPLICATION_ID string = firstClientId
@description('Authority for that app.')
output CLIENT_AUTHORITY string = '${loginEndpoint}${servesOthers ? 'organizations' : tenant().tenantId}'
@description('Scopes that the app asks for to call the broker.')
output CLIENT_SCOPES string = mode == 'direct'
  ? '${acsAudience}/Teams.ManageCalls ${acsAudience}/Teams.ManageChats'
  : 'api://${brokerApiClientId}/${apiScope}'
@description('Scopes of the second token that the app asks for, where it sends a subject token beside a caller token; empty else.')
output SUBJECT_SCOPES string = mode == 'callers' ? '${acsAudience}/Teams.ManageCalls ${acsAudience}/Teams.ManageChats' : ''
@description('Client id of the broker\'s own API, empty without one.')
output API_APPLICATION_ID string = brokerApiClientId
@description('Where an administrator consents to the app that users sign in to. For another tenant, its id or domain takes the place of this one\'s.')
output CLIENT_CONSENT_LINK string = empty(firstClientId) ? '' : '${loginEndpoint}${tenant().tenantId}/adminconsent?client_id=${firstClientId}'
@description('Where an administrator consents to the broker\'s API, empty without one.')
output API_CONSENT_LINK string = empty(brokerApiClientId) ? '' : '${loginEndpoint}${tenant().tenantId}/adminconsent?client_id=${brokerApiClientId}'
