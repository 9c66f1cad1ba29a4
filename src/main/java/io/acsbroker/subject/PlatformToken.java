package io.acsbroker.subject;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The token of Azure's own with which a Static Web App calls functions. It stands in {@code
 * Authorization} in place of the client's: of functions that the Static Web App made, signed with a
 * key of the Functions host; of an app that was linked to it, with one of the Static Web App's.
 * This program never asks for either.
 *
 * @see <a href="https://github.com/Azure/static-web-apps/issues/34">the header that is replaced</a>
 * @see <a href="https://github.com/Azure/static-web-apps/issues/275">a token of the host's</a>
 * @see <a href="https://github.com/Azure/static-web-apps/issues/562">a token of a Static Web App's
 *     that came to a linked app</a>
 * @see <a
 *     href="https://github.com/Azure/azure-functions-host/blob/dev/src/WebJobs.Script/ScriptConstants.cs">
 *     the form of the host's issuer</a>
 */
final class PlatformToken {
  private static final String LABEL = "[A-Za-z0-9-]{1,63}";

  /** By algorithm. */
  private static final Map<String, Pattern> ISSUERS =
      Map.of(
          "HS256",
          Pattern.compile("https://" + LABEL + "\\.scm\\.azurewebsites\\.net"),
          "RS256",
          Pattern.compile(
              "https://" + LABEL + "(?:\\." + LABEL + "){0,3}\\.azurestaticapps\\.net/\\.auth"));

  private PlatformToken() {}

  /** Whether a token says that it is one; nobody has looked at its signature. */
  static boolean isSaidToBe(CompactToken token) {
    return token
        .header()
        .string("alg")
        .flatMap(algorithm -> Optional.ofNullable(ISSUERS.get(algorithm)))
        .filter(issuer -> issuer.matcher(token.claims().string("iss").orElse("")).matches())
        .isPresent();
  }
}
