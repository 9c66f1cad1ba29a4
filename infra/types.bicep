@export()
@description('The id of an application, a principal or a tenant: a GUID, 36 characters with its hyphens.')
@minLength(36)
@maxLength(36)
type guidText = string

@export()
@description('How clients prove who is calling: with the subject token alone (direct), with a caller token of Entra\'s beside it (callers), with one of another issuer (elsewhere), or with a caller token for which the broker gets the subject token itself (onBehalfOf).')
type brokerMode = 'direct' | 'callers' | 'elsewhere' | 'onBehalfOf'

@export()
@description('Whether callers may bring tokens of Entra\'s, for an API that the broker has there.')
func hasApi(mode string) bool => contains(['callers', 'onBehalfOf'], mode)

@export()
@description('How the Functions platform scales the app.')
type scaleSettings = {
  instanceMemory: int
  maximumInstances: int
  alwaysReadyInstances: int
  requestsPerInstance: int
  updateStrategy: 'Recreate' | 'RollingUpdate'
}
