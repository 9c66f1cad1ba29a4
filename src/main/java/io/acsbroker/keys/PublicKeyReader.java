package io.acsbroker.keys;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import io.acsbroker.json.JsonObject;
import io.acsbroker.token.Base64UrlSegment;
import io.acsbroker.token.RsaStrength;
import java.security.interfaces.RSAPublicKey;
import java.util.Optional;

/**
 * Reads the public key of a JWK: RSA of 2048 to 8192 bits, or EC on P-256. Any other, and one in
 * another text than the one of its bytes, is none.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7518#section-6">RFC 7518, section 6</a>
 */
final class PublicKeyReader {

  /** Of a coordinate on P-256, leading zeros and all. */
  private static final int COORDINATE_BYTES = 32;

  private PublicKeyReader() {}

  static Optional<JWSVerifier> rsa(JsonObject jwk) {
    // Where one is missing, the empty text is no number
    String modulus = jwk.string("n").orElse("");
    String exponent = jwk.string("e").orElse("");
    if (Base64UrlSegment.decode(modulus).isEmpty() || Base64UrlSegment.decode(exponent).isEmpty()) {
      return Optional.empty();
    }
    try {
      RSAPublicKey key =
          new RSAKey.Builder(new Base64URL(modulus), new Base64URL(exponent))
              .build()
              .toRSAPublicKey();
      return RsaStrength.suffices(key.getModulus(), key.getPublicExponent())
          ? Optional.of(new RSASSAVerifier(key))
          : Optional.empty();
    } catch (JOSEException | IllegalArgumentException unusable) {
      return Optional.empty();
    }
  }

  static Optional<JWSVerifier> p256(JsonObject jwk) {
    String x = jwk.string("x").orElse("");
    String y = jwk.string("y").orElse("");
    if (!jwk.string("crv").equals(Optional.of("P-256")) || !isCoordinate(x) || !isCoordinate(y)) {
      return Optional.empty();
    }
    try {
      // The builder refuses a point that is not on the curve
      ECKey key = new ECKey.Builder(Curve.P_256, new Base64URL(x), new Base64URL(y)).build();
      return Optional.of(new ECDSAVerifier(key.toECPublicKey()));
    } catch (JOSEException | IllegalStateException | IllegalArgumentException unusable) {
      return Optional.empty();
    }
  }

  private static boolean isCoordinate(String text) {
    return Base64UrlSegment.decode(text)
        .filter(bytes -> bytes.length == COORDINATE_BYTES)
        .isPresent();
  }
}
