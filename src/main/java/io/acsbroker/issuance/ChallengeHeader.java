package io.acsbroker.issuance;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.acsbroker.json.JsonObject;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a resource with continuous access evaluation says in {@code WWW-Authenticate}.
 *
 * @see <a href="https://learn.microsoft.com/entra/identity-platform/claims-challenge">Claims
 *     challenges</a>
 */
final class ChallengeHeader {
  private static final Pattern ERROR = Pattern.compile("\\berror=\"?insufficient_claims\\b");
  private static final Pattern CLAIMS =
      Pattern.compile("\\bclaims=\"?([A-Za-z0-9+/_-]{1,8192}={0,2})");

  private ChallengeHeader() {}

  /** The claims that are wanted, as JSON; empty where the header has none that can be read. */
  static Optional<String> claims(String header) {
    Matcher claims = CLAIMS.matcher(header);
    return ERROR.matcher(header).find() && claims.find()
        ? decoded(claims.group(1)).filter(text -> JsonObject.parse(text).isPresent())
        : Optional.empty();
  }

  private static Optional<String> decoded(String base64) {
    String url = base64.replace('+', '-').replace('/', '_');
    try {
      return Optional.of(new String(Base64.getUrlDecoder().decode(url), UTF_8));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }
}
