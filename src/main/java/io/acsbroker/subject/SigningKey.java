package io.acsbroker.subject;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import io.acsbroker.json.JsonObject;
import io.acsbroker.token.EntraCloud;
import io.acsbroker.token.TenantId;
import io.acsbroker.token.TokenVersion;
import java.math.BigInteger;
import java.security.interfaces.RSAPublicKey;
import java.util.Optional;

/**
 * A key with which Entra may sign: RSA, for signatures, and strong enough.
 *
 * @param issuer the v2 issuer of the tenant that it signs for, in which {@code {tenantid}} stands
 *     for any; Nimbus does not read it, so it is read here
 * @param cloud the cloud that it signs in, by Entra's name for it
 * @see <a
 *     href="https://github.com/AzureAD/azure-activedirectory-identitymodel-extensions-for-dotnet/blob/dev/src/Microsoft.IdentityModel.Validators/AadTokenValidationParametersExtension.cs">How
 *     Microsoft compares a key's issuer and cloud</a>
 */
record SigningKey(RSASSAVerifier verifier, Optional<String> issuer, Optional<String> cloud) {
  private static final String ISSUER = "issuer";
  private static final String CLOUD = "cloud_instance_name";
  private static final JWSHeader RS256 = new JWSHeader(JWSAlgorithm.RS256);
  private static final int MIN_BITS = 2048;
  private static final int MAX_BITS = 8192;
  private static final BigInteger MIN_EXPONENT = BigInteger.valueOf(65537);
  private static final int MAX_EXPONENT_BITS = 64;

  /** Reads one entry of a JWKS; empty where Entra may not sign with it. */
  static Optional<SigningKey> read(JsonObject entry) {
    if (!entry.string("kty").equals(Optional.of("RSA"))
        || entry.string("kid").orElse("").isEmpty()
        || !isForSignatures(entry)
        || isNoText(entry, ISSUER)
        || isNoText(entry, CLOUD)) {
      return Optional.empty();
    }
    // Where one is missing, the empty text is no number
    Optional<RSASSAVerifier> verifier =
        verifier(entry.string("n").orElse(""), entry.string("e").orElse(""));
    return verifier.isPresent()
        ? Optional.of(new SigningKey(verifier.get(), entry.string(ISSUER), entry.string(CLOUD)))
        : Optional.empty();
  }

  /**
   * Whether it signs for a tenant in a cloud: its issuer is the tenant's v2 one, for v1 tokens too.
   *
   * @param fromOwnEndpoint whether the tenant's own endpoint has it: a key without issuer counts
   *     only then
   */
  boolean signsFor(TenantId tenant, EntraCloud tenantsCloud, boolean fromOwnEndpoint) {
    if (cloud.isPresent() && !cloud.get().equals(tenantsCloud.keyCloud())) {
      return false;
    }
    if (issuer.isEmpty()) {
      return fromOwnEndpoint;
    }
    String named = issuer.get().replace("{tenantid}", tenant.value());
    return named.equals(tenantsCloud.issuer(tenant, TokenVersion.V2));
  }

  /** Whether the token's signature is of this key. */
  boolean signed(CompactToken token) {
    try {
      return verifier.verify(RS256, token.signedBytes(), token.signature());
    } catch (JOSEException impossible) {
      throw new IllegalStateException("RS256 is not supported", impossible);
    }
  }

  private static boolean isNoText(JsonObject entry, String member) {
    return entry.has(member) && entry.string(member).isEmpty();
  }

  private static boolean isForSignatures(JsonObject entry) {
    boolean use = !entry.has("use") || entry.string("use").equals(Optional.of("sig"));
    boolean operations = !entry.has("key_ops") || entry.strings("key_ops").contains("verify");
    boolean algorithm = !entry.has("alg") || entry.string("alg").equals(Optional.of("RS256"));
    return use && operations && algorithm;
  }

  private static Optional<RSASSAVerifier> verifier(String modulus, String exponent) {
    if (Base64UrlSegment.decode(modulus).isEmpty() || Base64UrlSegment.decode(exponent).isEmpty()) {
      return Optional.empty();
    }
    try {
      RSAPublicKey key =
          new RSAKey.Builder(new Base64URL(modulus), new Base64URL(exponent))
              .build()
              .toRSAPublicKey();
      return isSound(key) ? Optional.of(new RSASSAVerifier(key)) : Optional.empty();
    } catch (JOSEException | IllegalArgumentException unusable) {
      return Optional.empty();
    }
  }

  /** Strong enough to trust, and not so large that verifying with it is an attack. */
  private static boolean isSound(RSAPublicKey key) {
    int bits = key.getModulus().bitLength();
    BigInteger exponent = key.getPublicExponent();
    return bits >= MIN_BITS
        && bits <= MAX_BITS
        && key.getModulus().testBit(0)
        && exponent.compareTo(MIN_EXPONENT) >= 0
        && exponent.bitLength() <= MAX_EXPONENT_BITS
        && exponent.testBit(0);
  }
}
