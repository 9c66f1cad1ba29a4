import { elementsOf } from '../checks.bicep'

@export()
@description('The application id of Azure Communication Services.')
var acsApplicationId = '1fd5118e-2576-4263-8130-9503064c837a'

@export()
@description('The application id of Azure Communication Services Clients, for Entra ID users.')
var acsClientsApplicationId = '2a04943b-b6a7-4f65-8786-2bb6131b59f6'

@export()
@description('The ids of the scopes of Azure Communication Services. Those of its Clients are not public.')
var acsScopeIds = {
  'Teams.ManageCalls': 'de8ec1df-066a-4817-bc5d-9a985b986262'
  'Teams.ManageChats': '6290af7f-b407-49f9-92d5-bf584fdc4019'
  'TeamsExtension.ManageCalls': '9ed60762-c537-4e50-8984-4b1db3d922ce'
}

@export()
@description('The names of the scopes that each kind of users needs; entraScopes as the broker requires them, with their resource before them or without.')
func subjectScopesOf(kinds string[], entraScopes string) object => {
  teams: contains(kinds, 'teams') ? ['Teams.ManageCalls', 'Teams.ManageChats'] : []
  teamsPhone: contains(kinds, 'teamsPhone') ? ['TeamsExtension.ManageCalls'] : []
  entra: !contains(kinds, 'entra')
    ? []
    : empty(entraScopes) ? ['VoIP'] : map(elementsOf(entraScopes), scope => last(split(scope, '/')))
}

@export()
@description('Permissions of one resource as an application lists them; none where there are no ids.')
func accessTo(applicationId string, scopeIds string[]) object[] =>
  empty(scopeIds)
    ? []
    : [
        {
          resourceAppId: applicationId
          resourceAccess: map(scopeIds, id => { id: id, type: 'Scope' })
        }
      ]
