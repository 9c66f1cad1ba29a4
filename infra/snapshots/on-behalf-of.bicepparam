using '../main.bicep'

// The broker gets the subject tokens itself.
param environmentName = 'snapshot'
param location = 'swedencentral'
param alerts = 'false'
param mode = 'onBehalfOf'
param grantAdminConsent = 'true'
