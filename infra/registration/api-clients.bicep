metadata description = 'What the API\'s application can only say once it is there: its own id in its address, and who may use its scope.'

extension microsoftGraphV1

import { guidText } from '../types.bicep'

@description('Unique name of the application.')
param uniqueName string
@description('Its display name, which every write has to repeat.')
param displayName string
@description('Its client id.')
param apiClientId guidText
@description('Id of its scope, which Entra has to know before a client can be authorised for it.')
param scopeId guidText
@description('Applications that may use the scope without being asked.')
param callerClientIds string[]

resource application 'Microsoft.Graph/applications@v1.0' = {
  uniqueName: uniqueName
  displayName: displayName
  identifierUris: ['api://${apiClientId}']
  api: {
    // Who consents to one of these clients consents to what this API needs as well.
    knownClientApplications: callerClientIds
    preAuthorizedApplications: [
      for clientId in callerClientIds: {
        appId: clientId
        delegatedPermissionIds: [scopeId]
      }
    ]
  }
}
