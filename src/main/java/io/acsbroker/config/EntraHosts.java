package io.acsbroker.config;

import io.acsbroker.token.WebOrigin;
import java.net.URI;
import java.util.Locale;
import java.util.Set;

/**
 * The hosts of Entra, by any of its names, in all of Microsoft's clouds. Those of Entra External ID
 * (ciamlogin.com) are not among them: it issues tokens of its own kind.
 *
 * @see <a
 *     href="https://github.com/AzureAD/microsoft-authentication-library-for-java/blob/main/msal4j-sdk/src/main/java/com/microsoft/aad/msal4j/AadInstanceDiscoveryProvider.java">The
 *     hosts that MSAL trusts</a>
 */
final class EntraHosts {
  private static final Set<String> NAMES =
      Set.of(
          "login.microsoftonline.com",
          "login.microsoftonline.us",
          "login.partner.microsoftonline.cn",
          "sts.windows.net",
          "sts.chinacloudapi.cn",
          "login.microsoft.com",
          "login.windows.net",
          "login.chinacloudapi.cn",
          "login.usgovcloudapi.net",
          "login-us.microsoftonline.com",
          "login.microsoftonline.de");

  private EntraHosts() {}

  /**
   * Whether an address is at one of them or below, or where this broker asks Entra.
   *
   * @param authorityHost where it does; on this machine, other ports are other servers
   */
  static boolean have(URI address, URI authorityHost) {
    String host = host(address);
    return NAMES.stream().anyMatch(name -> isBelow(host, name))
        || (WebAddress.isLoopback(authorityHost)
            ? WebAddress.isLoopback(address)
                && WebOrigin.port(address) == WebOrigin.port(authorityHost)
            : isBelow(host, host(authorityHost)));
  }

  private static boolean isBelow(String host, String name) {
    return host.equals(name) || host.endsWith("." + name);
  }

  /** As the name system takes it: without regard to letter case or a dot at the end. */
  private static String host(URI address) {
    return address.getHost().toLowerCase(Locale.ROOT).replaceFirst("\\.+$", "");
  }
}
