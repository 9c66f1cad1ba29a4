package io.acsbroker.keys;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import io.acsbroker.json.JsonObject;
import io.acsbroker.token.EntraCloud;
import io.acsbroker.token.SignatureAlgorithm;
import io.acsbroker.token.TenantId;
import io.acsbroker.token.TokenVersion;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * A key with which an issuer may sign: for signatures, and strong enough.
 *
 * @param algorithms what it counts for; never empty
 * @param issuer of Entra's keys: the v2 issuer of the tenant that it signs for, in which {@code
 *     {tenantid}} stands for any; Nimbus does not read it, so it is read here
 * @param cloud of Entra's keys: the cloud that it signs in, by Entra's name for it
 * @see <a
 *     href="https://github.com/AzureAD/azure-activedirectory-identitymodel-extensions-for-dotnet/blob/dev/src/Microsoft.IdentityModel.Validators/AadTokenValidationParametersExtension.cs">How
 *     Microsoft compares a key's issuer and cloud</a>
 */
public record SigningKey(
    JWSVerifier verifier,
    Set<SignatureAlgorithm> algorithms,
    Optional<String> issuer,
    Optional<String> cloud) {
  private static final String ISSUER = "issuer";
  private static final String CLOUD = "cloud_instance_name";
  private static final JWSHeader RS256 = new JWSHeader(JWSAlgorithm.RS256);

  /**
   * Reads one entry of a JWKS; empty where nobody may sign with it by one of these algorithms. One
   * with its private half beside it is anybody's.
   */
  public static Optional<SigningKey> read(JsonObject entry, Set<SignatureAlgorithm> wanted) {
    if (entry.string("kid").orElse("").isEmpty()
        || entry.has("d")
        || !isForSignatures(entry)
        || isNoText(entry, ISSUER)
        || isNoText(entry, CLOUD)) {
      return Optional.empty();
    }
    Set<SignatureAlgorithm> algorithms = algorithms(entry, wanted);
    if (algorithms.isEmpty()) {
      return Optional.empty();
    }
    Optional<JWSVerifier> verifier =
        algorithms.contains(SignatureAlgorithm.ES256)
            ? PublicKeyReader.p256(entry)
            : PublicKeyReader.rsa(entry);
    return verifier.isPresent()
        ? Optional.of(
            new SigningKey(verifier.get(), algorithms, entry.string(ISSUER), entry.string(CLOUD)))
        : Optional.empty();
  }

  /** Those of the key's type; where it names one itself, that one alone. */
  private static Set<SignatureAlgorithm> algorithms(
      JsonObject entry, Set<SignatureAlgorithm> wanted) {
    Set<SignatureAlgorithm> algorithms =
        switch (entry.string("kty").orElse("")) {
          case "RSA" -> EnumSet.of(SignatureAlgorithm.RS256, SignatureAlgorithm.PS256);
          case "EC" -> EnumSet.of(SignatureAlgorithm.ES256);
          default -> EnumSet.noneOf(SignatureAlgorithm.class);
        };
    algorithms.retainAll(wanted);
    if (entry.has("alg")) {
      String named = entry.string("alg").orElse("");
      algorithms.removeIf(algorithm -> !algorithm.name().equals(named));
    }
    return algorithms;
  }

  /**
   * Whether it signs for a tenant in a cloud: its issuer is the tenant's v2 one, for v1 tokens too.
   *
   * @param fromOwnEndpoint whether the tenant's own endpoint has it: a key without issuer counts
   *     only then
   */
  public boolean signsFor(TenantId tenant, EntraCloud tenantsCloud, boolean fromOwnEndpoint) {
    if (cloud.isPresent() && !cloud.get().equals(tenantsCloud.keyCloud())) {
      return false;
    }
    if (issuer.isEmpty()) {
      return fromOwnEndpoint;
    }
    String named = issuer.get().replace("{tenantid}", tenant.value());
    return named.equals(tenantsCloud.issuer(tenant, TokenVersion.V2));
  }

  /** Whether it counts for signatures by this algorithm. */
  public boolean isFor(SignatureAlgorithm algorithm) {
    return algorithms.contains(algorithm);
  }

  /**
   * Whether a signature is of this key.
   *
   * @param signed what it should cover
   * @param algorithm for which the key counts
   */
  public boolean signed(byte[] signed, DecodedSignature signature, SignatureAlgorithm algorithm) {
    JWSHeader header =
        algorithm == SignatureAlgorithm.RS256
            ? RS256
            : new JWSHeader(JWSAlgorithm.parse(algorithm.name()));
    try {
      return verifier.verify(header, signed, signature);
    } catch (JOSEException impossible) {
      throw new IllegalStateException(algorithm + " is not supported", impossible);
    }
  }

  private static boolean isNoText(JsonObject entry, String member) {
    return entry.has(member) && entry.string(member).isEmpty();
  }

  private static boolean isForSignatures(JsonObject entry) {
    boolean use = !entry.has("use") || entry.string("use").equals(Optional.of("sig"));
    boolean operations = !entry.has("key_ops") || entry.strings("key_ops").contains("verify");
    return use && operations;
  }
}
