package io.acsbroker.http;

import io.acsbroker.http.Answer.Problem;
import io.acsbroker.http.RequestReading.Read;
import io.acsbroker.http.RequestReading.Refused;
import io.acsbroker.outcome.RefusalCode;
import io.acsbroker.token.ReceivedToken;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The bearer token of the header {@code Authorization}. Functions joins repeated headers with a
 * comma, which no bearer token contains.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-2.1">RFC 6750, section 2.1</a>
 */
final class BearerToken {
  private static final String NAME_CHARACTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  /** What programs print for a value that is not there. */
  private static final Set<String> NOTHING =
      Set.of("undefined", "null", "(null)", "nil", "none", "nan", "true", "false");

  /** With these begin what programs print for an object, a placeholder and a text in quotes. */
  private static final String OPENINGS = "\"'`[{<($%";

  private static final int LONGEST_NOTHING = "undefined".length();

  private static final int SCHEME_LENGTH = "Bearer".length();

  private BearerToken() {}

  static RequestReading<ReceivedToken> read(Map<String, String> headers) {
    String authorization = headers.getOrDefault("authorization", "").strip();
    if (hasSecondCredentials(authorization)) {
      return Refused.because(
          RefusalCode.AUTHORIZATION_DUPLICATED,
          "The request has more than one Authorization header, or a comma in it. Send exactly one,"
              + " with one token.");
    }
    if (!authorization.regionMatches(true, 0, "Bearer", 0, SCHEME_LENGTH)) {
      return missing();
    }
    String token = authorization.substring(SCHEME_LENGTH);
    if (token.isBlank() || !Character.isWhitespace(token.charAt(0))) {
      return missing();
    }
    return isNone(token.strip()) ? replaced() : new Read<>(new ReceivedToken(token.strip()));
  }

  /** Whether a client has written nothing, or something else, where it meant to send a token. */
  static boolean isNone(String sent) {
    return sent.isEmpty()
        // Every request comes by here, and a token is far longer
        || (sent.length() <= LONGEST_NOTHING && NOTHING.contains(sent.toLowerCase(Locale.ROOT)))
        || OPENINGS.indexOf(sent.charAt(0)) >= 0;
  }

  /** Whether a comma, outside of quotes, is followed by anything but a parameter of the scheme. */
  private static boolean hasSecondCredentials(String authorization) {
    if (authorization.indexOf(',') < 0) {
      return false;
    }
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

  private static RequestReading<ReceivedToken> missing() {
    return missing("The request has no bearer token.");
  }

  private static RequestReading<ReceivedToken> replaced() {
    return missing(
        "What follows Bearer is no token: usually a variable that is empty, a promise that was not"
            + " awaited, an object instead of its accessToken, or quotation marks around the"
            + " token.");
  }

  private static RequestReading<ReceivedToken> missing(String what) {
    return new Refused<>(
        Problem.of(
                RefusalCode.BEARER_TOKEN_MISSING,
                what
                    + " Send the user's access token in the header Authorization: Bearer"
                    + " <token>.")
            .withChallenge(BearerChallenge.PLAIN));
  }
}
