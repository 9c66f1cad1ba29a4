using '../main.bicep'

// Callers get ACS identities of their own, which are kept in a table.
param environmentName = 'snapshot'
param location = 'swedencentral'
param alerts = 'false'
param mode = 'callers'
param acsIdentities = 'true'
param identityScopes = 'chat,voip'
