using '../main.bicep'

// Two organisations by their ids, so that the application is one for all.
param environmentName = 'snapshot'
param location = 'swedencentral'
param alerts = 'false'
param tenantIds = '72aa62aa-dd7a-4ca7-8940-f9482b30e300,474b705f-2e49-4339-922d-6fed6b807490'
