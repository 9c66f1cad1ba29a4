targetScope = 'subscription'

metadata description = 'A role of a pipeline\'s identity in this subscription.'

import { guidText } from '../types.bicep'

@description('Object id of the identity.')
param principalId guidText
@description('Id of the role.')
param roleId guidText
@description('Condition under which it holds; empty for none.')
param condition string

resource assignment 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(subscription().id, principalId, roleId)
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roleId)
    condition: empty(condition) ? null : condition
    conditionVersion: empty(condition) ? null : '2.0'
  }
}
