package io.acsbroker.subject;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.acsbroker.subject.Verification.Rejected;
import java.util.Base64;

/** The text of a good token, of which a test replaces one segment. */
final class TokenText {
  private TokenText() {}

  static String segment(int index) {
    return SampleToken.v1().signed().split("\\.", -1)[index];
  }

  static String withSegment(int index, String segment) {
    String[] segments = SampleToken.v1().signed().split("\\.", -1);
    segments[index] = segment;
    return String.join(".", segments);
  }

  static String withHeader(String json) {
    return withSegment(0, base64Url(json.getBytes(UTF_8)));
  }

  static String withClaims(String json) {
    return withSegment(1, base64Url(json.getBytes(UTF_8)));
  }

  static String json(int index) {
    return new String(Base64.getUrlDecoder().decode(segment(index)), UTF_8);
  }

  static String base64Url(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  static void assertRejected(RejectionReason reason, String token) {
    assertRejected(reason, SampleToken.verify(token));
  }

  static void assertRejected(RejectionReason reason, Verification verification) {
    assertEquals(reason, assertInstanceOf(Rejected.class, verification).reason());
  }
}
