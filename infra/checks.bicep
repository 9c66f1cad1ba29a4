// What the types of parameters cannot say. Each function answers with a sentence, or with nothing where all is well.

@export()
@description('The elements of a text that has them separated by commas.')
func elementsOf(text string) string[] =>
  filter(map(split(text, ','), element => trim(element)), element => !empty(element))

@export()
@description('Whether the text has only these characters.')
func hasOnly(text string, characters string) bool =>
  empty(filter(range(0, length(text)), place => !contains(characters, substring(text, place, 1))))

@export()
@description('The number that a text of digits is; 0 where it is none, which the checks refuse.')
func numberOf(text string) int => !empty(text) && length(text) < 8 && hasOnly(text, '0123456789') ? int(text) : 0

@export()
@description('What is wrong with a whole number in digits.')
func problemOfNumber(setting string, text string, least int, most int) string =>
  string(numberOf(text)) == text && numberOf(text) >= least && numberOf(text) <= most
    ? ''
    : '${setting} must be a whole number from ${least} to ${most}, and is "${text}".'

@export()
@description('What is wrong with a choice, in which every letter counts.')
func problemOfChoice(setting string, text string, choices string[]) string =>
  contains(choices, text) ? '' : '${setting} must be ${join(choices, ' or ')}, and is "${text}".'

@export()
@description('What is wrong with a list: an element between two commas, or none at all where there is text.')
func problemOfList(setting string, text string) string =>
  empty(text) || !contains(map(split(text, ','), element => trim(element)), '')
    ? ''
    : '${setting} has an empty element: take away the comma, or the blank, that is too many.'

@export()
@description('What is wrong with a list whose elements are of a few kinds.')
func problemOfElements(setting string, text string, choices string[]) string =>
  empty(filter(elementsOf(text), element => !contains(choices, element)))
    ? ''
    : '${setting} has elements other than ${join(choices, ', ')}: "${text}".'

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

@description('Whether the text is a name of a host, and perhaps a port: nobody before an @, no path, no blank.')
func isHost(text string) bool => !empty(text) && hasOnly(toLower(text), 'abcdefghijklmnopqrstuvwxyz0123456789-_.:[]')

@description('Whether the address is https and names a host.')
func isHttps(address string) bool =>
  startsWith(address, 'https://') ? isHost(first(split(first(split(split(address, '/')[2], '?')), '#'))) : false

@export()
@description('What is wrong with the origins of browsers: an origin is a scheme, a host and perhaps a port.')
func problemOfOrigins(setting string, text string) string =>
  empty(filter(
      elementsOf(text),
      origin =>
        length(split(origin, '/')) != 3 || !isHost(last(split(origin, '/'))) || !(isHttps(origin) || isLocalhost(origin))
    ))
    ? ''
    : '${setting} must be origins separated by commas, like https://app.contoso.com: https, each one named in full instead of *, and without a slash or a path at the end. (http is for http://localhost:<port> alone.)'

@export()
@description('What is wrong with the redirect addresses of a single-page application.')
func problemOfRedirects(setting string, text string) string =>
  empty(filter(
      elementsOf(text),
      address => contains(address, '*') || contains(address, ' ') || !(isHttps(address) || isLocalhost(address))
    ))
    ? ''
    : '${setting} must be addresses separated by commas that begin with https:// or http://localhost, without *.'

@export()
@description('What is wrong with the redirect addresses of a mobile or desktop app, whose schemes are its own.')
func problemOfAppRedirects(setting string, text string) string =>
  empty(filter(
      elementsOf(text),
      address =>
        contains(address, '*') || contains(address, ' ') || !contains(address, '://') || startsWith(address, '://')
    ))
    ? ''
    : '${setting} must be addresses separated by commas that begin with a scheme, like msauth.com.contoso.app://auth or http://localhost, without *.'

@description('An id of Azure without what each of them has of its own: subscription, group and names.')
func formOfId(id string) string =>
  toLower(join(
    map(range(0, length(split(id, '/'))), place => contains([2, 4, 8, 10], place) ? '' : split(id, '/')[place]),
    '/'
  ))

@description('Whether the id has this form, and each part that is its own.')
func isIdOf(id string, form string) bool =>
  formOfId(id) == toLower(form) && !contains(skip(split(id, '/'), 1), '') && !contains(id, ' ')
    ? isGuid(split(id, '/')[2])
    : false

@export()
@description('What is wrong with the id of a resource that is there already.')
func problemOfResourceId(setting string, text string, resourceType string) string =>
  empty(text) || isIdOf(
      text,
      '/subscriptions//resourceGroups//providers/${split(resourceType, '/')[0]}/${join(skip(split(resourceType, '/'), 1), '//')}/'
    )
    ? ''
    : '${setting} must be the resource id of a ${resourceType}, as the JSON view of the portal has it: /subscriptions/<id>/resourceGroups/<name>/providers/${resourceType}/<name>.'

@export()
@description('Whether the text is the id of a resource group.')
func isGroupId(text string) bool => isIdOf(text, '/subscriptions//resourceGroups/')

@export()
@description('Whether the text is a reference to a secret in a key vault, and no secret.')
func isKeyVaultReference(text string) bool =>
  startsWith(text, '@Microsoft.KeyVault(') && endsWith(text, ')') && contains(text, '=') && !contains(text, ' ')

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
        ) && !isKeyVaultReference(string(setting.value))
    ))
    ? ''
    : 'furtherSettings (FURTHER_SETTINGS) must refer to secrets in a key vault, @Microsoft.KeyVault(SecretUri=...), and never hold one: parameters stay in the history of deployments.'

@export()
@description('The policy as the broker is told of it: a document, or the path of one; empty for none.')
func policyOf(values object) string => empty(values.policy) ? values.policyFile : string(values.policy)
