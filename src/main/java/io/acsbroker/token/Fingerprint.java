package io.acsbroker.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The SHA-256 by which the log names a token or an id that must not stand in it: whoever has the
 * original can find it, nobody else.
 */
public final class Fingerprint {
  private Fingerprint() {}

  /** Returns the SHA-256 of the text's UTF-8, in hexadecimal digits. */
  public static String of(String text) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
