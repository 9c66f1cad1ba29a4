package io.acsbroker.token;

import java.util.Base64;
import java.util.Optional;

/**
 * Base64url in its one canonical form: no padding, no white space, no bits that decoding throws
 * away. Otherwise one signature would be good for many texts.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4648#section-3.5">RFC 4648, section 3.5</a>
 */
public final class Base64UrlSegment {
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  private Base64UrlSegment() {}

  /** Returns the bytes, or empty where the text is empty or not canonical base64url. */
  public static Optional<byte[]> decode(String text) {
    if (text.isEmpty() || text.endsWith("=") || hasUnusedBits(text)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Base64.getUrlDecoder().decode(text));
    } catch (IllegalArgumentException notBase64Url) {
      return Optional.empty();
    }
  }

  private static boolean hasUnusedBits(String text) {
    int last = ALPHABET.indexOf(text.charAt(text.length() - 1));
    return switch (text.length() % 4) {
      case 2 -> (last & 0b1111) != 0;
      case 3 -> (last & 0b11) != 0;
      default -> false;
    };
  }
}
