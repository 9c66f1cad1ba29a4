package io.acsbroker.http;

import io.acsbroker.http.Answer.Problem;
import io.acsbroker.http.RequestReading.Read;
import io.acsbroker.http.RequestReading.Refused;
import io.acsbroker.token.SubjectToken;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The bearer token of the header {@code Authorization}. Functions joins repeated headers with a
 * comma, which no bearer token contains.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-2.1">RFC 6750, section 2.1</a>
 */
final class BearerToken {
  /** A comma behind which further credentials begin; not one between a scheme's own parameters. */
  private static final Pattern SECOND_CREDENTIALS =
      Pattern.compile("(?i)^bearer\\b[^,]*,|,\\s*bearer\\b|,\\s*[a-z0-9-]+ +[^=\\s,]+=*\\s*(,|$)");

  private static final int SCHEME_LENGTH = "Bearer".length();

  private BearerToken() {}

  static RequestReading<SubjectToken> read(Map<String, String> headers) {
    String authorization = headers.getOrDefault("authorization", "").strip();
    if (SECOND_CREDENTIALS.matcher(authorization).find()) {
      return Refused.because(
          400,
          "authorization_duplicated",
          "The request has more than one Authorization header. Send exactly one.");
    }
    if (!authorization.regionMatches(true, 0, "Bearer", 0, SCHEME_LENGTH)) {
      return missing();
    }
    String token = authorization.substring(SCHEME_LENGTH);
    return token.isBlank() || !Character.isWhitespace(token.charAt(0))
        ? missing()
        : new Read<>(new SubjectToken(token.strip()));
  }

  private static RequestReading<SubjectToken> missing() {
    return new Refused<>(
        new Problem(
            401,
            "bearer_token_missing",
            "The request has no bearer token. Send the user's Entra access token in the header"
                + " Authorization: Bearer <token>.",
            "",
            null,
            null,
            null,
            null,
            BearerChallenge.PLAIN));
  }
}
