package io.acsbroker.subject;

import io.acsbroker.token.AllowedTenants;
import io.acsbroker.token.Deadline;
import io.acsbroker.token.EntraCloud;
import io.acsbroker.token.TokenVersion;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * The keys that Entra publishes, fetched when they are first needed and kept. It is asked for
 * allowed tenants only, so it never holds more sets than the settings name: two for each listed
 * tenant, or two for all.
 */
final class PublishedSigningKeys implements SigningKeys {
  private final EntraCloud cloud;
  private final AllowedTenants tenants;
  private final URI authorityHost;
  private final KeySetDownload download;
  private final InstantSource clock;
  private final Executor background;
  private final Map<KeyEndpoint, CachedKeySet> sets = new ConcurrentHashMap<>();

  PublishedSigningKeys(
      EntraVerification settings,
      KeySetDownload download,
      InstantSource clock,
      Executor background) {
    this.cloud = settings.cloud();
    this.tenants = settings.tenants();
    this.authorityHost = settings.authorityHost();
    this.download = download;
    this.clock = clock;
    this.background = background;
  }

  @Override
  public Lookup find(Origin origin, String keyId, Deadline deadline) {
    KeyEndpoint endpoint = KeyEndpoint.of(origin, tenants);
    Lookup lookup = sets.computeIfAbsent(endpoint, this::cached).find(keyId, deadline);
    // The keys of v1 tokens name the v2 issuer too
    String issuer = cloud.issuer(origin.tenant(), TokenVersion.V2);
    return lookup instanceof Lookup.Found(SigningKey key)
            && !key.signsFor(origin, issuer, endpoint.isOneTenantsOwn())
        ? new Lookup.UnknownKey()
        : lookup;
  }

  private CachedKeySet cached(KeyEndpoint endpoint) {
    URI location = endpoint.location(authorityHost);
    return new CachedKeySet(deadline -> download.fetch(location, deadline), clock, background);
  }
}
