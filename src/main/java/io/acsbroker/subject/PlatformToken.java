package io.acsbroker.subject;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The token of Azure's own with which a Static Web App calls the Functions host. It stands in
 * {@code Authorization} in place of the client's, and is signed with a key of the app that this
 * program never asks for.
 *
 * @see <a href="https://github.com/Azure/static-web-apps/issues/34">the header that is replaced</a>
 * @see <a
 *     href="https://github.com/Azure/azure-functions-host/blob/dev/src/WebJobs.Script/ScriptConstants.cs">
 *     AdminJwtValidIssuerFormat, its issuer</a>
 */
final class PlatformToken {
  private static final Pattern ISSUER =
      Pattern.compile("https://[A-Za-z0-9-]{1,63}\\.scm\\.azurewebsites\\.net");

  private PlatformToken() {}

  /** Whether a token says that it is one; nobody has signed for it. */
  static boolean isSaidToBe(CompactToken token) {
    return token.header().string("alg").equals(Optional.of("HS256"))
        && ISSUER.matcher(token.claims().string("iss").orElse("")).matches();
  }
}
