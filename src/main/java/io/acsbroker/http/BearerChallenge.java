package io.acsbroker.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.acsbroker.outcome.ClaimsChallenge;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The header {@code WWW-Authenticate}.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-3">RFC 6750, section 3</a>
 */
final class BearerChallenge {
  /**
   * The challenge to a request without a bearer token, which has no {@code error} (RFC 6750,
   * section 3.1).
   */
  static final String PLAIN = "Bearer";

  private BearerChallenge() {}

  static String invalidToken(String description) {
    return "Bearer error=\"invalid_token\", error_description=" + quoted(description);
  }

  static String insufficientScope(String description, @Nullable String scopes) {
    String challenge = "Bearer error=\"insufficient_scope\", error_description=";
    return challenge + quoted(description) + (scopes == null ? "" : ", scope=" + quoted(scopes));
  }

  /**
   * Which claims the token lacks, in the form that Microsoft's libraries read: in the common
   * alphabet of base64, and without a description, whose commas would be taken for ends of
   * parameters.
   *
   * @param claims the claims request as JSON
   * @see <a href="https://learn.microsoft.com/entra/identity-platform/claims-challenge">Claims
   *     challenges</a>
   */
  static String insufficientClaims(String claims, ClaimsChallenge challenge) {
    return "Bearer realm="
        + quoted(challenge.tenant().value())
        + ", authorization_uri="
        + quoted(challenge.authorizationUri())
        + ", error=\"insufficient_claims\", claims="
        + quoted(Base64.getEncoder().encodeToString(claims.getBytes(UTF_8)));
  }

  /**
   * Adds where the metadata of the resource is, before all others: who looks for {@code claims}
   * expects it last.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc9728#section-5.1">RFC 9728, section 5.1</a>
   */
  static String withMetadata(String challenge, String address) {
    String parameters = challenge.substring(PLAIN.length());
    return PLAIN
        + " resource_metadata="
        + quoted(address)
        + (parameters.isEmpty() ? "" : "," + parameters);
  }

  /** Quotes the printable ASCII of a text; what RFC 6750 does not allow becomes an apostrophe. */
  private static String quoted(String text) {
    return '"' + text.replaceAll("[^ !#-\\[\\]-~]", "'") + '"';
  }
}
