package io.acsbroker.deployment;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.acsbroker.json.JsonText;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/** A token as Entra writes it for ACS, signed with a key that was made a moment ago. */
final class ForgedToken {
  private static final long LIFETIME_SECONDS = 3600;

  /** Of a SHA-1, by which Entra names its keys. */
  private static final int KEY_ID_BYTES = 20;

  private ForgedToken() {}

  static String ofTenant(String tenant, Instant now) {
    long issued = now.getEpochSecond();
    String header =
        new JsonText().with("typ", "JWT").with("alg", "RS256").with("kid", unknownKeyId()).end();
    String claims =
        new JsonText()
            .with("aud", "https://auth.msft.communication.azure.com")
            .with("iss", "https://sts.windows.net/" + tenant + "/")
            .with("iat", issued)
            .with("nbf", issued)
            .with("exp", issued + LIFETIME_SECONDS)
            .with("appid", UUID.randomUUID().toString())
            .with("oid", UUID.randomUUID().toString())
            .with("scp", "Teams.ManageCalls Teams.ManageChats")
            .with("tid", tenant)
            .with("ver", "1.0")
            .end();
    String signed = encoded(header.getBytes(UTF_8)) + "." + encoded(claims.getBytes(UTF_8));
    return signed + "." + encoded(signature(signed));
  }

  private static String unknownKeyId() {
    byte[] id = new byte[KEY_ID_BYTES];
    new SecureRandom().nextBytes(id);
    return encoded(id);
  }

  private static byte[] signature(String signed) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(generator.generateKeyPair().getPrivate());
      signature.update(signed.getBytes(US_ASCII));
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK does not sign by RS256", e);
    }
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
