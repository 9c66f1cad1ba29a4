using '../group.bicep'

// In subnets and with the zones of names that the platform's team has made.
param environmentName = 'snapshot'
param location = 'swedencentral'
param alerts = 'false'
param privateStorage = 'true'
param appSubnetId = '/subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups/hub/providers/Microsoft.Network/virtualNetworks/spoke/subnets/app'
param endpointSubnetId = '/subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups/hub/providers/Microsoft.Network/virtualNetworks/spoke/subnets/endpoints'
param privateDnsZones = '/subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups/hub'
