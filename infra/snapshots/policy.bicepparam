using '../main.bicep'

// A rule for each tenant.
param environmentName = 'snapshot'
param location = 'swedencentral'
param alerts = 'false'
param registerApplications = 'false'
param policy = {
  rules: [
    {
      tenant: '72aa62aa-dd7a-4ca7-8940-f9482b30e300'
      name: 'Contoso: whoever may call'
      clients: ['7f5d1927-25eb-4dd2-af04-34d4735b6c38']
    }
    {
      tenant: '474b705f-2e49-4339-922d-6fed6b807490'
      clients: ['7f5d1927-25eb-4dd2-af04-34d4735b6c38']
      guests: 'deny'
    }
  ]
}
