package io.acsbroker.http;

import org.jspecify.annotations.Nullable;

/**
 * The header {@code WWW-Authenticate}.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-3">RFC 6750, section 3</a>
 */
final class BearerChallenge {
  /** For a request without a bearer token, which is no error yet. */
  static final String PLAIN = "Bearer";

  private BearerChallenge() {}

  static String invalidToken(String description) {
    return "Bearer error=\"invalid_token\", error_description=" + quoted(description);
  }

  static String insufficientScope(String description, @Nullable String scopes) {
    String challenge = "Bearer error=\"insufficient_scope\", error_description=";
    return challenge + quoted(description) + (scopes == null ? "" : ", scope=" + quoted(scopes));
  }

  /** Quotes the printable ASCII of a text; what RFC 6750 does not allow becomes an apostrophe. */
  private static String quoted(String text) {
    return '"' + text.replaceAll("[^ !#-\\[\\]-~]", "'") + '"';
  }
}
