metadata description = 'Private endpoints through which the app reaches its storage, with a virtual network for both, where none is there already.'

@description('Name of the virtual network, and the beginning of other names.')
param name string
@description('Addresses of the virtual network, /24 or larger, in CIDR notation.')
param addressPrefix string
@description('Resource id of a network security group for the subnets; empty creates one.')
param networkSecurityGroupId string
@description('Resource id of a subnet for the app that is there already; empty creates a network.')
param appSubnetId string
@description('Resource id of a subnet for the private endpoints that is there already.')
param endpointSubnetId string
@description('Empty creates the zones of private names; or the id of the resource group that has them; or policy, where a policy of Azure enters the names.')
param privateDnsZones string
@description('Name of the storage account.')
param storageName string
@description('Azure region.')
param location string
@description('Tags of the resources.')
param tags object

var storageServices = ['blob', 'table']
var createsNetwork = empty(appSubnetId)
var createsZones = empty(privateDnsZones)
var zoneNames = map(storageServices, service => 'privatelink.${service}.${environment().suffixes.storage}')

resource storage 'Microsoft.Storage/storageAccounts@2026-04-01' existing = {
  name: storageName
}

// Beside the rules that every group has: nobody goes from here to other machines' consoles.
resource securityGroup 'Microsoft.Network/networkSecurityGroups@2025-09-01' = if (createsNetwork && empty(networkSecurityGroupId)) {
  name: '${name}-security'
  location: location
  tags: tags
  properties: {
    securityRules: [
      {
        name: 'no-consoles'
        properties: {
          direction: 'Outbound'
          access: 'Deny'
          priority: 1000
          protocol: 'Tcp'
          sourceAddressPrefix: '*'
          sourcePortRange: '*'
          destinationAddressPrefix: '*'
          destinationPortRanges: [
            '22'
            '3389'
          ]
        }
      }
    ]
  }
}

var securityGroupId = empty(networkSecurityGroupId) ? securityGroup.id : networkSecurityGroupId

resource network 'Microsoft.Network/virtualNetworks@2025-09-01' = if (createsNetwork) {
  name: name
  location: location
  tags: tags
  properties: {
    addressSpace: {
      addressPrefixes: [addressPrefix]
    }
    // Declared in here, as some versions of Azure remove subnets that a network does not name.
    subnets: [
      {
        name: 'app'
        properties: {
          addressPrefix: cidrSubnet(addressPrefix, 26, 0)
          networkSecurityGroup: {
            id: securityGroupId
          }
          // Means nothing to a delegated subnet, whose service sees to its own way out.
          // https://learn.microsoft.com/azure/virtual-network/ip-services/default-outbound-access
          defaultOutboundAccess: false
          // Flex Consumption joins networks as Container Apps do.
          delegations: [
            {
              name: 'flex-consumption'
              properties: {
                serviceName: 'Microsoft.App/environments'
              }
            }
          ]
        }
      }
      {
        name: 'endpoints'
        properties: {
          addressPrefix: cidrSubnet(addressPrefix, 26, 1)
          networkSecurityGroup: {
            id: securityGroupId
          }
          defaultOutboundAccess: false
        }
      }
    ]
  }
}

resource zones 'Microsoft.Network/privateDnsZones@2024-06-01' = [
  for zone in zoneNames: if (createsZones) {
    name: zone
    location: 'global'
    tags: tags
  }
]

resource links 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01' = [
  for (service, index) in storageServices: if (createsZones) {
    parent: zones[index]
    name: '${name}-${service}'
    location: 'global'
    tags: tags
    properties: {
      registrationEnabled: false
      virtualNetwork: {
        id: createsNetwork ? network.id : join(take(split(appSubnetId, '/'), 9), '/')
      }
    }
  }
]

resource endpoints 'Microsoft.Network/privateEndpoints@2025-09-01' = [
  for service in storageServices: {
    name: '${name}-${service}'
    location: location
    tags: tags
    properties: {
      subnet: {
        id: createsNetwork ? network!.properties.subnets[1].id : endpointSubnetId
      }
      privateLinkServiceConnections: [
        {
          name: service
          properties: {
            privateLinkServiceId: storage.id
            groupIds: [service]
          }
        }
      ]
    }
  }
]

resource endpointNames 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2025-09-01' = [
  for (service, index) in storageServices: if (privateDnsZones != 'policy') {
    parent: endpoints[index]
    name: 'default'
    properties: {
      privateDnsZoneConfigs: [
        {
          name: service
          properties: {
            privateDnsZoneId: createsZones
              ? zones[index].id
              : '${privateDnsZones}/providers/Microsoft.Network/privateDnsZones/${zoneNames[index]}'
          }
        }
      ]
    }
  }
]

@description('Resource id of the subnet that the app joins.')
output appSubnetId string = createsNetwork ? network!.properties.subnets[0].id : appSubnetId
