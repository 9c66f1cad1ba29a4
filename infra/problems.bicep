// Every problem of the parameters, before anything is created. Values are as azd and the CLI hand
// them over: text, whatever it means, since both make of a wrong one whatever they like.

import {
  elementsOf
  hasOnly
  isGroupId
  isGuid
  isKeyVaultReference
  numberOf
  policyOf
  problemOfAppRedirects
  problemOfChoice
  problemOfElements
  problemOfIds
  problemOfList
  problemOfNumber
  problemOfOrigins
  problemOfRedirects
  problemOfResourceId
  problemOfSecrets
} from 'checks.bicep'

@description('Letters, digits and what else stands in most names.')
func isName(text string) bool => !empty(text) && hasOnly(toLower(text), 'abcdefghijklmnopqrstuvwxyz0123456789-_.')

@description('Whether further settings may have the name: this template does not set it, and Flex Consumption takes it.')
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
          'FUNCTIONS_EXTENSION_VERSION'
          'FUNCTIONS_REQUEST_BODY_SIZE_LIMIT'
          'FUNCTIONS_WORKER_RUNTIME'
          'WEBSITE_RUN_FROM_PACKAGE'
        ],
        name
      ) && empty(filter(
        [
          'AZUREWEBJOBSDISABLEHOMEPAGE'
          'AZUREWEBJOBSSTORAGE'
          'BROKER_'
          'COMMUNICATION_SERVICES_'
          'ENTRA_'
          'SCM_DO_BUILD'
          'TEAMS_'
          'WEBSITE_CONTENT'
        ],
        beginning => startsWith(name, beginning)
      ))

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
  problemOfChoice('mode (CALLER_MODE)', values.mode, ['direct', 'callers', 'onBehalfOf'])
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
    value => '${value.key} begins or ends with a blank.'
  )
  ...map(
    filter(items(values), value => contains(string(value.value), '\n') || contains(string(value.value), '\r')),
    value => '${value.key} has more than one line.'
  )
  ...map(
    items({
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
  problemOfIds('clientIds (ENTRA_CLIENT_IDS)', values.clientIds)
  problemOfIds('callerClientIds (BROKER_CALLER_CLIENT_IDS)', values.callerClientIds)
  problemOfIds('allowedGroups (BROKER_ALLOWED_GROUPS)', values.allowedGroups)
  !empty(values.apiClientId) && !isGuid(values.apiClientId)
    ? 'apiClientId (BROKER_API_CLIENT_ID) must be one GUID.'
    : ''
  !empty(values.developerPrincipalId) && !isGuid(values.developerPrincipalId)
    ? 'developerPrincipalId (DEVELOPER_PRINCIPAL_ID) must be one GUID, the object id of a user.'
    : ''
  isName(values.apiScope)
    ? ''
    : 'apiScope (BROKER_API_SCOPE) must be one name of letters, digits, hyphens, dots and underscores.'
  hasOnly(values.allowedRoles, ' ') || !contains(replace(values.allowedRoles, ', ', ','), ' ')
    ? ''
    : 'allowedRoles (BROKER_ALLOWED_ROLES) must be values of application roles, which have no blanks, separated by commas.'
  empty(values.userKinds)
    ? 'userKinds (USER_KINDS) must be teams, entra and teamsPhone, or some of them.'
    : problemOfElements('userKinds (USER_KINDS)', values.userKinds, ['teams', 'entra', 'teamsPhone'])
  problemOfElements(
    'identityScopes (BROKER_IDENTITY_SCOPES)',
    values.identityScopes,
    ['chat', 'chat.join', 'chat.join.limited', 'voip', 'voip.join']
  )
  hasOnly(toLower(values.identityTable), 'abcdefghijklmnopqrstuvwxyz0123456789') && length(values.identityTable) > 2 && !contains(
      '0123456789',
      take(values.identityTable, 1)
    )
    ? ''
    : 'identityTable (BROKER_IDENTITY_TABLE) must have 3 to 63 letters and digits, a letter first.'
  empty(values.communicationServicesApiVersion) || (hasOnly(values.communicationServicesApiVersion, '0123456789-') && join(
      map(split(values.communicationServicesApiVersion, '-'), part => string(length(part))),
      ','
    ) == '4,2,2')
    ? ''
    : 'communicationServicesApiVersion (COMMUNICATION_SERVICES_API_VERSION) must be the date of a stable version, like 2026-09-23.'
  !contains(values.entraAuthorityHost, ',') && empty(problemOfOrigins('', values.entraAuthorityHost))
    ? ''
    : 'entraAuthorityHost (ENTRA_AUTHORITY_HOST) must be the https address of a host alone, without a slash or a path at the end.'
  empty(values.networkPrefix) || (hasOnly(values.networkPrefix, '0123456789./') && length(split(
      values.networkPrefix,
      '/'
    )) == 2 && length(split(values.networkPrefix, '.')) == 4 && numberOf(last(split(values.networkPrefix, '/'))) >= 8 && numberOf(last(split(
      values.networkPrefix,
      '/'
    ))) <= 24 && empty(filter(
      split(first(split(values.networkPrefix, '/')), '.'),
      part => empty(part) || numberOf(part) > 255 || length(part) > 3
    )))
    ? ''
    : 'networkPrefix (NETWORK_PREFIX) must be addresses in CIDR notation, /24 or larger, like 10.20.0.0/24.'
  empty(values.alertEmail) || (length(split(values.alertEmail, '@')) == 2 && contains(
      last(split(values.alertEmail, '@')),
      '.'
    ) && !startsWith(values.alertEmail, '@') && !contains(values.alertEmail, ' ') && !contains(values.alertEmail, ','))
    ? ''
    : 'alertEmail (ALERT_EMAIL) must be one mail address.'
  empty(values.policy) || (startsWith(string(values.policy), '{"rules":[') && string(values.policy) != '{"rules":[]}' && length(objectKeys(values.policy)) == 1)
    ? ''
    : 'policy (BROKER_POLICY) must be an object with the member rules alone, an array of at least one rule.'
  startsWith(values.policyFile, '{')
    ? 'policyFile (BROKER_POLICY_FILE) must be the path of a file in the package, like policy.json: the document itself goes into policy (BROKER_POLICY).'
    : ''
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
  ...map(
    filter(
      [...items(values.tags), ...items(values.furtherSettings), ...items(values.resourceNames)],
      member => string(member.value) != member.value
    ),
    member => 'tags, furtherSettings and resourceNames take texts, in quotation marks: ${member.key} is none.'
  )
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

@description('What is wrong with the names of resources.')
func problemsOfNames(names object) string[] => [
  ...map(
    filter(
      items(names),
      name =>
        !contains(
          [
            'alerts'
            'communicationServices'
            'functionApp'
            'identity'
            'insights'
            'network'
            'plan'
            'storage'
            'workspace'
          ],
          name.key
        ) || !isName(string(name.value))
    ),
    name => 'resourceNames (RESOURCE_NAMES) has something that is no name of a resource: ${name.key}.'
  )
  contains(names, 'storage') && (length(string(names.storage)) < 3 || length(string(names.storage)) > 24 || !hasOnly(
      string(names.storage),
      'abcdefghijklmnopqrstuvwxyz0123456789'
    ))
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
    : 'A tenant id stands where the id of an application belongs, or the other way round: the same GUID is in tenantIds (or is the tenant of this subscription) and in clientIds, callerClientIds or apiClientId.'
  values.mode == 'onBehalfOf' && contains(elementsOf(toLower(values.clientIds)), toLower(values.apiClientId))
    ? 'With the mode onBehalfOf, apiClientId must not be one of clientIds: nobody may send a token that the API gets on behalf of users.'
    : ''
  values.mode == 'direct' && !empty('${values.apiClientId}${values.callerClientIds}${values.allowedRoles}${values.allowedGroups}')
    ? 'apiClientId, callerClientIds, allowedRoles and allowedGroups need the mode callers or onBehalfOf.'
    : ''
  values.mode != 'direct' && values.registerApplications == 'false' && empty(values.apiClientId)
    ? 'Name apiClientId, or set registerApplications to true.'
    : ''
  values.registerApplications == 'true' && !empty(values.apiClientId)
    ? 'Name apiClientId, or set registerApplications to true, not both.'
    : ''
  values.mode != 'onBehalfOf' && values.registerApplications == 'false' && empty('${values.clientIds}${policyOf(values)}')
    ? 'Name clientIds, or set registerApplications to true.'
    : ''
  values.mode == 'onBehalfOf' && values.registerApplications == 'false' && empty('${values.clientIds}${values.callerClientIds}${policyOf(values)}')
    ? 'Name callerClientIds, or set registerApplications to true.'
    : ''
  !empty(values.developerPrincipalId) && !empty(values.keyVaultReference)
    ? 'developerPrincipalId (DEVELOPER_PRINCIPAL_ID) is for a resource that the broker reaches by a role: leave it empty beside keyVaultReference (ACS_CONNECTION_STRING_REFERENCE).'
    : ''
  values.acsIdentities == 'true' && values.mode == 'direct' ? 'acsIdentities needs the mode callers or onBehalfOf.' : ''
  values.grantAdminConsent == 'true' && values.registerApplications == 'false'
    ? 'grantAdminConsent is for the applications that this template registers: set registerApplications to true as well.'
    : ''
  !empty(policyOf(values)) && !empty('${values.tenantIds}${values.clientIds}${values.callerClientIds}${values.allowedRoles}${values.allowedGroups}${values.guests}')
    ? 'With policy (BROKER_POLICY) or policyFile (BROKER_POLICY_FILE), leave tenantIds, clientIds, callerClientIds, allowedRoles, allowedGroups and guests empty.'
    : ''
  !empty(policyOf(values)) && values.registerApplications == 'true'
    ? 'A policy names its clients by id: register them first (scripts/register.sh), and set registerApplications to false.'
    : ''
  !empty(values.policy) && !empty(values.policyFile)
    ? 'Name policy (BROKER_POLICY) or policyFile (BROKER_POLICY_FILE), not both.'
    : ''
  values.subjectVerification == 'acs' && (values.mode != 'callers' || !empty('${policyOf(values)}${values.teamsAudiences}${values.teamsRequiredScopes}${values.entraUserAudiences}${values.entraUserRequiredScopes}${values.teamsPhoneAudiences}${values.teamsPhoneRequiredScopes}') || length(elementsOf(values.clientIds)) + (values.registerApplications == 'true'
      ? 1
      : 0) != 1)
    ? 'subjectVerification acs needs the mode callers and exactly one client, and leaves policy and policyFile, and the audiences and required scopes of every route, empty.'
    : ''
  values.apiKeys == 'application' && (values.mode == 'direct' || values.tenantIds == '*')
    ? 'apiKeys application needs the mode callers or onBehalfOf, and tenantIds that are listed.'
    : ''
  values.logDailyCap != '0' && !empty(values.existingWorkspaceId)
    ? 'logDailyCap (LOG_DAILY_CAP_GB) is for a workspace that this template creates: others log into the one of existingWorkspaceId too. Leave it 0, and set a cap there yourself.'
    : ''
  values.logRetentionDays != '30' && !empty(values.existingWorkspaceId)
    ? 'logRetentionDays (LOG_RETENTION_DAYS) is for a workspace that this template creates: others log into the one of existingWorkspaceId too. Leave it 30, and set the retention there yourself.'
    : ''
  values.availabilityTest == 'true' && values.alerts == 'false'
    ? 'availabilityTest needs alerts, which tell what it finds.'
    : ''
  !empty(values.existingActionGroupId) && values.alerts == 'false'
    ? 'existingActionGroupId (ACTION_GROUP_ID) needs alerts, which it is told.'
    : ''
  numberOf(values.alwaysReadyInstances) > numberOf(values.maximumInstances)
    ? 'alwaysReadyInstances (ALWAYS_READY_INSTANCES) must not be more than maximumInstances (MAXIMUM_INSTANCES).'
    : ''
  values.privateStorage == 'false' && !empty('${values.networkPrefix}${values.networkSecurityGroupId}${values.appSubnetId}${values.endpointSubnetId}${values.privateDnsZones}')
    ? 'networkPrefix, networkSecurityGroupId, appSubnetId, endpointSubnetId and privateDnsZones need privateStorage (PRIVATE_STORAGE).'
    : ''
  empty(values.appSubnetId) != empty(values.endpointSubnetId)
    ? 'Name both appSubnetId (APP_SUBNET_ID) and endpointSubnetId (ENDPOINT_SUBNET_ID), or neither.'
    : ''
  !empty(values.appSubnetId) && toLower(values.appSubnetId) == toLower(values.endpointSubnetId)
    ? 'appSubnetId (APP_SUBNET_ID) is delegated to the app, and has no place for private endpoints: endpointSubnetId (ENDPOINT_SUBNET_ID) must be another subnet.'
    : ''
  !empty(values.appSubnetId) && !empty('${values.networkPrefix}${values.networkSecurityGroupId}')
    ? 'networkPrefix and networkSecurityGroupId are for a network that this template creates: leave them empty beside appSubnetId, whose owner has given it both.'
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
