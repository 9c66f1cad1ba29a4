// What the types of parameters cannot say. Each function answers with a sentence, or with nothing where all is well.

@export()
@description('The elements of a text that has them separated by commas, each once: Graph refuses a role that stands twice.')
func elementsOf(text string) string[] =>
  union(filter(map(split(text, ','), element => trim(element)), element => !empty(element)), [])

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
@description('Whether the text is a GUID with its hyphens, and not the one of zeros, which is nobody\'s.')
func isGuid(text string) bool =>
  join(map(split(text, '-'), part => string(length(part))), ',') != '8,4,4,4,12'
    ? false
    : hasOnly(toLower(text), '0123456789abcdef-') && !hasOnly(text, '0-')

@export()
@description('What is wrong with a list of ids.')
func problemOfIds(setting string, text string) string =>
  empty(filter(elementsOf(text), id => !isGuid(id)))
    ? ''
    : '${setting} must be GUIDs separated by commas, for example 11111111-2222-3333-4444-555555555555, and not that of zeros.'

@export()
@description('Whether the text can be the name of a scope or the value of a role, as Graph has it: https://learn.microsoft.com/graph/api/resources/permissionscope.')
func isPermission(text string) bool =>
  !empty(text) && length(text) <= 120 && !startsWith(text, '.') && hasOnly(
    toLower(text),
    'abcdefghijklmnopqrstuvwxyz0123456789:!#$%&()*+-./;=?@[]^_{|}~'
  )

@export()
@description('What is wrong with scopes that tokens need: names, or names behind an audience of theirs.')
func problemOfScopes(setting string, text string, audiences string[]) string =>
  empty(filter(
      elementsOf(text),
      scope =>
        !isPermission(last(split(scope, '/'))) || (contains(scope, '/') && !contains(
          map(audiences, audience => endsWith(audience, '/') ? audience : '${audience}/'),
          '${join(take(split(scope, '/'), length(split(scope, '/')) - 1), '/')}/'
        ))
    ))
    ? ''
    : '${setting} must be names of scopes as tokens have them, separated by commas: with a resource before them, that of their audience, and never .default.'

@export()
@description('What is wrong with the name of a resource: letters, digits and a few others, neither first nor last.')
func problemOfName(setting string, text string, least int, most int, others string) string =>
  length(text) >= least && length(text) <= most && hasOnly(
      toLower(text),
      'abcdefghijklmnopqrstuvwxyz0123456789${others}'
    ) && !contains(others, empty(text) ? '-' : first(text)) && !contains(others, empty(text) ? '-' : last(text))
    ? ''
    : '${setting} must have ${least} to ${most} letters, digits and ${others}, a letter or a digit first and last.'

@export()
@description('Whether the text is a day.')
func isDay(text string) bool =>
  hasOnly(text, '0123456789-') && join(map(split(text, '-'), part => string(length(part))), ',') == '4,2,2'
    ? contains(range(1, 12), int(split(text, '-')[1])) && contains(
        range(
          1,
          contains([4, 6, 9, 11], int(split(text, '-')[1]))
            ? 30
            : int(split(text, '-')[1]) != 2 ? 31 : int(split(text, '-')[0]) % 4 == 0 ? 29 : 28
        ),
        int(split(text, '-')[2])
      )
    : false

@export()
@description('A member of an object as a setting has it, which is text: numbers, true and false as JSON has them.')
func textOfMember(holder object, key string) string =>
  isText(holder, key) ? holder[key] : replace(replace(string([holder[key]]), '[', ''), ']', '')

@description('Whether a member of an object is a text. The engine fails at string() of a fraction, and not of a list.')
func isText(holder object, key string) bool => startsWith(string([holder[key]]), '["')

@export()
@description('What is wrong with an object whose members are texts, or plain values where these may stand for texts.')
func problemsOfMembers(setting string, holder object, takesPlain bool) string[] =>
  map(
    filter(
      items(holder),
      member =>
        !isText(holder, member.key) && (!takesPlain || contains(['[{', '[[', '[n'], take(string([member.value]), 2)))
    ),
    member =>
      '${setting} takes texts, in quotation marks${takesPlain ? ', and numbers, true and false' : ''}: ${member.key} is none.'
  )

@description('An id of Azure without what each of them has of its own: subscription, group and names.')
func formOfId(id string) string =>
  toLower(join(
    map(range(0, length(split(id, '/'))), place => contains([2, 4, 8, 10], place) ? '' : split(id, '/')[place]),
    '/'
  ))

@description('Whether the id has this form, and each part that is its own.')
func isIdOf(id string, form string) bool =>
  formOfId(id) == toLower(form) && !contains(skip(split(id, '/'), 1), '') && empty(filter(
      [' ', ',', '?', '#', '%'],
      character => contains(id, character)
    ))
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
  (startsWith(text, '@Microsoft.KeyVault(SecretUri=https://') || (startsWith(text, '@Microsoft.KeyVault(VaultName=') && contains(
    text,
    ';SecretName='
  ))) && endsWith(text, ')') && !contains(text, ' ') && !contains(text, '=;') && !contains(text, '=)')

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
        ) && !isKeyVaultReference(textOfMember(settings, setting.key))
    ))
    ? ''
    : 'furtherSettings (FURTHER_SETTINGS) must refer to secrets in a key vault, @Microsoft.KeyVault(SecretUri=...), and never hold one: parameters stay in the history of deployments.'

@export()
@description('The policy as the broker is told of it: a document, or the path of one; empty for none.')
func policyOf(values object) string => empty(values.policy) ? values.policyFile : string(values.policy)

@export()
@description('The issuers of callers as the broker is told of them, in the same way.')
func callerIssuersOf(values object) string =>
  empty(values.callerIssuers) ? values.callerIssuersFile : string(values.callerIssuers)

@export()
@description('What is wrong with a document that has one member, an array.')
func problemOfDocument(setting string, document object, member string, kind string) string =>
  empty(document) || (startsWith(string(document), '{"${member}":[') && string(document) != '{"${member}":[]}' && length(objectKeys(document)) == 1)
    ? ''
    : '${setting} must be an object with the member ${member} alone, an array of at least one ${kind}.'

@description('How many bytes a text is, or two more. Base64 has four characters for three of them, and the engine takes no text of more than 131,072 characters.')
func bytesOf(text string) int =>
  reduce(
    map(range(0, length(text) / 30000 + 1), part => length(base64(take(skip(text, part * 30000), 30000)))),
    0,
    (sum, characters) => sum + characters
  ) / 4 * 3

@export()
@description('What is wrong with the size of a document. Linux starts no process with a variable of more than 131,071 bytes, its name among them: https://man7.org/linux/man-pages/man2/execve.2.html.')
func problemOfSize(setting string, document object, fileSetting string) string =>
  bytesOf(string(document)) <= 128000
    ? ''
    : '${setting} must have 128,000 bytes at most, since no process is started with more in a variable: put it into a file of the package, and its path into ${fileSetting}.'

@export()
@description('What is wrong with the path of a file that has a document.')
func problemOfFile(setting string, path string, example string, documentSetting string) string =>
  startsWith(path, '{')
    ? '${setting} must be the path of a file in the package, like ${example}: the document itself goes into ${documentSetting}.'
    : ''
