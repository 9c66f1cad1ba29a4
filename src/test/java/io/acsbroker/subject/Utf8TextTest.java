package io.acsbroker.subject;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Bytes that are text, and bytes that are none. */
class Utf8TextTest {
  private static Optional<String> decode(int... bytes) {
    byte[] octets = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      octets[i] = (byte) bytes[i];
    }
    return Utf8Text.decode(octets);
  }

  @Test
  void refusesWhatIsNoCharacterWhereverItStands() {
    assertEquals(Optional.empty(), decode(0xFF));
    assertEquals(Optional.empty(), decode(0xFF, 'a'));
    assertEquals(Optional.empty(), decode('a', 0xFF));
    assertEquals(Optional.empty(), decode('a', 0xC3));
    assertEquals(Optional.empty(), decode(0xC0, 0x80));
    assertEquals(Optional.empty(), decode(0xED, 0xA0, 0x80));
  }

  @Test
  void takesTheReplacementCharacterWhereItWasWritten() {
    for (String text : new String[] {"\uFFFD", "\uFFFDa", "a\uFFFD", "é€😀", ""}) {
      assertEquals(Optional.of(text), Utf8Text.decode(text.getBytes(UTF_8)));
    }
  }
}
