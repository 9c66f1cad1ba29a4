package io.acsbroker.local.acs;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.KeyLengthException;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.AESDecrypter;
import com.nimbusds.jose.crypto.AESEncrypter;
import java.security.SecureRandom;
import java.text.ParseException;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key of the resource's own, by which it makes of a signed token one of five segments that it
 * alone can read. Which algorithms Azure Communication Services uses is not known, and none of its
 * clients can tell.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7516">JSON Web Encryption</a>
 * @see <a href="https://github.com/Azure/azure-sdk-for-js/pull/39156">whose tokens are
 *     encrypted</a>
 */
final class TokenEncryption {
  private static final JWEHeader HEADER =
      new JWEHeader.Builder(JWEAlgorithm.A256KW, EncryptionMethod.A256CBC_HS512)
          .type(JOSEObjectType.JWT)
          .contentType("JWT")
          .build();
  private static final int KEY_BYTES = 32;

  private final AESEncrypter encrypter;
  private final AESDecrypter decrypter;

  TokenEncryption() {
    byte[] random = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(random);
    SecretKey key = new SecretKeySpec(random, "AES");
    try {
      encrypter = new AESEncrypter(key);
      decrypter = new AESDecrypter(key);
    } catch (KeyLengthException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The same token, for nobody's eyes. */
  String encrypted(String token) {
    JWEObject sealed = new JWEObject(HEADER, new Payload(token));
    try {
      sealed.encrypt(encrypter);
    } catch (JOSEException impossible) {
      throw new IllegalStateException(impossible);
    }
    return sealed.serialize();
  }

  /** The token within; empty for a token that was not encrypted here. */
  Optional<String> decrypted(String token) {
    try {
      JWEObject sealed = JWEObject.parse(token);
      sealed.decrypt(decrypter);
      return Optional.of(sealed.getPayload().toString());
    } catch (ParseException | JOSEException notOurs) {
      return Optional.empty();
    }
  }
}
