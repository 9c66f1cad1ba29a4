metadata description = 'Lets the broker exchange tokens at a Communication Services resource, a new one or one that is there already.'

import { guidText } from '../types.bicep'

@description('Name of the Communication Services resource, in the resource group of this module.')
param name string
@description('Whether the broker signs in with its identity, and so needs the role.')
param assignsRole bool
@description('Object id of the broker\'s managed identity.')
param principalId guidText

// Communication and Email Service Owner: no smaller role is known to let a token be exchanged.
var roleId = '09976791-48a7-449e-bb21-39d1a415f350'

resource communicationServices 'Microsoft.Communication/communicationServices@2026-03-18' existing = {
  name: name
}

resource exchange 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (assignsRole) {
  name: guid(communicationServices.id, principalId, roleId)
  scope: communicationServices
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roleId)
  }
}

@description('Address of the resource.')
output endpoint string = 'https://${communicationServices.properties.hostName}'
