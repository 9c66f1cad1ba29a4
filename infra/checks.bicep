// What the types of parameters cannot say. Each function answers with a sentence, or with nothing where all is well.

@export()
@description('The elements of a text that has them separated by commas.')
func elementsOf(text string) string[] =>
  filter(map(split(text, ','), element => trim(element)), element => !empty(element))

@export()
@description('Whether the text is a GUID with its hyphens.')
func isGuid(text string) bool =>
  join(map(split(text, '-'), part => string(length(part))), ',') != '8,4,4,4,12'
    ? false
    : empty(filter(range(0, 36), place => !contains('0123456789abcdef-', toLower(substring(text, place, 1)))))

@export()
@description('What is wrong with a list of ids.')
func problemOfIds(setting string, text string) string =>
  empty(filter(elementsOf(text), id => !isGuid(id)))
    ? ''
    : '${setting} must be GUIDs separated by commas, for example 11111111-2222-3333-4444-555555555555.'

// A host whose name only begins so is somebody else's, and so is one behind an @.
func isLocalAuthority(authority string) bool =>
  authority == 'localhost' || (startsWith(authority, 'localhost:') && length(authority) > 10 && length(authority) < 16 && empty(filter(
    range(0, max(0, length(authority) - 10)),
    place => !contains('0123456789', substring(authority, 10 + place, 1))
  )))

@export()
@description('Whether the address is http and of this machine.')
func isLocalhost(address string) bool =>
  startsWith(address, 'http://') ? isLocalAuthority(split(address, '/')[2]) : false

@export()
@description('What is wrong with the origins of browsers: an origin is a scheme, a host and perhaps a port.')
func problemOfOrigins(setting string, text string) string =>
  empty(filter(
      elementsOf(text),
      origin =>
        contains(origin, '*') || length(split(origin, '/')) != 3 || !(startsWith(origin, 'https://') || isLocalhost(origin))
    ))
    ? ''
    : '${setting} must be origins separated by commas, like https://app.contoso.com: https, each one named in full instead of *, and without a slash or a path at the end. (http is for http://localhost:<port> alone.)'

@export()
@description('What is wrong with the redirect addresses of a single-page application.')
func problemOfRedirects(setting string, text string) string =>
  empty(filter(
      elementsOf(text),
      address => contains(address, '*') || !(startsWith(address, 'https://') || isLocalhost(address))
    ))
    ? ''
    : '${setting} must be addresses separated by commas that begin with https:// or http://localhost, without *.'

@export()
@description('What is wrong with the id of a resource that is there already.')
func problemOfResourceId(setting string, text string, resourceType string) string =>
  empty(text) || (length(split(text, '/')) == 9 && startsWith(toLower(text), '/subscriptions/') && contains(
      toLower(text),
      '/providers/${toLower(resourceType)}/'
    ))
    ? ''
    : '${setting} must be the resource id of a ${resourceType}: /subscriptions/<id>/resourceGroups/<name>/providers/${resourceType}/<name>.'

@export()
@description('What is wrong with further settings: a secret may only be referred to.')
func problemOfSecrets(settings object) string =>
  empty(filter(
      items(settings),
      setting =>
        contains(
          [
            'BROKER_API_CLIENT_CERTIFICATE'
            'BROKER_API_CLIENT_SECRET'
            'BROKER_IDENTITY_TABLE_CONNECTION_STRING'
            'COMMUNICATION_SERVICES_CONNECTION_STRING'
          ],
          toUpper(setting.key)
        ) && !startsWith(string(setting.value), '@Microsoft.KeyVault(')
    ))
    ? ''
    : 'furtherSettings must refer to secrets in a key vault, @Microsoft.KeyVault(SecretUri=...), and never hold one: parameters stay in the history of deployments.'
