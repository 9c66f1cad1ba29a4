package io.acsbroker.config;

import io.acsbroker.json.JsonObject;
import io.acsbroker.json.JsonText;
import io.acsbroker.token.Base64UrlSegment;
import io.acsbroker.token.RsaStrength;
import io.acsbroker.token.SignatureAlgorithm;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A key of an issuer as an operator writes it down: a public one, which can verify.
 *
 * @param id by which tokens name it
 * @param text the key as JSON, with the members that matter
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7518#section-6">RFC 7518, section 6</a>
 */
record PublicJwk(String id, String text) {
  private static final List<String> MEMBERS =
      List.of("kty", "kid", "use", "alg", "crv", "x", "y", "n", "e");

  private static final Set<String> PRIVATE = Set.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");

  private static final int COORDINATE_BYTES = 32;

  /**
   * The prime and the constant of the curve P-256.
   *
   * @see <a href="https://nvlpubs.nist.gov/nistpubs/FIPS/NIST.FIPS.186-4.pdf">FIPS 186-4,
   *     D.1.2.3</a>
   */
  private static final BigInteger PRIME =
      new BigInteger("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff", 16);

  private static final BigInteger CONSTANT =
      new BigInteger("5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b", 16);

  /** Whether it has a part that its owner alone may have, a symmetric key among them. */
  static boolean isPrivate(JsonObject key) {
    return key.names().stream().anyMatch(PRIVATE::contains);
  }

  /** Reads a key; empty where it cannot verify by any of the algorithms. */
  static Optional<PublicJwk> read(JsonObject key, Set<SignatureAlgorithm> algorithms) {
    Optional<String> id = key.string("kid").filter(kid -> !kid.isEmpty());
    boolean usable =
        isForSignatures(key)
            && algorithms.stream().anyMatch(it -> isAlgorithm(key, it) && isSound(key, it));
    return usable ? id.map(kid -> new PublicJwk(kid, text(key))) : Optional.empty();
  }

  private static boolean isForSignatures(JsonObject key) {
    boolean use = !key.has("use") || key.string("use").equals(Optional.of("sig"));
    boolean operations = !key.has("key_ops") || key.strings("key_ops").contains("verify");
    return use && operations;
  }

  private static boolean isAlgorithm(JsonObject key, SignatureAlgorithm algorithm) {
    return !key.has("alg") || key.string("alg").equals(Optional.of(algorithm.name()));
  }

  private static boolean isSound(JsonObject key, SignatureAlgorithm algorithm) {
    return switch (algorithm) {
      case RS256, PS256 -> key.string("kty").equals(Optional.of("RSA")) && isSoundRsa(key);
      case ES256 -> key.string("kty").equals(Optional.of("EC")) && isSoundCurvePoint(key);
    };
  }

  private static boolean isSoundRsa(JsonObject key) {
    return RsaStrength.suffices(
        new BigInteger(1, bytes(key, "n")), new BigInteger(1, bytes(key, "e")));
  }

  /** A point on the curve: y² = x³ - 3x + b. */
  private static boolean isSoundCurvePoint(JsonObject key) {
    byte[] xBytes = bytes(key, "x");
    byte[] yBytes = bytes(key, "y");
    BigInteger x = new BigInteger(1, xBytes);
    BigInteger y = new BigInteger(1, yBytes);
    BigInteger difference =
        x.pow(3).subtract(x.multiply(BigInteger.valueOf(3))).add(CONSTANT).subtract(y.pow(2));
    return key.string("crv").equals(Optional.of("P-256"))
        && xBytes.length == COORDINATE_BYTES
        && yBytes.length == COORDINATE_BYTES
        && x.compareTo(PRIME) < 0
        && y.compareTo(PRIME) < 0
        && difference.mod(PRIME).signum() == 0;
  }

  /** The bytes of a member; none where it is missing or no base64url without padding. */
  private static byte[] bytes(JsonObject key, String member) {
    return key.string(member).flatMap(Base64UrlSegment::decode).orElseGet(() -> new byte[0]);
  }

  private static String text(JsonObject key) {
    JsonText text = new JsonText();
    for (String member : MEMBERS) {
      key.string(member).ifPresent(value -> text.with(member, value));
    }
    return text.end();
  }
}
