using '../main.bicep'

// Storage by private endpoints alone, in a network that the template makes, and spread over zones.
param environmentName = 'snapshot'
param location = 'swedencentral'
param alerts = 'false'
param mode = 'callers'
param acsIdentities = 'true'
param privateStorage = 'true'
param zoneRedundant = 'true'
