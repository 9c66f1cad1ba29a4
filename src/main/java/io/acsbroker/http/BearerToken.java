package io.acsbroker.http;

import io.acsbroker.http.Answer.Problem;
import io.acsbroker.http.RequestReading.Read;
import io.acsbroker.http.RequestReading.Refused;
import io.acsbroker.token.EntraToken;
import java.util.Map;

/**
 * The bearer token of the header {@code Authorization}. Functions joins repeated headers with a
 * comma, which no bearer token contains.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-2.1">RFC 6750, section 2.1</a>
 */
final class BearerToken {
  private static final String NAME_CHARACTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  private static final int SCHEME_LENGTH = "Bearer".length();

  private BearerToken() {}

  static RequestReading<EntraToken> read(Map<String, String> headers) {
    String authorization = headers.getOrDefault("authorization", "").strip();
    if (hasSecondCredentials(authorization)) {
      return Refused.because(
          400,
          "authorization_duplicated",
          "The request has more than one Authorization header, or a comma in it. Send exactly one,"
              + " with one token.");
    }
    if (!authorization.regionMatches(true, 0, "Bearer", 0, SCHEME_LENGTH)) {
      return missing();
    }
    String token = authorization.substring(SCHEME_LENGTH);
    return token.isBlank() || !Character.isWhitespace(token.charAt(0))
        ? missing()
        : new Read<>(new EntraToken(token.strip()));
  }

  /** Whether a comma, outside of quotes, is followed by anything but a parameter of the scheme. */
  private static boolean hasSecondCredentials(String authorization) {
    boolean quoted = false;
    for (int i = 0; i < authorization.length(); i++) {
      char c = authorization.charAt(i);
      if (quoted && c == '\\') {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted && !isParameterAt(authorization, i + 1)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isParameterAt(String authorization, int start) {
    int name = start;
    while (name < authorization.length() && authorization.charAt(name) == ' ') {
      name++;
    }
    int end = name;
    while (end < authorization.length()
        && NAME_CHARACTERS.indexOf(authorization.charAt(end)) >= 0) {
      end++;
    }
    return end > name && end < authorization.length() && authorization.charAt(end) == '=';
  }

  private static RequestReading<EntraToken> missing() {
    return new Refused<>(
        Problem.of(
                401,
                "bearer_token_missing",
                "The request has no bearer token. Send the user's Entra access token in the header"
                    + " Authorization: Bearer <token>.")
            .withChallenge(BearerChallenge.PLAIN));
  }
}
