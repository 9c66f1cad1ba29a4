package io.acsbroker.local.acs;

import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.local.net.LoopbackRequest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/**
 * The headers by which an answer can be found again: Microsoft's correlation vector and the
 * client's own id of the request. In recordings every answer has both.
 *
 * @see <a
 *     href="https://github.com/Azure/azure-sdk-for-js/tree/30b8b423dcba7e8533e2a8f6296ad7f61357a103/sdk/communication/communication-identity/recordings">
 *     Recordings of the SDK for JavaScript</a>
 */
final class AnswerHeaders {
  private static final String VECTOR = "MS-CV";
  private static final String CLIENT_ID = "x-ms-client-request-id";
  private static final int VECTOR_BYTES = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  private AnswerHeaders() {}

  /** The answer with both, but for what it brings itself. */
  static CannedAnswer on(LoopbackRequest request, CannedAnswer answer) {
    CannedAnswer found =
        answer.headers().containsKey(VECTOR) ? answer : answer.with(VECTOR, newVector());
    Optional<String> id = request.header(CLIENT_ID);
    return id.map(it -> found.with(CLIENT_ID, it)).orElse(found);
  }

  private static String newVector() {
    byte[] random = new byte[VECTOR_BYTES];
    RANDOM.nextBytes(random);
    return Base64.getEncoder().withoutPadding().encodeToString(random) + ".0";
  }
}
