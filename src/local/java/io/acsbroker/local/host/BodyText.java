package io.acsbroker.local.host;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The bytes of a body as the host makes a text of them: by their byte order mark, which is then
 * gone, and without one as UTF-8, whatever {@code Content-Type} says.
 */
final class BodyText {
  private BodyText() {}

  /** The text; what cannot be decoded is replaced, never refused. */
  static String of(byte[] bytes) {
    if (startsWith(bytes, "efbbbf")) {
      return text(bytes, 3, StandardCharsets.UTF_8);
    }
    if (startsWith(bytes, "fffe")) {
      return text(bytes, 2, StandardCharsets.UTF_16LE);
    }
    if (startsWith(bytes, "feff")) {
      return text(bytes, 2, StandardCharsets.UTF_16BE);
    }
    return text(bytes, 0, StandardCharsets.UTF_8);
  }

  private static boolean startsWith(byte[] bytes, String hex) {
    byte[] mark = HexFormat.of().parseHex(hex);
    return bytes.length >= mark.length
        && Arrays.equals(bytes, 0, mark.length, mark, 0, mark.length);
  }

  private static String text(byte[] bytes, int from, Charset charset) {
    return new String(bytes, from, bytes.length - from, charset);
  }
}
