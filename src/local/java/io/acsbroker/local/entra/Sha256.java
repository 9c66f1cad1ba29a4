package io.acsbroker.local.entra;

import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The SHA-256 of texts, as tokens and requests for them have it: in base64url. */
public final class Sha256 {
  private Sha256() {}

  /** That of the text in UTF-8. */
  public static String of(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return Base64URL.encode(MessageDigest.getInstance("SHA-256").digest(bytes)).toString();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
