package io.acsbroker.subject;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import io.acsbroker.json.JsonObject;
import java.math.BigInteger;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.Optional;

/**
 * One entry of a JWKS, where Entra may sign with it: RSA, for signatures, strong enough, and of
 * this tenant. Nimbus does not read the {@code issuer} of a key, so it is read here.
 */
final class SigningKey {
  private static final int MIN_BITS = 2048;
  private static final BigInteger MIN_EXPONENT = BigInteger.valueOf(65537);

  private SigningKey() {}

  static Optional<RSASSAVerifier> read(JsonObject entry, String tenant, String issuer) {
    if (!entry.string("kty").equals(Optional.of("RSA"))
        || entry.string("kid").isEmpty()
        || !isForSignatures(entry)
        || !isOf(entry, tenant, issuer)) {
      return Optional.empty();
    }
    return entry.string("n").flatMap(n -> entry.string("e").flatMap(e -> verifier(n, e)));
  }

  private static boolean isForSignatures(JsonObject entry) {
    boolean use = !entry.has("use") || entry.string("use").equals(Optional.of("sig"));
    boolean operations = !entry.has("key_ops") || entry.strings("key_ops").contains("verify");
    boolean algorithm = !entry.has("alg") || entry.string("alg").equals(Optional.of("RS256"));
    return use && operations && algorithm;
  }

  private static boolean isOf(JsonObject entry, String tenant, String issuer) {
    return !entry.has("issuer")
        || entry
            .string("issuer")
            .map(template -> template.replace("{tenantid}", tenant))
            .equals(Optional.of(issuer));
  }

  private static Optional<RSASSAVerifier> verifier(String modulus, String exponent) {
    if (!List.of(modulus, exponent).stream()
        .allMatch(text -> Base64UrlSegment.decode(text).isPresent())) {
      return Optional.empty();
    }
    try {
      RSAPublicKey key =
          new RSAKey.Builder(new Base64URL(modulus), new Base64URL(exponent))
              .build()
              .toRSAPublicKey();
      boolean strong =
          key.getModulus().bitLength() >= MIN_BITS
              && key.getPublicExponent().compareTo(MIN_EXPONENT) >= 0;
      return strong ? Optional.of(new RSASSAVerifier(key)) : Optional.empty();
    } catch (JOSEException | IllegalArgumentException unusable) {
      return Optional.empty();
    }
  }
}
