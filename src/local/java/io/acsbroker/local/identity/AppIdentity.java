package io.acsbroker.local.identity;

import io.acsbroker.local.entra.EntraResource;
import io.acsbroker.local.entra.Issuers;
import io.acsbroker.local.entra.SampleDirectory;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A managed identity of the app, in the tenant of the broker. */
record AppIdentity(String clientId, String objectId) {
  static final AppIdentity SYSTEM_ASSIGNED =
      new AppIdentity(
          "a33392c0-4279-488b-8b1e-e5c987d949bd", "72b68505-27f3-4d61-afbb-36bd84aa93d0");
  static final AppIdentity USER_ASSIGNED =
      new AppIdentity(SampleDirectory.IDENTITY_CLIENT_ID, SampleDirectory.IDENTITY_OBJECT_ID);

  /** The identity that is asked for: the system-assigned one where no client id is given. */
  static Optional<AppIdentity> of(@Nullable String clientId) {
    String wanted = clientId == null ? SYSTEM_ASSIGNED.clientId : clientId;
    return Stream.of(SYSTEM_ASSIGNED, USER_ASSIGNED)
        .filter(identity -> identity.clientId.equals(wanted))
        .findFirst();
  }

  /** The claims of an assertion in place of a secret: an app-only token of version 2.0. */
  Map<String, Object> assertion(String tenant, Instant now, Instant expiry) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("aud", EntraResource.TOKEN_EXCHANGE.audience("2.0"));
    claims.put("iss", Issuers.of("2.0", tenant));
    claims.put("iat", now.getEpochSecond());
    claims.put("nbf", now.getEpochSecond());
    claims.put("exp", expiry.getEpochSecond());
    claims.put("azp", clientId);
    claims.put("azpacr", "2");
    claims.put("idtyp", "app");
    claims.put("oid", objectId);
    claims.put("sub", objectId);
    claims.put("tid", tenant);
    claims.put("uti", UUID.randomUUID().toString());
    claims.put("ver", "2.0");
    return claims;
  }

  /** The claims of an app-only token of version 1.0. */
  Map<String, Object> claims(String tenant, String resource, Instant now, Instant expiry) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("aud", resource);
    claims.put("iss", Issuers.of("1.0", tenant));
    claims.put("iat", now.getEpochSecond());
    claims.put("nbf", now.getEpochSecond());
    claims.put("exp", expiry.getEpochSecond());
    claims.put("appid", clientId);
    claims.put("appidacr", "2");
    claims.put("idp", Issuers.of("1.0", tenant));
    claims.put("idtyp", "app");
    claims.put("oid", objectId);
    claims.put("sub", objectId);
    claims.put("tid", tenant);
    claims.put("uti", UUID.randomUUID().toString());
    claims.put("ver", "1.0");
    return claims;
  }
}
