// Addresses that the parameters have: hosts, origins, redirect addresses, mail and networks. Each
// problemOf… answers with a sentence, or with nothing where all is well.

import { elementsOf, hasOnly, numberOf } from 'checks.bicep'

func isPort(text string) bool => string(numberOf(text)) == text && numberOf(text) > 0 && numberOf(text) < 65536

@description('Whether the text is a name in DNS, or the four numbers of an address.')
func isHostName(text string) bool =>
  length(text) < 254 && hasOnly(toLower(text), 'abcdefghijklmnopqrstuvwxyz0123456789-_.') && empty(filter(
    split(text, '.'),
    label => empty(label) || length(label) > 63 || startsWith(label, '-') || endsWith(label, '-')
  ))

@description('Whether the text is a host, and perhaps a port: nobody before an @, no path, no blank.')
func isHost(text string) bool =>
  isHostName(first(split(text, ':'))) && (!contains(text, ':') || isPort(join(skip(split(text, ':'), 1), ':')))

@description('What stands between the scheme and the path of an address.')
func authorityOf(address string) string =>
  first(split(first(split(first(split(join(skip(split(address, '://'), 1), '://'), '/')), '?')), '#'))

func isHttps(address string) bool => startsWith(address, 'https://') && isHost(authorityOf(address))

@description('Whether the address is http and of this machine: a host whose name only begins so is somebody else\'s.')
func isOfThisMachine(address string) bool =>
  startsWith(address, 'http://') && isHost(authorityOf(address)) && contains(
    ['localhost', '127.0.0.1'],
    first(split(toLower(authorityOf(address)), ':'))
  )

@export()
@description('What is wrong with the origins of browsers: a scheme, a host and a port, where it is not the usual one, which browsers leave out. https://www.rfc-editor.org/rfc/rfc6454#section-6.2')
func problemOfOrigins(setting string, text string) string =>
  empty(filter(
      elementsOf(text),
      origin =>
        last(split(origin, '://')) != authorityOf(origin) || !(isHttps(origin)
          ? !endsWith(origin, ':443')
          : isOfThisMachine(origin) && !endsWith(origin, ':80'))
    ))
    ? ''
    : '${setting} must be origins separated by commas, like https://app.contoso.com: https, each one named in full instead of *, without the port that browsers leave out, and without a slash or a path at the end. (http is for http://localhost:<port> and http://127.0.0.1:<port> alone.)'

@export()
@description('What is wrong with the host of Entra, or the broker\'s own. The broker takes one slash at its end.')
func problemOfAuthority(setting string, text string) string =>
  empty(text) || (isHttps(text) && !contains(text, '_') && contains(
      [authorityOf(text), '${authorityOf(text)}/'],
      skip(text, 8)
    ))
    ? ''
    : '${setting} must be the https address of a host alone, https://<host>, without a path.'

@description('Whether Entra takes the letters of an address: https://learn.microsoft.com/entra/identity-platform/reply-url.')
func isRedirect(address string) bool =>
  length(address) <= 256 && hasOnly(toLower(address), 'abcdefghijklmnopqrstuvwxyz0123456789-._~:/?@%&=+')

@export()
@description('What is wrong with the redirect addresses of a single-page application.')
func problemOfRedirects(setting string, text string) string =>
  empty(filter(elementsOf(text), address => !isRedirect(address) || !(isHttps(address) || isOfThisMachine(address))))
    ? ''
    : '${setting} must be addresses separated by commas that begin with https:// and a host, or http://localhost or http://127.0.0.1, and have no * # ! $ ( ) ; or quotation mark.'

@description('Whether the address has a scheme of an app\'s own, and something behind it.')
func isOfAnApp(address string) bool =>
  !contains(['http', 'https'], toLower(first(split(address, '://')))) && contains(
    'abcdefghijklmnopqrstuvwxyz',
    toLower(take(address, 1))
  ) && hasOnly(toLower(first(split(address, '://'))), 'abcdefghijklmnopqrstuvwxyz0123456789+-.') && !empty(join(
    skip(split(address, '://'), 1),
    ''
  ))

@export()
@description('What is wrong with the redirect addresses of a mobile or desktop app, whose schemes are its own.')
func problemOfAppRedirects(setting string, text string) string =>
  empty(filter(
      elementsOf(text),
      address => !isRedirect(address) || !(isHttps(address) || isOfThisMachine(address) || isOfAnApp(address))
    ))
    ? ''
    : '${setting} must be addresses separated by commas: of a scheme of the app\'s own, like msauth.com.contoso.app://auth, or https:// and a host, or http://localhost or http://127.0.0.1, and have no * # ! $ ( ) ; or quotation mark.'

@export()
@description('What is wrong with mail addresses.')
func problemOfMails(setting string, text string) string =>
  empty(filter(
      elementsOf(text),
      mail =>
        length(split(mail, '@')) != 2 || empty(first(split(mail, '@'))) || !isHostName(last(split(mail, '@'))) || !contains(
          last(split(mail, '@')),
          '.'
        ) || !hasOnly(toLower(mail), 'abcdefghijklmnopqrstuvwxyz0123456789@.!#$%&\'*+-/=?^_`{|}~')
    ))
    ? ''
    : '${setting} must be mail addresses separated by commas, like operators@contoso.com.'

func octet(block string, place int) int => int(split(first(split(block, '/')), '.')[place])

@description('Whether nothing is set behind the bits of the network, of which there are 8 at least.')
func beginsWhereItSays(block string) bool =>
  (octet(block, 1) * 65536 + octet(block, 2) * 256 + octet(block, 3)) % [
    16777216
    8388608
    4194304
    2097152
    1048576
    524288
    262144
    131072
    65536
    32768
    16384
    8192
    4096
    2048
    1024
    512
    256
  ][int(last(split(block, '/'))) - 8] == 0

@description('Whether the text is four numbers up to 255, a slash and a number from 8 to 24.')
func isBlock(text string) bool =>
  length(split(text, '/')) == 2 && string(numberOf(last(split(text, '/')))) == last(split(text, '/')) && numberOf(last(split(
    text,
    '/'
  ))) >= 8 && numberOf(last(split(text, '/'))) <= 24 && length(split(first(split(text, '/')), '.')) == 4 && empty(filter(
    split(first(split(text, '/')), '.'),
    part => string(numberOf(part)) != part || numberOf(part) > 255
  ))

@export()
@description('What is wrong with the addresses of a virtual network: it begins where it says, and not among those that Azure keeps. https://learn.microsoft.com/azure/virtual-network/virtual-networks-faq')
func problemOfNetwork(setting string, text string) string =>
  empty(text) || (isBlock(text)
      ? beginsWhereItSays(text) && octet(text, 0) > 0 && octet(text, 0) < 224 && octet(text, 0) != 127 && !startsWith(
          text,
          '169.254.'
        )
      : false)
    ? ''
    : '${setting} must be addresses in CIDR notation, /24 or larger, that begin where the network does, like 10.20.0.0/24; not those that Azure keeps for itself.'
