using '../../infra/main.bicep'

// What azd up creates where nobody sets anything. The name is that of the group in defaults.Rule.yaml.
param environmentName = 'psrule-defaults'
param location = 'swedencentral'
