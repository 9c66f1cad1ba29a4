package io.acsbroker.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A segment of a token has one text for its bytes, and no other. */
class Base64UrlSegmentTest {
  private static Optional<String> decoded(String text) {
    return Base64UrlSegment.decode(text).map(bytes -> new String(bytes, UTF_8));
  }

  /**
   * The test vectors, without the padding.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc4648#section-10">RFC 4648, section 10</a>
   */
  @ParameterizedTest
  @CsvSource({
    "Zg, f",
    "Zm8, fo",
    "Zm9v, foo",
    "Zm9vYg, foob",
    "Zm9vYmE, fooba",
    "Zm9vYmFy, foobar"
  })
  void isWhatTheSpecificationSays(String text, String bytes) {
    assertEquals(Optional.of(bytes), decoded(text));
  }

  @Test
  void hasTheAlphabetThatIsSafeInAddresses() {
    byte[] bytes = Base64UrlSegment.decode("-_8").orElseThrow();
    assertEquals(2, bytes.length);
    assertEquals((byte) 0xfb, bytes[0]);
    assertEquals((byte) 0xff, bytes[1]);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Zg==", "Zm8=", "Z", "Zm9vY", "+/8", "Zm 9v", "Zm9v\n", "Zé"})
  void isNothingElse(String text) {
    assertEquals(Optional.empty(), decoded(text));
  }

  /** The lowest bits of the last character, each of which decoding would throw away. */
  @ParameterizedTest
  @ValueSource(strings = {"Zh", "Zi", "Zk", "Zo", "Zm9", "Zm-"})
  void hasNoBitsThatMeanNothing(String text) {
    assertEquals(Optional.empty(), decoded(text));
  }
}
