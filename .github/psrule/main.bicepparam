using '../../infra/main.bicep'

// The template with everything on that it has for reliability and a closed network.
param environmentName = 'psrule'
param location = 'swedencentral'
param registerApplications = 'false'
param clientIds = '11111111-1111-4111-8111-111111111111'
param corsOrigins = 'https://app.example'
param privateStorage = 'true'
param zoneRedundant = 'true'
param alertEmail = 'operator@example.com'
param availabilityTest = 'true'
param logDailyCap = '5'
