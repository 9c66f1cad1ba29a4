metadata description = 'Lets a developer exchange tokens at the Communication Services resource with their own sign-in, from their own machine.'

import { guidText } from '../types.bicep'

@description('Name of the Communication Services resource, in the resource group of this module.')
param name string
@description('Object id of the developer\'s user in this tenant.')
param principalId guidText

// Communication and Email Service Owner, as for the broker's identity.
var roleId = '09976791-48a7-449e-bb21-39d1a415f350'

resource communicationServices 'Microsoft.Communication/communicationServices@2026-03-18' existing = {
  name: name
}

resource exchange 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(communicationServices.id, principalId, roleId)
  scope: communicationServices
  properties: {
    principalId: principalId
    principalType: 'User'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roleId)
  }
}
