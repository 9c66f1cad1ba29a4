targetScope = 'subscription'

metadata name = 'ACS token broker'
metadata description = 'A Functions app that exchanges Entra tokens of Teams users for Azure Communication Services tokens, with all that it needs and without a secret.'

import { problemsOf } from 'problems.bicep'

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

@description('Names of resources, where those that the template makes up do not fit: functionApp, plan, identity, storage, insights, workspace, communicationServices, network and alerts (the beginning of their names), {"functionApp": "func-voice"} for example.')
param resourceNames object = {}

@description('Further tags of all resources, {"team": "voice"} for example.')
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

@description('A reference to a secret in a key vault that has the connection string of the Communication Services resource, @Microsoft.KeyVault(SecretUri=...); then it is the credential instead of the managed identity, and a resource that is created takes access keys. Empty for the managed identity.')
param keyVaultReference string = ''

@description('Object id of a user who runs the broker on their own machine, and gets the role on the Communication Services resource for it; empty for nobody.')
param developerPrincipalId string = ''

// ---- Who may use the broker

@description('How clients prove who is calling: direct (with the subject token alone), callers (with a caller token of Entra\'s beside it), elsewhere (with a caller token of an issuer of callerIssuers beside it), or onBehalfOf (with a caller token; the broker gets the subject token itself).')
@allowed([
  'direct'
  'callers'
  'elsewhere'
  'onBehalfOf'
])
param mode string = 'direct'

@description('ENTRA_TENANT_IDS: directory (tenant) ids, not those of applications, separated by commas. Empty for the tenant of this subscription, * for any organisation.')
param tenantIds string = ''

@description('ENTRA_CLIENT_IDS: application (client) ids whose users\' subject tokens are accepted, separated by commas. The application that this template registers comes on top.')
param clientIds string = ''

@description('BROKER_API_CLIENT_ID: application (client) id of the broker\'s own API, where this template does not register it.')
param apiClientId string = ''

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

@description('BROKER_POLICY: a rule for each tenant, instead of the lists above: an object whose member rules is an array. Empty for none.')
param policy object = {}

@description('BROKER_POLICY_FILE: the same as a file in the package, policy.json for example: its path. Empty for none.')
param policyFile string = ''

@description('BROKER_CALLER_ISSUERS: issuers other than Entra whose tokens callers may bring: an object whose member issuers is an array. The mode elsewhere needs it, callers and onBehalfOf may have it beside Entra. Empty for none.')
param callerIssuers object = {}

@description('BROKER_CALLER_ISSUERS_FILE: the same as a file in the package, issuers.json for example: its path. Empty for none.')
param callerIssuersFile string = ''

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
@allowed([
  'true'
  'false'
])
param registerApplications string = 'true'

@description('Whether to consent for all users of this tenant. Whoever deploys needs the role Application Administrator, Cloud Application Administrator or Privileged Role Administrator; otherwise send the consent link to an administrator.')
@allowed([
  'true'
  'false'
])
param grantAdminConsent string = 'false'

@description('Kinds of users whose permissions the applications get, separated by commas: teams, entra (Entra ID users) and teamsPhone. Entra ID users get the scopes of entraUserRequiredScopes, VoIP where it is empty.')
param userKinds string = 'teams'

@description('Name of the application that users read when they sign in; empty for one with the name of the environment.')
@maxLength(110)
param applicationName string = ''

@description('Where Entra sends the browser back to a single-page app: addresses separated by commas, https or http://localhost or http://127.0.0.1.')
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

@description('COMMUNICATION_SERVICES_API_VERSION: stable version of the API by which Communication Services is asked; empty for 2025-06-30.')
param communicationServicesApiVersion string = ''

@description('Whether callers get ACS identities of their own, which are kept in a table of the storage account. Needs the mode callers, elsewhere or onBehalfOf.')
@allowed([
  'true'
  'false'
])
param acsIdentities string = 'false'

@description('BROKER_IDENTITY_TABLE: name of that table, which is not tables. Another Communication Services resource needs another table.')
@minLength(3)
@maxLength(63)
param identityTable string = 'AcsIdentities'

@description('BROKER_IDENTITY_SCOPES: scopes of tokens of ACS identities: chat, chat.join, chat.join.limited, voip and voip.join, separated by commas. A request may ask for what is less, such as voip.join where voip stands here.')
param identityScopes string = 'voip'

@description('BROKER_IDENTITY_TOKEN_MINUTES: how long tokens of ACS identities live at most. A whole number, 60 to 1440.')
param identityTokenMinutes string = '1440'

@description('ENTRA_AUTHORITY_HOST: where signing keys and tokens are fetched; empty for the authority of the cloud.')
param entraAuthorityHost string = ''

@description('BROKER_PUBLIC_URL: origin at which clients reach the broker, https://broker.contoso.com where it has a domain of its own; empty for the address of the app.')
param publicUrl string = ''

@description('BROKER_CLOCK_SKEW_SECONDS: how far clocks may differ. A whole number, 0 to 300.')
param clockSkewSeconds string = '60'

@description('BROKER_DEADLINE_SECONDS: when a request must have been answered. A whole number, 1 to 200.')
param deadlineSeconds string = '10'

@description('BROKER_TOKEN_CACHE_MINUTES: how long an issued token, and one that was got on behalf of a user, is remembered at most, 0 for never. A whole number, 0 to 15.')
param tokenCacheMinutes string = '15'

@description('BROKER_USER_EXCHANGE_LIMIT: exchanges of one user in ten minutes, on each instance. A whole number, 1 to 1000000.')
param userExchangeLimit string = '12'

@description('BROKER_CONCURRENT_EXCHANGES: calls to ACS at the same time by each route, and for identities, on each instance. A whole number, 1 to 500.')
param concurrentExchanges string = '16'

@description('Further settings of the app, by name. A secret has to be a reference to a key vault that the broker\'s identity may read, @Microsoft.KeyVault(SecretUri=...).')
param furtherSettings object = {}

// ---- Size

@description('Memory of an instance in MB.')
@allowed([
  '512'
  '2048'
  '4096'
])
param instanceMemory string = '2048'

@description('The most instances there may be. Communication Services takes 500 exchanges in 30 seconds for a resource, so that more instances bring no more tokens. A whole number, 1 to 1000.')
param maximumInstances string = '10'

@description('Instances that are always there and spare users the cold start. Each is paid for around the clock. A whole number, 0 to 20.')
param alwaysReadyInstances string = '0'

@description('Requests that an instance takes at the same time before another one is started. What an instance remembers serves only its own users, so few instances are better than many. A whole number, 1 to 1000.')
param requestsPerInstance string = '100'

@description('Whether app and storage are spread over three zones of the region, which not every region has.')
@allowed([
  'true'
  'false'
])
param zoneRedundant string = 'false'

@description('How the platform replaces instances when the program or a setting changes: all at once, which breaks off requests (Recreate), or one batch after the other (RollingUpdate, a preview).')
@allowed([
  'Recreate'
  'RollingUpdate'
])
param updateStrategy string = 'Recreate'

// ---- Network and monitoring

@description('Whether the app reaches its storage through a virtual network and private endpoints alone. The resource provider Microsoft.App has to be registered in the subscription.')
@allowed([
  'true'
  'false'
])
param privateStorage string = 'false'

@description('Addresses of the virtual network, /24 or larger; empty for 10.20.0.0/24.')
@maxLength(18)
param networkPrefix string = ''

@description('Resource id of a network security group for the subnets of that virtual network; empty creates one.')
param networkSecurityGroupId string = ''

@description('Resource id of a subnet that is there already and that the app joins. It has to be delegated to Microsoft.App/environments. Empty creates a virtual network.')
param appSubnetId string = ''

@description('Resource id of a subnet that is there already, for the private endpoints. Goes with appSubnetId.')
param endpointSubnetId string = ''

@description('Where the names of the private endpoints are: empty creates the zones and links them to the network; the id of a resource group that has the zones privatelink.blob and privatelink.table already; or policy, where a policy of Azure enters the names.')
param privateDnsZones string = ''

@description('Resource id of a Log Analytics workspace that is there already; empty creates one.')
param existingWorkspaceId string = ''

@description('How many days logs are kept, where the workspace is created. Those of Application Insights are kept for 90 days at least. A whole number, 30 to 730.')
param logRetentionDays string = '30'

@description('How many GB of log the workspace takes in a day at most, where it is created; 0 for no cap. What comes later on a day is lost, and the alerts see nothing.')
param logDailyCap string = '0'

@description('Whether to create the alerts. Each costs a little every month.')
@allowed([
  'true'
  'false'
])
param alerts string = 'true'

@description('Who gets the alerts by mail: addresses separated by commas; empty for nobody.')
param alertEmail string = ''

@description('Resource id of an action group that is there already and that gets the alerts too; empty for none.')
param existingActionGroupId string = ''

@description('Whether the app is asked from three places every quarter of an hour whether it is ready, with an alert where it is not. It wakes an app that is idle, which is paid for.')
@allowed([
  'true'
  'false'
])
param availabilityTest string = 'false'

// ---- Bad input: all of it at once, before anything is created

var values = {
  environmentName: environmentName
  location: location
  resourceGroupName: resourceGroupName
  resourceNames: resourceNames
  tags: tags
  communicationServicesDataLocation: communicationServicesDataLocation
  existingCommunicationServicesId: existingCommunicationServicesId
  keyVaultReference: keyVaultReference
  developerPrincipalId: developerPrincipalId
  mode: mode
  tenantIds: tenantIds
  clientIds: clientIds
  apiClientId: apiClientId
  apiScope: apiScope
  callerClientIds: callerClientIds
  allowedRoles: allowedRoles
  allowedGroups: allowedGroups
  guests: guests
  policy: policy
  policyFile: policyFile
  callerIssuers: callerIssuers
  callerIssuersFile: callerIssuersFile
  subjectVerification: subjectVerification
  apiKeys: apiKeys
  corsOrigins: corsOrigins
  registerApplications: registerApplications
  grantAdminConsent: grantAdminConsent
  userKinds: userKinds
  applicationName: applicationName
  spaRedirectUris: spaRedirectUris
  publicClientRedirectUris: publicClientRedirectUris
  teamsAudiences: teamsAudiences
  teamsRequiredScopes: teamsRequiredScopes
  entraUserAudiences: entraUserAudiences
  entraUserRequiredScopes: entraUserRequiredScopes
  teamsPhoneAudiences: teamsPhoneAudiences
  teamsPhoneRequiredScopes: teamsPhoneRequiredScopes
  communicationServicesApiVersion: communicationServicesApiVersion
  acsIdentities: acsIdentities
  identityTable: identityTable
  identityScopes: identityScopes
  identityTokenMinutes: identityTokenMinutes
  entraAuthorityHost: entraAuthorityHost
  publicUrl: publicUrl
  clockSkewSeconds: clockSkewSeconds
  deadlineSeconds: deadlineSeconds
  tokenCacheMinutes: tokenCacheMinutes
  userExchangeLimit: userExchangeLimit
  concurrentExchanges: concurrentExchanges
  furtherSettings: furtherSettings
  instanceMemory: instanceMemory
  maximumInstances: maximumInstances
  alwaysReadyInstances: alwaysReadyInstances
  requestsPerInstance: requestsPerInstance
  zoneRedundant: zoneRedundant
  updateStrategy: updateStrategy
  privateStorage: privateStorage
  networkPrefix: networkPrefix
  networkSecurityGroupId: networkSecurityGroupId
  appSubnetId: appSubnetId
  endpointSubnetId: endpointSubnetId
  privateDnsZones: privateDnsZones
  existingWorkspaceId: existingWorkspaceId
  logRetentionDays: logRetentionDays
  logDailyCap: logDailyCap
  alerts: alerts
  alertEmail: alertEmail
  existingActionGroupId: existingActionGroupId
  availabilityTest: availabilityTest
}
var problems = problemsOf(values, tenant().tenantId)

resource group 'Microsoft.Resources/resourceGroups@2025-04-01' = {
  // Without a good name there is no group, and without the group nothing else.
  name: !empty(problems)
    ? fail(join(problems, ' '))
    : empty(resourceGroupName) ? 'rg-${environmentName}' : resourceGroupName
  location: location
  tags: union(tags, { 'azd-env-name': environmentName })
}

module broker 'broker.bicep' = {
  name: 'broker'
  scope: group
  params: {
    values: values
  }
}

// ---- What azd keeps, and the hooks print

@description('Tenant of the subscription.')
output AZURE_TENANT_ID string = tenant().tenantId
@description('Resource group of the broker.')
output DEPLOYED_RESOURCE_GROUP string = group.name
@description('Name of the Functions app.')
output AZURE_FUNCTION_APP_NAME string = broker.outputs.AZURE_FUNCTION_APP_NAME
@description('Address of the broker.')
output SERVICE_BROKER_ENDPOINT_URL string = broker.outputs.SERVICE_BROKER_ENDPOINT_URL
@description('Object id of the broker\'s managed identity, for scripts/register.sh.')
output IDENTITY_PRINCIPAL_ID string = broker.outputs.IDENTITY_PRINCIPAL_ID
@description('Address of the Communication Services resource.')
output COMMUNICATION_SERVICES_ENDPOINT string = broker.outputs.COMMUNICATION_SERVICES_ENDPOINT
@description('Client id for the app that users sign in to.')
output CLIENT_APPLICATION_ID string = broker.outputs.CLIENT_APPLICATION_ID
@description('Authority for that app.')
output CLIENT_AUTHORITY string = broker.outputs.CLIENT_AUTHORITY
@description('Scopes that the app asks for to call the broker; empty where callers sign in elsewhere.')
output CLIENT_SCOPES string = broker.outputs.CLIENT_SCOPES
@description('Scopes of the second token that the app asks for, where it sends a subject token beside a caller token; empty else.')
output SUBJECT_SCOPES string = broker.outputs.SUBJECT_SCOPES
@description('Scopes that the app asks for as an Entra ID user; empty where USER_KINDS lacks entra, and on behalf of users.')
output ENTRA_USER_SCOPES string = broker.outputs.ENTRA_USER_SCOPES
@description('Scopes that the app asks for Teams Phone; empty where USER_KINDS lacks teamsPhone, and on behalf of users.')
output TEAMS_PHONE_SCOPES string = broker.outputs.TEAMS_PHONE_SCOPES
@description('Client id of the broker\'s own API, empty without one.')
output API_APPLICATION_ID string = broker.outputs.API_APPLICATION_ID
@description('Client ids of the applications that this deployment registered, separated by a comma; empty where it registered none.')
output REGISTERED_APPLICATION_IDS string = broker.outputs.REGISTERED_APPLICATION_IDS
@description('Where an administrator consents to the app that users sign in to. For another tenant, its id or domain takes the place of this one\'s.')
output CLIENT_CONSENT_LINK string = broker.outputs.CLIENT_CONSENT_LINK
@description('Where an administrator consents to the broker\'s API, empty without one.')
output API_CONSENT_LINK string = broker.outputs.API_CONSENT_LINK
