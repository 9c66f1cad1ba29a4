using '../../infra/main.bicep'

// The template with everything on that it has for reliability, a closed network and alerts, and all
// that it can store.
param environmentName = 'psrule'
param location = 'swedencentral'
param registerApplications = 'false'
param clientIds = '11111111-1111-4111-8111-111111111111'
param mode = 'callers'
param apiClientId = '22222222-2222-4222-8222-222222222222'
param callerIssuersFile = 'issuers.json'
param acsIdentities = 'true'
param corsOrigins = 'https://app.example'
param privateStorage = 'true'
param zoneRedundant = 'true'
param alertEmail = 'operator@example.com'
param availabilityTest = 'true'
param logDailyCap = '5'
