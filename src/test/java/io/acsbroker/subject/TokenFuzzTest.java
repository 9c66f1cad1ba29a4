package io.acsbroker.subject;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.acsbroker.subject.Verification.Verified;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Whatever arrives, the answer is a refusal: nothing is thrown, and nothing changed is accepted.
 */
class TokenFuzzTest {
  private static final int ROUNDS = 20_000;

  private final Random random = new Random(20_260_504);

  @Test
  void refusesRandomText() {
    for (int i = 0; i < ROUNDS; i++) {
      byte[] bytes = new byte[random.nextInt(200)];
      random.nextBytes(bytes);
      assertRefused(new String(bytes, i % 2 == 0 ? ISO_8859_1 : UTF_8));
    }
  }

  @Test
  void refusesRandomBytesInEachSegment() {
    String[] good = SampleToken.v1().signed().split("\\.", -1);
    for (int i = 0; i < ROUNDS; i++) {
      String[] segments = good.clone();
      byte[] bytes = new byte[1 + random.nextInt(300)];
      random.nextBytes(bytes);
      segments[i % 3] = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
      assertRefused(String.join(".", segments));
    }
  }

  @Test
  void refusesAGoodTokenWithOneCharacterChanged() {
    String good = SampleToken.v1().signed();
    for (int i = 0; i < ROUNDS; i++) {
      StringBuilder changed = new StringBuilder(good);
      int place = random.nextInt(good.length());
      changed.setCharAt(place, (char) random.nextInt(128));
      if (!changed.toString().equals(good)) {
        assertRefused(changed.toString());
      }
    }
  }

  @Test
  void refusesClaimsWithOneByteChangedWithinTheirJson() {
    String[] segments = SampleToken.v1().signed().split("\\.", -1);
    byte[] claims = Base64.getUrlDecoder().decode(segments[1]);
    for (int i = 0; i < ROUNDS; i++) {
      byte[] changed = claims.clone();
      changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      String segment = Base64.getUrlEncoder().withoutPadding().encodeToString(changed);
      if (!segment.equals(segments[1])) {
        assertRefused(segments[0] + "." + segment + "." + segments[2]);
      }
    }
  }

  private static void assertRefused(String token) {
    Verification verification = SampleToken.verify(token);
    assertNotNull(verification);
    assertFalse(verification instanceof Verified, "accepted");
    assertNotEquals(Verification.KeysUnavailable.class, verification.getClass());
  }
}
