using '../main.bicep'

// With applications that somebody else registered, for all kinds of users.
param environmentName = 'snapshot'
param location = 'swedencentral'
param alerts = 'false'
param mode = 'callers'
param registerApplications = 'false'
param clientIds = '7f5d1927-25eb-4dd2-af04-34d4735b6c38'
param callerClientIds = '0c5cf25d-f3f7-4ad7-8a3e-16a1b3ffb9c4,7f5d1927-25eb-4dd2-af04-34d4735b6c38'
param apiClientId = 'd2b1ccd9-6bb1-4d0b-9d0e-5d2d7a7f4d5e'
param userKinds = 'teams,entra,teamsPhone'
