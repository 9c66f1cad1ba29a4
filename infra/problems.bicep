// Every problem of the parameters, before anything is created. Values are as azd and the CLI hand
// them over: text, whatever it means, since both make of a wrong one whatever they like.

import {
  problemOfAppRedirects
  problemOfAuthority
  problemOfMails
  problemOfNetwork
  problemOfOrigins
  problemOfRedirects
} from 'addresses.bicep'
import {
  callerIssuersOf
  elementsOf
  hasOnly
  isDay
  isGroupId
  isGuid
  isKeyVaultReference
  isPermission
  numberOf
  policyOf
  problemOfChoice
  problemOfDocument
  problemOfElements
  problemOfFile
  problemOfIds
  problemOfList
  problemOfName
  problemOfNumber
  problemOfResourceId
  problemOfScopes
  problemOfSecrets
  problemOfSize
  problemsOfMembers
} from 'checks.bicep'
import { hasApi } from 'types.bicep'

@description('Letters, digits and what else stands in most names.')
func isName(text string) bool => !empty(text) && hasOnly(toLower(text), 'abcdefghijklmnopqrstuvwxyz0123456789-_.')

@description('Whether further settings may have the name: this template does not set it, and Flex Consumption takes it. https://learn.microsoft.com/azure/azure-functions/functions-app-settings#flex-consumption-plan-deprecations')
func mayBeSetBeside(name string) bool =>
  contains(
      ['BROKER_API_CLIENT_CERTIFICATE', 'BROKER_API_CLIENT_SECRET', 'BROKER_IDENTITY_TABLE_CONNECTION_STRING'],
      name
    )
    ? true
    : !contains(
        [
          'APPLICATIONINSIGHTS_AUTHENTICATION_STRING'
          'APPLICATIONINSIGHTS_CONNECTION_STRING'
          'AZURE_CLIENT_ID'
          'ENABLE_ORYX_BUILD'
          'FUNCTIONS_EXTENSION_VERSION'
          'FUNCTIONS_MAX_HTTP_CONCURRENCY'
          'FUNCTIONS_REQUEST_BODY_SIZE_LIMIT'
          'FUNCTIONS_WORKER_DYNAMIC_CONCURRENCY_ENABLED'
          'FUNCTIONS_WORKER_PROCESS_COUNT'
          'WEBSITE_DNS_SERVER'
          'WEBSITE_MAX_DYNAMIC_APPLICATION_SCALE_OUT'
          'WEBSITE_NODE_DEFAULT_VERSION'
          'WEBSITE_RUN_FROM_PACKAGE'
          'WEBSITE_SKIP_CONTENTSHARE_VALIDATION'
          'WEBSITE_VNET_ROUTE_ALL'
        ],
        name
      ) && empty(filter(
        [
          'AZUREWEBJOBSDISABLEHOMEPAGE'
          'AZUREWEBJOBSSTORAGE'
          'BROKER_'
          'COMMUNICATION_SERVICES_'
          'ENTRA_'
          'FUNCTIONS_WORKER_RUNTIME'
          'SCM_DO_BUILD'
          'TEAMS_'
          'WEBSITE_CONTENT'
        ],
        beginning => startsWith(name, beginning)
      ))

@description('A parameter with the variable of the environment that azd fills it from.')
func withVariable(parameter string) string =>
  '${parameter} (${first(split(split(loadJsonContent('main.parameters.json').parameters[parameter].value, '{')[1], contains(loadJsonContent('main.parameters.json').parameters[parameter].value, '=') ? '=' : '}'))})'

@description('What is wrong with the texts that are a number, or yes and no.')
func problemsOfForms(values object) string[] => [
  ...map(
    items({
      acsIdentities: 'ACS_IDENTITIES'
      alerts: 'ALERTS'
      availabilityTest: 'AVAILABILITY_TEST'
      grantAdminConsent: 'GRANT_ADMIN_CONSENT'
      privateStorage: 'PRIVATE_STORAGE'
      registerApplications: 'REGISTER_APPLICATIONS'
      zoneRedundant: 'ZONE_REDUNDANT'
    }),
    switch => problemOfChoice('${switch.key} (${switch.value})', values[switch.key], ['true', 'false'])
  )
  problemOfChoice('mode (CALLER_MODE)', values.mode, ['direct', 'callers', 'elsewhere', 'onBehalfOf'])
  problemOfChoice('guests (BROKER_GUESTS)', values.guests, ['', 'acs', 'allow', 'deny'])
  problemOfChoice('subjectVerification (BROKER_SUBJECT_VERIFICATION)', values.subjectVerification, ['', 'full', 'acs'])
  problemOfChoice('apiKeys (BROKER_API_KEYS)', values.apiKeys, ['', 'tenant', 'application'])
  problemOfChoice('updateStrategy (UPDATE_STRATEGY)', values.updateStrategy, ['Recreate', 'RollingUpdate'])
  problemOfChoice('instanceMemory (INSTANCE_MEMORY)', values.instanceMemory, ['512', '2048', '4096'])
  problemOfNumber('identityTokenMinutes (BROKER_IDENTITY_TOKEN_MINUTES)', values.identityTokenMinutes, 60, 1440)
  problemOfNumber('clockSkewSeconds (BROKER_CLOCK_SKEW_SECONDS)', values.clockSkewSeconds, 0, 300)
  problemOfNumber('deadlineSeconds (BROKER_DEADLINE_SECONDS)', values.deadlineSeconds, 1, 200)
  problemOfNumber('tokenCacheMinutes (BROKER_TOKEN_CACHE_MINUTES)', values.tokenCacheMinutes, 0, 15)
  problemOfNumber('userExchangeLimit (BROKER_USER_EXCHANGE_LIMIT)', values.userExchangeLimit, 1, 1000000)
  problemOfNumber('concurrentExchanges (BROKER_CONCURRENT_EXCHANGES)', values.concurrentExchanges, 1, 500)
  problemOfNumber('maximumInstances (MAXIMUM_INSTANCES)', values.maximumInstances, 1, 1000)
  problemOfNumber('alwaysReadyInstances (ALWAYS_READY_INSTANCES)', values.alwaysReadyInstances, 0, 20)
  problemOfNumber('requestsPerInstance (REQUESTS_PER_INSTANCE)', values.requestsPerInstance, 1, 1000)
  problemOfNumber('logRetentionDays (LOG_RETENTION_DAYS)', values.logRetentionDays, 30, 730)
  problemOfNumber('logDailyCap (LOG_DAILY_CAP_GB)', values.logDailyCap, 0, 100000)
]

@description('What is wrong with the texts that are ids, names, addresses, or lists of them.')
func problemsOfTexts(values object) string[] => [
  ...map(
    filter(items(values), value => trim(string(value.value)) != string(value.value)),
    value => '${withVariable(value.key)} begins or ends with a blank.'
  )
  ...map(
    filter(items(values), value => contains(string(value.value), '\n') || contains(string(value.value), '\r')),
    value => '${withVariable(value.key)} has more than one line.'
  )
  // Of texts alone: PSRule's engine puts quotation marks around a text of string()
  ...map(
    filter(
      filter(
        items(values),
        value =>
          !contains(
            ['applicationName', 'callerIssuers', 'furtherSettings', 'policy', 'resourceNames', 'tags'],
            value.key
          )
      ),
      value => !empty(filter(['"', '\'', '`'], quote => startsWith(value.value, quote) && endsWith(value.value, quote)))
    ),
    value => '${withVariable(value.key)} has quotation marks around it: take them away.'
  )
  ...map(
    items({
      alertEmail: 'ALERT_EMAIL'
      allowedGroups: 'BROKER_ALLOWED_GROUPS'
      allowedRoles: 'BROKER_ALLOWED_ROLES'
      callerClientIds: 'BROKER_CALLER_CLIENT_IDS'
      clientIds: 'ENTRA_CLIENT_IDS'
      corsOrigins: 'CORS_ORIGINS'
      entraUserAudiences: 'ENTRA_USER_AUDIENCES'
      entraUserRequiredScopes: 'ENTRA_USER_REQUIRED_SCOPES'
      identityScopes: 'BROKER_IDENTITY_SCOPES'
      publicClientRedirectUris: 'PUBLIC_CLIENT_REDIRECT_URIS'
      spaRedirectUris: 'SPA_REDIRECT_URIS'
      teamsAudiences: 'TEAMS_AUDIENCES'
      teamsPhoneAudiences: 'TEAMS_PHONE_AUDIENCES'
      teamsPhoneRequiredScopes: 'TEAMS_PHONE_REQUIRED_SCOPES'
      teamsRequiredScopes: 'TEAMS_REQUIRED_SCOPES'
      tenantIds: 'ENTRA_TENANT_IDS'
      userKinds: 'USER_KINDS'
    }),
    list => problemOfList('${list.key} (${list.value})', values[list.key])
  )
  isName(values.environmentName) && !endsWith(values.environmentName, '.')
    ? ''
    : 'environmentName (AZURE_ENV_NAME) must have letters, digits, hyphens, dots and underscores only, and no dot at its end.'
  hasOnly(toLower(values.resourceGroupName), 'abcdefghijklmnopqrstuvwxyz0123456789-_.()') && !endsWith(
      values.resourceGroupName,
      '.'
    )
    ? ''
    : 'resourceGroupName (AZURE_RESOURCE_GROUP) must have letters, digits, hyphens, dots, underscores and parentheses only, and no dot at its end.'
  values.tenantIds == '*' ? '' : problemOfIds('tenantIds (ENTRA_TENANT_IDS)', values.tenantIds)
  contains(elementsOf(toLower(values.tenantIds)), '9188040d-6c67-4c5b-b112-36a304b66dad')
    ? 'tenantIds (ENTRA_TENANT_IDS) must be tenants of organisations: 9188040d-6c67-4c5b-b112-36a304b66dad is that of personal accounts.'
    : ''
  problemOfIds('clientIds (ENTRA_CLIENT_IDS)', values.clientIds)
  problemOfIds('callerClientIds (BROKER_CALLER_CLIENT_IDS)', values.callerClientIds)
  problemOfIds('allowedGroups (BROKER_ALLOWED_GROUPS)', values.allowedGroups)
  !empty(values.apiClientId) && !isGuid(values.apiClientId)
    ? 'apiClientId (BROKER_API_CLIENT_ID) must be one GUID, and not that of zeros.'
    : ''
  contains(
      ['1fd5118e-2576-4263-8130-9503064c837a', '2a04943b-b6a7-4f65-8786-2bb6131b59f6'],
      toLower(values.apiClientId)
    )
    ? 'apiClientId (BROKER_API_CLIENT_ID) must be the application of the broker\'s own API, and not that of Communication Services.'
    : ''
  !empty(values.developerPrincipalId) && !isGuid(values.developerPrincipalId)
    ? 'developerPrincipalId (DEVELOPER_PRINCIPAL_ID) must be one GUID, the object id of a user.'
    : ''
  isPermission(values.apiScope) && !contains(values.apiScope, '/')
    ? ''
    : 'apiScope (BROKER_API_SCOPE) must be the name of one scope, like access_as_user: without its application, a blank or a dot at its beginning.'
  empty(filter(elementsOf(values.allowedRoles), role => !isPermission(role)))
    ? ''
    : 'allowedRoles (BROKER_ALLOWED_ROLES) must be values of application roles, separated by commas, which have no blanks and no dot at their beginning.'
  problemOfScopes(
    'teamsRequiredScopes (TEAMS_REQUIRED_SCOPES)',
    values.teamsRequiredScopes,
    [...communicationServices(), ...elementsOf(values.teamsAudiences)]
  )
  problemOfScopes(
    'teamsPhoneRequiredScopes (TEAMS_PHONE_REQUIRED_SCOPES)',
    values.teamsPhoneRequiredScopes,
    [...communicationServices(), ...elementsOf(values.teamsPhoneAudiences)]
  )
  problemOfScopes(
    'entraUserRequiredScopes (ENTRA_USER_REQUIRED_SCOPES)',
    values.entraUserRequiredScopes,
    [...communicationServicesClients(), ...elementsOf(values.entraUserAudiences)]
  )
  empty(values.userKinds)
    ? 'userKinds (USER_KINDS) must be teams, entra and teamsPhone, or some of them.'
    : problemOfElements('userKinds (USER_KINDS)', values.userKinds, ['teams', 'entra', 'teamsPhone'])
  problemOfElements(
    'identityScopes (BROKER_IDENTITY_SCOPES)',
    values.identityScopes,
    ['chat', 'chat.join', 'chat.join.limited', 'voip', 'voip.join']
  )
  hasOnly(toLower(values.identityTable), 'abcdefghijklmnopqrstuvwxyz0123456789') && length(values.identityTable) > 2 && length(values.identityTable) < 64 && !contains(
      '0123456789',
      take(values.identityTable, 1)
    ) && toLower(values.identityTable) != 'tables'
    ? ''
    : 'identityTable (BROKER_IDENTITY_TABLE) must have 3 to 63 letters and digits, a letter first, and not be tables, which Azure keeps for itself.'
  empty(values.communicationServicesApiVersion) || (isDay(values.communicationServicesApiVersion)
      ? int(replace(values.communicationServicesApiVersion, '-', '')) >= 20250630
      : false)
    ? ''
    : 'communicationServicesApiVersion (COMMUNICATION_SERVICES_API_VERSION) must be the date of a stable version, 2025-06-30 or later, like 2026-09-23.'
  problemOfAuthority('entraAuthorityHost (ENTRA_AUTHORITY_HOST)', values.entraAuthorityHost)
  problemOfAuthority('publicUrl (BROKER_PUBLIC_URL)', values.publicUrl)
  problemOfNetwork('networkPrefix (NETWORK_PREFIX)', values.networkPrefix)
  problemOfMails('alertEmail (ALERT_EMAIL)', values.alertEmail)
  problemOfDocument('policy (BROKER_POLICY)', values.policy, 'rules', 'rule')
  problemOfSize('policy (BROKER_POLICY)', values.policy, 'policyFile (BROKER_POLICY_FILE)')
  problemOfFile('policyFile (BROKER_POLICY_FILE)', values.policyFile, 'policy.json', 'policy (BROKER_POLICY)')
  problemOfDocument('callerIssuers (BROKER_CALLER_ISSUERS)', values.callerIssuers, 'issuers', 'issuer')
  problemOfSize(
    'callerIssuers (BROKER_CALLER_ISSUERS)',
    values.callerIssuers,
    'callerIssuersFile (BROKER_CALLER_ISSUERS_FILE)'
  )
  problemOfFile(
    'callerIssuersFile (BROKER_CALLER_ISSUERS_FILE)',
    values.callerIssuersFile,
    'issuers.json',
    'callerIssuers (BROKER_CALLER_ISSUERS)'
  )
  problemOfOrigins('corsOrigins (CORS_ORIGINS)', values.corsOrigins)
  problemOfRedirects('spaRedirectUris (SPA_REDIRECT_URIS)', values.spaRedirectUris)
  problemOfAppRedirects('publicClientRedirectUris (PUBLIC_CLIENT_REDIRECT_URIS)', values.publicClientRedirectUris)
  problemOfResourceId(
    'existingCommunicationServicesId (ACS_RESOURCE_ID)',
    values.existingCommunicationServicesId,
    'Microsoft.Communication/communicationServices'
  )
  problemOfResourceId(
    'existingWorkspaceId (LOG_WORKSPACE_ID)',
    values.existingWorkspaceId,
    'Microsoft.OperationalInsights/workspaces'
  )
  problemOfResourceId(
    'existingActionGroupId (ACTION_GROUP_ID)',
    values.existingActionGroupId,
    'Microsoft.Insights/actionGroups'
  )
  problemOfResourceId('appSubnetId (APP_SUBNET_ID)', values.appSubnetId, 'Microsoft.Network/virtualNetworks/subnets')
  problemOfResourceId(
    'endpointSubnetId (ENDPOINT_SUBNET_ID)',
    values.endpointSubnetId,
    'Microsoft.Network/virtualNetworks/subnets'
  )
  problemOfResourceId(
    'networkSecurityGroupId (NETWORK_SECURITY_GROUP_ID)',
    values.networkSecurityGroupId,
    'Microsoft.Network/networkSecurityGroups'
  )
  contains(['', 'policy'], values.privateDnsZones) || isGroupId(values.privateDnsZones)
    ? ''
    : 'privateDnsZones (PRIVATE_DNS_ZONES) must be the word policy, or the id of the resource group that has the zones: /subscriptions/<id>/resourceGroups/<name>.'
  empty(values.keyVaultReference) || isKeyVaultReference(values.keyVaultReference)
    ? ''
    : 'keyVaultReference (ACS_CONNECTION_STRING_REFERENCE) must be a reference to a secret in a key vault, @Microsoft.KeyVault(SecretUri=...), and never the connection string itself: parameters stay in the history of deployments.'
  ...problemsOfMembers('tags (AZURE_TAGS)', values.tags, false)
  ...problemsOfMembers('resourceNames (RESOURCE_NAMES)', values.resourceNames, false)
  ...problemsOfMembers('furtherSettings (FURTHER_SETTINGS)', values.furtherSettings, true)
  // https://learn.microsoft.com/azure/azure-resource-manager/management/tag-resources#limitations
  length(values.tags) > 48 || !empty(filter(
      items(values.tags),
      tag =>
        empty(tag.key) || length(tag.key) > 128 || length(string([tag.value])) > 260 || !empty(filter(
          ['<', '>', '%', '&', '\\', '?', '/'],
          character => contains(tag.key, character)
        ))
    ))
    ? 'tags (AZURE_TAGS) must be 48 at most, with names of 1 to 128 characters without < > % & \\ ? /, and values of 256 at most.'
    : ''
  problemOfSecrets(values.furtherSettings)
  contains(map(items(values.tags), tag => toLower(tag.key)), 'azd-env-name') || contains(
      map(items(values.tags), tag => toLower(tag.key)),
      'azd-service-name'
    )
    ? 'tags (AZURE_TAGS) must not have azd-env-name or azd-service-name, by which azd finds what it deployed.'
    : ''
  ...map(
    filter(items(values.furtherSettings), setting => !mayBeSetBeside(toUpper(setting.key))),
    setting =>
      'furtherSettings (FURTHER_SETTINGS) must not have ${setting.key}, which a parameter sets, or the platform.'
  )
  ...map(
    filter(
      items(values.furtherSettings),
      setting => empty(setting.key) || !hasOnly(toLower(setting.key), 'abcdefghijklmnopqrstuvwxyz0123456789_.')
    ),
    setting =>
      'furtherSettings (FURTHER_SETTINGS) must have names of letters, digits, dots and underscores, which "${setting.key}" is not.'
  )
]

@description('The audiences of Communication Services, in every cloud.')
func communicationServices() string[] => [
  '1fd5118e-2576-4263-8130-9503064c837a'
  ...map(['com', 'us', 'cn'], domain => 'https://auth.msft.communication.azure.${domain}')
]

@description('The audiences of Communication Services Clients, in every cloud.')
func communicationServicesClients() string[] => [
  '2a04943b-b6a7-4f65-8786-2bb6131b59f6'
  ...map(['com', 'us', 'cn'], domain => 'https://communication.azure.${domain}/clients')
]

@description('The kinds of resources that can be named: how long, and with what beside letters and digits. Those that begin other names are shorter. https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules')
func kindsOfNames() object => {
  alerts: { least: 1, most: 200, others: '-_.' }
  communicationServices: { least: 1, most: 63, others: '-' }
  functionApp: { least: 2, most: 60, others: '-' }
  identity: { least: 3, most: 128, others: '-_' }
  insights: { least: 1, most: 260, others: '-_.' }
  network: { least: 2, most: 55, others: '-_.' }
  plan: { least: 1, most: 60, others: '-' }
  workspace: { least: 4, most: 63, others: '-' }
}

@description('What is wrong with the names of resources, which are texts.')
func problemsOfNames(names object) string[] => [
  ...map(
    filter(items(names), name => name.key != 'storage' && !contains(kindsOfNames(), name.key)),
    name =>
      'resourceNames (RESOURCE_NAMES) has ${name.key}, which is none of ${join(objectKeys(kindsOfNames()), ', ')} and storage.'
  )
  ...map(
    filter(items(names), name => contains(kindsOfNames(), name.key) && startsWith(string([name.value]), '["')),
    name =>
      problemOfName(
        'resourceNames.${name.key} (RESOURCE_NAMES)',
        name.value,
        kindsOfNames()[name.key].least,
        kindsOfNames()[name.key].most,
        kindsOfNames()[name.key].others
      )
  )
  startsWith(string([names.?storage ?? 1]), '["') && (length(string([names.storage])) < 7 || length(string([
      names.storage
    ])) > 28 || !hasOnly(replace(string([names.storage]), '"', ''), 'abcdefghijklmnopqrstuvwxyz0123456789[]'))
    ? 'resourceNames.storage (RESOURCE_NAMES) must have 3 to 24 small letters and digits.'
    : ''
]

@description('Which parameters contradict each other.')
func contradictions(values object, tenantId string) string[] => [
  empty(filter(
      elementsOf(toLower('${values.tenantIds},${tenantId}')),
      id => isGuid(id) && contains(toLower('${values.clientIds},${values.callerClientIds},${values.apiClientId}'), id)
    ))
    ? ''
    : 'A tenant id stands where the id of an application belongs, or the other way round: the same GUID is in tenantIds (ENTRA_TENANT_IDS), or is the tenant of this subscription, and in clientIds (ENTRA_CLIENT_IDS), callerClientIds (BROKER_CALLER_CLIENT_IDS) or apiClientId (BROKER_API_CLIENT_ID).'
  !empty(values.apiClientId) && !empty(filter(
      elementsOf(toLower('${values.teamsAudiences},${values.entraUserAudiences},${values.teamsPhoneAudiences}')),
      audience => contains(['ID', 'ID/', 'api://ID', 'api://ID/'], replace(audience, toLower(values.apiClientId), 'ID'))
    ))
    ? 'teamsAudiences (TEAMS_AUDIENCES), entraUserAudiences (ENTRA_USER_AUDIENCES) and teamsPhoneAudiences (TEAMS_PHONE_AUDIENCES) must not name apiClientId (BROKER_API_CLIENT_ID): by what they are for, caller tokens are told from subject tokens.'
    : ''
  values.mode == 'onBehalfOf' && contains(elementsOf(toLower(values.clientIds)), toLower(values.apiClientId))
    ? 'With mode (CALLER_MODE) onBehalfOf, apiClientId (BROKER_API_CLIENT_ID) must not be one of clientIds (ENTRA_CLIENT_IDS): nobody may send a token that the API gets on behalf of users.'
    : ''
  !hasApi(values.mode) && !empty('${values.apiClientId}${values.callerClientIds}${values.allowedRoles}${values.allowedGroups}')
    ? 'apiClientId (BROKER_API_CLIENT_ID), callerClientIds (BROKER_CALLER_CLIENT_IDS), allowedRoles (BROKER_ALLOWED_ROLES) and allowedGroups (BROKER_ALLOWED_GROUPS) need mode (CALLER_MODE) callers or onBehalfOf.'
    : ''
  hasApi(values.mode) && values.registerApplications == 'false' && empty(values.apiClientId)
    ? 'Name apiClientId (BROKER_API_CLIENT_ID), or set registerApplications (REGISTER_APPLICATIONS) to true.'
    : ''
  hasApi(values.mode) && values.registerApplications == 'true' && !empty(values.apiClientId)
    ? 'Name apiClientId (BROKER_API_CLIENT_ID), or set registerApplications (REGISTER_APPLICATIONS) to true, not both.'
    : ''
  values.mode != 'onBehalfOf' && values.registerApplications == 'false' && empty('${values.clientIds}${policyOf(values)}')
    ? 'Name clientIds (ENTRA_CLIENT_IDS), or set registerApplications (REGISTER_APPLICATIONS) to true.'
    : ''
  values.mode == 'onBehalfOf' && values.registerApplications == 'false' && empty('${values.clientIds}${values.callerClientIds}${policyOf(values)}')
    ? 'Name callerClientIds (BROKER_CALLER_CLIENT_IDS), or set registerApplications (REGISTER_APPLICATIONS) to true.'
    : ''
  !empty(values.developerPrincipalId) && !empty(values.keyVaultReference)
    ? 'developerPrincipalId (DEVELOPER_PRINCIPAL_ID) is for a resource that the broker reaches by a role: leave it empty beside keyVaultReference (ACS_CONNECTION_STRING_REFERENCE).'
    : ''
  values.acsIdentities == 'true' && values.mode == 'direct'
    ? 'acsIdentities (ACS_IDENTITIES) needs mode (CALLER_MODE) callers, elsewhere or onBehalfOf.'
    : ''
  values.grantAdminConsent == 'true' && values.registerApplications == 'false'
    ? 'grantAdminConsent (GRANT_ADMIN_CONSENT) is for the applications that this template registers: set registerApplications (REGISTER_APPLICATIONS) to true as well.'
    : ''
  !empty(policyOf(values)) && !empty('${values.tenantIds}${values.clientIds}${values.callerClientIds}${values.allowedRoles}${values.allowedGroups}${values.guests}')
    ? 'With policy (BROKER_POLICY) or policyFile (BROKER_POLICY_FILE), leave tenantIds (ENTRA_TENANT_IDS), clientIds (ENTRA_CLIENT_IDS), callerClientIds (BROKER_CALLER_CLIENT_IDS), allowedRoles (BROKER_ALLOWED_ROLES), allowedGroups (BROKER_ALLOWED_GROUPS) and guests (BROKER_GUESTS) empty.'
    : ''
  !empty(policyOf(values)) && values.registerApplications == 'true'
    ? 'A policy names its clients by id: register them first (scripts/register.sh), and set registerApplications (REGISTER_APPLICATIONS) to false.'
    : ''
  !empty(values.policy) && !empty(values.policyFile)
    ? 'Name policy (BROKER_POLICY) or policyFile (BROKER_POLICY_FILE), not both.'
    : ''
  values.mode == 'elsewhere' && empty(callerIssuersOf(values))
    ? 'mode (CALLER_MODE) elsewhere needs callerIssuers (BROKER_CALLER_ISSUERS) or callerIssuersFile (BROKER_CALLER_ISSUERS_FILE), which say where callers sign in.'
    : ''
  values.mode == 'direct' && !empty(callerIssuersOf(values))
    ? 'callerIssuers (BROKER_CALLER_ISSUERS) and callerIssuersFile (BROKER_CALLER_ISSUERS_FILE) need mode (CALLER_MODE) elsewhere, or callers or onBehalfOf where callers of Entra come too.'
    : ''
  !empty(values.callerIssuers) && !empty(values.callerIssuersFile)
    ? 'Name callerIssuers (BROKER_CALLER_ISSUERS) or callerIssuersFile (BROKER_CALLER_ISSUERS_FILE), not both.'
    : ''
  hasApi(values.mode) && !empty(callerIssuersOf(values)) && !empty('${values.allowedRoles}${values.allowedGroups}')
    ? 'allowedRoles (BROKER_ALLOWED_ROLES) and allowedGroups (BROKER_ALLOWED_GROUPS) are of Entra, and close every tenant to callers of callerIssuers (BROKER_CALLER_ISSUERS): leave them empty, or name policy (BROKER_POLICY) with a rule that has callerIssuers.'
    : ''
  values.subjectVerification == 'acs' && !empty(callerIssuersOf(values))
    ? 'subjectVerification (BROKER_SUBJECT_VERIFICATION) acs is for callers of Entra alone: with callerIssuers (BROKER_CALLER_ISSUERS) or callerIssuersFile (BROKER_CALLER_ISSUERS_FILE), every subject token is read.'
    : ''
  values.subjectVerification == 'acs' && (values.mode != 'callers' || !empty('${policyOf(values)}${values.teamsAudiences}${values.teamsRequiredScopes}${values.entraUserAudiences}${values.entraUserRequiredScopes}${values.teamsPhoneAudiences}${values.teamsPhoneRequiredScopes}') || length(elementsOf(values.clientIds)) + (values.registerApplications == 'true'
      ? 1
      : 0) != 1)
    ? 'subjectVerification (BROKER_SUBJECT_VERIFICATION) acs needs mode (CALLER_MODE) callers and exactly one client, and leaves policy (BROKER_POLICY), policyFile (BROKER_POLICY_FILE), and the audiences and required scopes of every route, empty.'
    : ''
  values.apiKeys == 'application' && (!hasApi(values.mode) || values.tenantIds == '*')
    ? 'apiKeys (BROKER_API_KEYS) application needs mode (CALLER_MODE) callers or onBehalfOf, and tenantIds (ENTRA_TENANT_IDS) that are listed.'
    : ''
  values.logDailyCap != '0' && !empty(values.existingWorkspaceId)
    ? 'logDailyCap (LOG_DAILY_CAP_GB) is for a workspace that this template creates: others log into the one of existingWorkspaceId (LOG_WORKSPACE_ID) too. Leave it 0, and set a cap there yourself.'
    : ''
  values.logRetentionDays != '30' && !empty(values.existingWorkspaceId)
    ? 'logRetentionDays (LOG_RETENTION_DAYS) is for a workspace that this template creates: others log into the one of existingWorkspaceId (LOG_WORKSPACE_ID) too. Leave it 30, and set the retention there yourself.'
    : ''
  values.availabilityTest == 'true' && values.alerts == 'false'
    ? 'availabilityTest (AVAILABILITY_TEST) needs alerts (ALERTS), which tell what it finds.'
    : ''
  !empty(values.existingActionGroupId) && values.alerts == 'false'
    ? 'existingActionGroupId (ACTION_GROUP_ID) needs alerts (ALERTS), which it is told.'
    : ''
  numberOf(values.alwaysReadyInstances) > numberOf(values.maximumInstances)
    ? 'alwaysReadyInstances (ALWAYS_READY_INSTANCES) must not be more than maximumInstances (MAXIMUM_INSTANCES).'
    : ''
  values.privateStorage == 'false' && !empty('${values.networkPrefix}${values.networkSecurityGroupId}${values.appSubnetId}${values.endpointSubnetId}${values.privateDnsZones}')
    ? 'networkPrefix (NETWORK_PREFIX), networkSecurityGroupId (NETWORK_SECURITY_GROUP_ID), appSubnetId (APP_SUBNET_ID), endpointSubnetId (ENDPOINT_SUBNET_ID) and privateDnsZones (PRIVATE_DNS_ZONES) need privateStorage (PRIVATE_STORAGE).'
    : ''
  empty(values.appSubnetId) != empty(values.endpointSubnetId)
    ? 'Name both appSubnetId (APP_SUBNET_ID) and endpointSubnetId (ENDPOINT_SUBNET_ID), or neither.'
    : ''
  !empty(values.appSubnetId) && toLower(values.appSubnetId) == toLower(values.endpointSubnetId)
    ? 'appSubnetId (APP_SUBNET_ID) is delegated to the app, and has no place for private endpoints: endpointSubnetId (ENDPOINT_SUBNET_ID) must be another subnet.'
    : ''
  !empty(values.appSubnetId) && !empty('${values.networkPrefix}${values.networkSecurityGroupId}')
    ? 'networkPrefix (NETWORK_PREFIX) and networkSecurityGroupId (NETWORK_SECURITY_GROUP_ID) are for a network that this template creates: leave them empty beside appSubnetId (APP_SUBNET_ID), whose owner has given it both.'
    : ''
]

@export()
@description('Every problem, each in a sentence; empty where all is well.')
func problemsOf(values object, tenantId string) string[] =>
  filter(
    [
      ...problemsOfForms(values)
      ...problemsOfTexts(values)
      ...problemsOfNames(values.resourceNames)
      ...contradictions(values, tenantId)
    ],
    problem => !empty(problem)
  )
