using '../main.bicep'

// The credential is a connection string in a key vault; names, tags and further settings are chosen.
param environmentName = 'snapshot'
param location = 'swedencentral'
param alerts = 'false'
param keyVaultReference = '@Microsoft.KeyVault(SecretUri=https://vault.example/secrets/acs)'
param resourceNames = { functionApp: 'func-voice', storage: 'stvoice' }
param tags = { team: 'voice' }
param furtherSettings = { JAVA_OPTS: '-Xmx1g' }
