package io.acsbroker.subject;

import io.acsbroker.token.EntraCloud;
import io.acsbroker.token.TenantId;
import io.acsbroker.token.TokenVersion;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The keys of each tenant from the tenant's own endpoint for the token's version. It is asked for
 * allowed tenants only, so that it never holds more sets than the settings name.
 */
final class TenantSigningKeys implements SigningKeys {
  private final EntraCloud cloud;
  private final URI authorityHost;
  private final KeySetDownload download = new KeySetDownload();
  private final InstantSource clock;
  private final Map<Origin, CachedKeySet> sets = new ConcurrentHashMap<>();

  TenantSigningKeys(EntraCloud cloud, URI authorityHost, InstantSource clock) {
    this.cloud = cloud;
    this.authorityHost = authorityHost;
    this.clock = clock;
  }

  @Override
  public Lookup find(TenantId tenant, TokenVersion version, String keyId) {
    return sets.computeIfAbsent(new Origin(tenant, version), this::cached).find(keyId);
  }

  private CachedKeySet cached(Origin origin) {
    return new CachedKeySet(() -> fetch(origin), clock);
  }

  private Optional<KeySet> fetch(Origin origin) {
    String tenant = origin.tenant().value();
    // The keys of v1 tokens name the v2 issuer too
    String issuer = cloud.issuer(tenant, TokenVersion.V2);
    return download.fetch(location(origin)).flatMap(json -> KeySet.parse(json, tenant, issuer));
  }

  private URI location(Origin origin) {
    String path =
        switch (origin.version()) {
          case V1 -> "/discovery/keys";
          case V2 -> "/discovery/v2.0/keys";
        };
    return URI.create(authorityHost + "/" + origin.tenant().value() + path);
  }
}
