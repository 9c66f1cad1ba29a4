package io.acsbroker.local.entra;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import io.acsbroker.local.net.CannedAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Entra's key documents, as its key servers publish them: the v2 ones have the issuer and the cloud
 * of each key, the v1 ones have neither; those of all tenants have keys of another cloud too, under
 * the same issuer. A new key can sign before any server publishes it. An application that has a key
 * of its own in a tenant has a document of its own there, which is served for its {@code appid}.
 *
 * @see <a
 *     href="https://github.com/AzureAD/azure-activedirectory-identitymodel-extensions-for-dotnet/blob/dev/src/Microsoft.IdentityModel.Validators/AadTokenValidationParametersExtension.cs">Microsoft's
 *     validator, which compares the clouds of keys</a>
 * @see <a href="https://learn.microsoft.com/entra/identity-platform/access-tokens">Which parameter
 *     leads to the keys of an application</a>
 */
public final class KeyDocuments {
  private static final Set<String> ANY_TENANT = Set.of("organizations", "common");

  /**
   * Signs in the cloud of the US government: one for all emulators, since making keys takes time.
   */
  private static final SigningKey OF_ANOTHER_CLOUD = SigningKey.generate();

  private volatile SigningKey signing = SigningKey.generate();
  private volatile SigningKey published = signing;
  private final Map<ServicePrincipal, SigningKey> ofApplications = new ConcurrentHashMap<>();

  private record ServicePrincipal(String tenantId, String applicationId) {}

  KeyDocuments() {}

  /** The key that signs. */
  SigningKey signing() {
    return signing;
  }

  /** The claims of a token that the key that signs or a published one has signed. */
  Optional<JWTClaimsSet> verified(String token) {
    return signing.verified(token).or(() -> published.verified(token));
  }

  /** The public halves of both, which are mostly the same one. */
  JWKSet keys() {
    return new JWKSet(
        Stream.of(signing, published)
            .distinct()
            .<JWK>flatMap(key -> key.keys().getKeys().stream())
            .toList());
  }

  /** A key of the public documents that signs for the cloud of the US government. */
  public static SigningKey ofAnotherCloud() {
    return OF_ANOTHER_CLOUD;
  }

  /** Signs with a new key from now on, which no document has yet. */
  public void signWithNewKey() {
    signing = SigningKey.generate();
  }

  /** Publishes the key that signs, and none that signed before. */
  public void publish() {
    published = signing;
  }

  /**
   * The key of an application's own in a tenant, which it has from now on: with claims mapping or a
   * SAML certificate, Entra signs the tokens for it with that one. It belongs to the service
   * principal, so that each tenant has another.
   *
   * @see <a href="https://learn.microsoft.com/graph/api/resources/serviceprincipal">The property
   *     {@code preferredTokenSigningKeyThumbprint}</a>
   */
  public SigningKey ofApplication(String tenantId, String applicationId) {
    return ofApplications.computeIfAbsent(
        new ServicePrincipal(tenantId, applicationId), id -> SigningKey.generate());
  }

  /** Takes the keys of applications' own away: their documents are the tenant's again. */
  public void forgetApplications() {
    ofApplications.clear();
  }

  /** The document for an application: its own key alone, or the tenant's where it has none. */
  CannedAnswer document(String tenant, String version, String applicationId) {
    SigningKey own = ofApplications.get(new ServicePrincipal(tenant, applicationId));
    String issuer = Issuers.of("2.0", tenant);
    return own == null
        ? document(tenant, version)
        : CannedAnswer.json(
            200, Map.of("keys", List.of(entry(own, version, issuer, "microsoftonline.com"))));
  }

  /**
   * A document.
   *
   * @param tenant an id, {@code organizations} or {@code common}
   */
  CannedAnswer document(String tenant, String version) {
    boolean ofAll = ANY_TENANT.contains(tenant);
    String issuer = Issuers.of("2.0", ofAll ? "{tenantid}" : tenant);
    List<Map<String, Object>> keys = new ArrayList<>();
    keys.add(entry(published, version, issuer, "microsoftonline.com"));
    if (ofAll) {
      keys.add(entry(OF_ANOTHER_CLOUD, version, issuer, "microsoftonline.us"));
    }
    return CannedAnswer.json(200, Map.of("keys", keys));
  }

  private static Map<String, Object> entry(
      SigningKey key, String version, String issuer, String cloud) {
    Map<String, Object> entry = key.published();
    if (version.equals("2.0")) {
      entry.put("cloud_instance_name", cloud);
      entry.put("issuer", issuer);
    }
    return entry;
  }
}
