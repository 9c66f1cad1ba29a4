package io.acsbroker.subject;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;

/** UTF-8 read strictly: what is no character is refused, not replaced. */
final class Utf8Text {
  private static final char REPLACEMENT = '\uFFFD';

  private Utf8Text() {}

  static Optional<String> decode(byte[] bytes) {
    String text = new String(bytes, UTF_8);
    // Without a replacement in the text nothing was replaced, and the quick way was good enough
    return text.indexOf(REPLACEMENT) < 0 ? Optional.of(text) : decodeStrictly(bytes);
  }

  private static Optional<String> decodeStrictly(byte[] bytes) {
    try {
      return Optional.of(UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException notUtf8) {
      return Optional.empty();
    }
  }
}
