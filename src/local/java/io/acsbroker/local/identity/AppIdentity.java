package io.acsbroker.local.identity;

import io.acsbroker.local.entra.EntraResource;
import io.acsbroker.local.entra.Issuers;
import io.acsbroker.local.entra.SampleDirectory;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A managed identity of the app, in the tenant of the broker. */
record AppIdentity(String clientId, String objectId) {
  static final AppIdentity SYSTEM_ASSIGNED =
      new AppIdentity(
          "a33392c0-4279-488b-8b1e-e5c987d949bd", "72b68505-27f3-4d61-afbb-36bd84aa93d0");
  static final AppIdentity USER_ASSIGNED =
      new AppIdentity(SampleDirectory.IDENTITY_CLIENT_ID, SampleDirectory.IDENTITY_OBJECT_ID);

  /** Where the user-assigned one is in Azure. */
  static final String RESOURCE_ID =
      "/subscriptions/3c1e4a52-0c35-4f0e-9a3e-0b8d4c2f7a61/resourceGroups/local/providers"
          + "/Microsoft.ManagedIdentity/userAssignedIdentities/broker";

  /** The parameters that name the user-assigned one. */
  static final List<String> NAMES = List.of("client_id", "principal_id", "object_id", "mi_res_id");

  /**
   * Whether two parameters name an identity, be it the same.
   *
   * @see <a
   *     href="https://learn.microsoft.com/azure/app-service/overview-managed-identity#rest-endpoint-reference">Each
   *     of them cannot be used with another</a>
   */
  static boolean isNamedTwice(Map<String, String> query) {
    return NAMES.stream().filter(query::containsKey).count() > 1;
  }

  /** The identity that is asked for: the system-assigned one where none is named. */
  static Optional<AppIdentity> of(Map<String, String> query) {
    Optional<String> name = NAMES.stream().filter(query::containsKey).findFirst();
    return name.isEmpty()
        ? Optional.of(SYSTEM_ASSIGNED)
        : name.filter(it -> USER_ASSIGNED.isMeantBy(it, query.getOrDefault(it, "")))
            .map(it -> USER_ASSIGNED);
  }

  private boolean isMeantBy(String name, String value) {
    return switch (name) {
      case "client_id" -> clientId.equalsIgnoreCase(value);
      case "mi_res_id" -> RESOURCE_ID.equalsIgnoreCase(value);
      default -> objectId.equalsIgnoreCase(value);
    };
  }

  /** The claims of an assertion in place of a secret: an app-only token of version 2.0. */
  Map<String, Object> assertion(String tenant, Instant now, Instant expiry) {
    Map<String, Object> claims = ofVersion("2.0", tenant, now, expiry);
    claims.put("aud", EntraResource.TOKEN_EXCHANGE.audience("2.0"));
    claims.put("azp", clientId);
    claims.put("azpacr", "2");
    return claims;
  }

  /** The claims of an app-only token of version 1.0. */
  Map<String, Object> claims(String tenant, String resource, Instant now, Instant expiry) {
    Map<String, Object> claims = ofVersion("1.0", tenant, now, expiry);
    claims.put("aud", resource);
    claims.put("appid", clientId);
    claims.put("appidacr", "2");
    claims.put("idp", Issuers.of("1.0", tenant));
    return claims;
  }

  /** What both versions say of an app that nobody has signed in to. */
  private Map<String, Object> ofVersion(
      String version, String tenant, Instant now, Instant expiry) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", Issuers.of(version, tenant));
    claims.put("iat", now.getEpochSecond());
    claims.put("nbf", now.getEpochSecond());
    claims.put("exp", expiry.getEpochSecond());
    claims.put("idtyp", "app");
    claims.put("oid", objectId);
    claims.put("sub", objectId);
    claims.put("tid", tenant);
    claims.put("uti", UUID.randomUUID().toString());
    claims.put("ver", version);
    return claims;
  }
}
