@export()
@description('The application id of Azure Communication Services.')
var acsApplicationId = '1fd5118e-2576-4263-8130-9503064c837a'

@export()
@description('What an application needs to get subject tokens, by name, as consent is written.')
var acsScopes = 'Teams.ManageCalls Teams.ManageChats'

@export()
@description('The same by id, as an application lists it.')
var acsAccess = {
  resourceAppId: acsApplicationId
  resourceAccess: [
    {
      // Teams.ManageCalls
      id: 'de8ec1df-066a-4817-bc5d-9a985b986262'
      type: 'Scope'
    }
    {
      // Teams.ManageChats
      id: '6290af7f-b407-49f9-92d5-bf584fdc4019'
      type: 'Scope'
    }
  ]
}
