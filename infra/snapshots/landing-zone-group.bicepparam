using '../group.bicep'

// In a resource group that is there already.
param environmentName = 'snapshot'
param location = 'swedencentral'
param alerts = 'false'
