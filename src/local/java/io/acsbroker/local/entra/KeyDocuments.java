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

  private final Keys first = Keys.of(SigningKey.generate());
  private volatile Keys keys = first;
  private final Map<ServicePrincipal, SigningKey> ofApplications = new ConcurrentHashMap<>();

  /**
   * The keys at one time.
   *
   * @param withdrawn no longer published, and still taken by Entra and ACS
   */
  private record Keys(SigningKey signing, List<SigningKey> published, List<SigningKey> withdrawn) {
    static Keys of(SigningKey key) {
      return new Keys(key, List.of(key), List.of());
    }

    Stream<SigningKey> all() {
      return Stream.of(Stream.of(signing), published.stream(), withdrawn.stream())
          .flatMap(it -> it)
          .distinct();
    }

    /** The same, where what those keys have signed is still taken: what a platform keeps, say. */
    Keys taking(Keys others) {
      return new Keys(signing, published, Stream.concat(all(), others.all()).distinct().toList());
    }
  }

  private record ServicePrincipal(String tenantId, String applicationId) {}

  KeyDocuments() {}

  /** The key that signs. */
  SigningKey signing() {
    return keys.signing();
  }

  /** The claims of a token that the key that signs, or another one that counts, has signed. */
  Optional<JWTClaimsSet> verified(String token) {
    return keys.all().flatMap(key -> key.verified(token).stream()).findFirst();
  }

  /** The public halves of all keys that count, the one that signs first. */
  JWKSet keys() {
    return new JWKSet(keys.all().<JWK>flatMap(key -> key.keys().getKeys().stream()).toList());
  }

  /** A key of the public documents that signs for the cloud of the US government. */
  public static SigningKey ofAnotherCloud() {
    return OF_ANOTHER_CLOUD;
  }

  /** Signs with a new key from now on, which no document has yet. */
  public void signWithNewKey() {
    keys = new Keys(SigningKey.generate(), keys.published(), keys.withdrawn());
  }

  /** Publishes the key that signs, and none that signed before. */
  public void publish() {
    keys = Keys.of(keys.signing());
  }

  /** Signs with a new key from now on and publishes it, beside those that were published before. */
  public void rollOver() {
    SigningKey next = SigningKey.generate();
    List<SigningKey> published = new ArrayList<>(List.of(next));
    published.addAll(keys.published());
    keys = new Keys(next, List.copyOf(published), keys.withdrawn());
  }

  /**
   * Signs with a new key that no document has, where all have another one that signs nothing.
   *
   * @return what brings the keys back that there were
   */
  public Runnable replace() {
    Keys before = keys;
    keys = new Keys(SigningKey.generate(), List.of(SigningKey.generate()), before.all().toList());
    return () -> keys = before.taking(keys);
  }

  /**
   * Signs with a new key before any document has it.
   *
   * @return what brings the keys back that there were
   */
  public Runnable signAhead() {
    Keys before = keys;
    signWithNewKey();
    return () -> keys = before.taking(keys);
  }

  /** Signs with the first key again and publishes it alone; no application has one of its own. */
  public void reset() {
    keys = first.taking(keys);
    forgetApplications();
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
    List<Map<String, Object>> entries = new ArrayList<>();
    keys.published()
        .forEach(key -> entries.add(entry(key, version, issuer, "microsoftonline.com")));
    if (ofAll) {
      entries.add(entry(OF_ANOTHER_CLOUD, version, issuer, "microsoftonline.us"));
    }
    return CannedAnswer.json(200, Map.of("keys", entries));
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
