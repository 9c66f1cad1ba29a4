using '../main.bicep'

// With caller tokens for an API that the template registers.
param environmentName = 'snapshot'
param location = 'swedencentral'
param alerts = 'false'
param mode = 'callers'
param allowedRoles = 'Calls.Place'
param corsOrigins = 'https://app.example'
param spaRedirectUris = 'https://app.example'
