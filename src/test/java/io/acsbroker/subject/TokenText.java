package io.acsbroker.subject;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.acsbroker.subject.Verification.Rejected;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** The text of a good token, of which a test replaces one segment. */
public final class TokenText {
  /** What is no token at all is refused alike of whichever issuer it should be. */
  private static final Set<RejectionReason> OF_TEXT =
      EnumSet.of(
          RejectionReason.TOKEN_TOO_LARGE,
          RejectionReason.SEGMENTS_MALFORMED,
          RejectionReason.JSON_MALFORMED);

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

  public static String base64Url(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  static void assertRejected(RejectionReason reason, String token) {
    assertRejected(reason, SampleToken.verify(token));
    if (OF_TEXT.contains(reason)) {
      for (SampleIssuer issuer : SampleIssuer.values()) {
        Rejected rejected = assertInstanceOf(Rejected.class, issuer.verify(token));
        assertEquals(reason, rejected.reason());
        assertEquals(Optional.empty(), SampleIssuer.issuerOf(token));
      }
    }
  }

  static void assertRejected(RejectionReason reason, Verification verification) {
    assertEquals(reason, assertInstanceOf(Rejected.class, verification).reason());
  }
}
