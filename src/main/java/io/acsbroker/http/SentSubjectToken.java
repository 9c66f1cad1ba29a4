package io.acsbroker.http;

import io.acsbroker.http.RequestReading.Read;
import io.acsbroker.http.RequestReading.Refused;
import io.acsbroker.json.JsonObject;
import io.acsbroker.outcome.RefusalCode;
import io.acsbroker.token.ReceivedToken;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The subject token where a caller token is in {@code Authorization}: in the body, or in the header
 * that clients of Microsoft's authentication sample send.
 *
 * @see <a
 *     href="https://github.com/Azure-Samples/communication-services-authentication-hero-nodejs">The
 *     sample</a>
 */
final class SentSubjectToken {
  static final String MEMBER = "accessToken";
  private static final String HEADER = "teams-user-aad-token";

  private SentSubjectToken() {}

  /** Whether a request has a subject token, or something in a place of one. */
  static boolean isThere(Map<String, String> headers, JsonObject body) {
    return headers.containsKey(HEADER) || body.has(MEMBER);
  }

  /** Reads the token; empty where neither place has one. */
  static RequestReading<Optional<ReceivedToken>> read(
      Map<String, String> headers, JsonObject body) {
    if (!isThere(headers, body)) {
      return new Read<>(Optional.empty());
    }
    Optional<String> header = Optional.ofNullable(headers.get(HEADER)).map(String::strip);
    Optional<String> member = body.string(MEMBER).map(String::strip);
    boolean unreadable = body.has(MEMBER) && member.isEmpty();
    if (unreadable
        || Stream.of(header, member).flatMap(Optional::stream).anyMatch(BearerToken::isNone)) {
      return malformed();
    }
    if (header.isPresent() && member.isPresent() && !header.equals(member)) {
      return Refused.because(
          RefusalCode.SUBJECT_TOKENS_DIFFER,
          "The body and the header teams-user-aad-token have different subject tokens. Send one.");
    }
    return new Read<>(header.or(() -> member).map(ReceivedToken::new));
  }

  private static RequestReading<Optional<ReceivedToken>> malformed() {
    return Refused.because(
        RefusalCode.SUBJECT_TOKEN_MALFORMED,
        "accessToken, or the header teams-user-aad-token, is there and is no token: usually a"
            + " variable that is empty, a promise that was not awaited, or quotation marks around"
            + " the token. Send the subject token in one of them, or leave both out.");
  }
}
