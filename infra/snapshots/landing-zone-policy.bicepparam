using '../group.bicep'

// A policy of the platform's team enters the names, and the rules of the network are theirs.
param environmentName = 'snapshot'
param location = 'swedencentral'
param alerts = 'false'
param privateStorage = 'true'
param networkPrefix = '10.30.0.0/24'
param networkSecurityGroupId = '/subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups/hub/providers/Microsoft.Network/networkSecurityGroups/rules'
param privateDnsZones = 'policy'
