package io.acsbroker.keys;

import io.acsbroker.token.AllowedTenants;
import io.acsbroker.token.ClientId;
import io.acsbroker.token.Deadline;
import io.acsbroker.token.EntraCloud;
import io.acsbroker.token.TenantId;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * The keys that Entra publishes, fetched when they are first needed and kept. It is asked for
 * allowed tenants only, so it never holds more sets than the settings name: one for each listed
 * tenant, and one more where an application's own keys count; or one for all.
 */
public final class PublishedSigningKeys implements SigningKeys {
  /** For unknown keys, in a minute, for all sets together. */
  private static final int MOST_FOR_UNKNOWN_KEYS = 60;

  /** Whoever serves more meets the others' keys when their users come. */
  private static final int MOST_PREPARED = 20;

  private final EntraCloud cloud;
  private final AllowedTenants tenants;
  private final URI authorityHost;
  private final KeySetDownload download;
  private final KeyFetchListener listener;
  private final InstantSource clock;
  private final Executor background;
  private final UnknownKeyBudget budget;
  private final Map<KeyEndpoint, CachedKeySet> sets = new ConcurrentHashMap<>();

  /**
   * @param authorityHost where keys are fetched, without a trailing slash
   */
  public PublishedSigningKeys(
      EntraCloud cloud,
      AllowedTenants tenants,
      URI authorityHost,
      KeySetDownload download,
      KeyFetchListener listener,
      InstantSource clock,
      Executor background) {
    this.listener = listener;
    this.cloud = cloud;
    this.tenants = tenants;
    this.authorityHost = authorityHost;
    this.download = download;
    this.clock = clock;
    this.background = background;
    this.budget = new UnknownKeyBudget(MOST_FOR_UNKNOWN_KEYS, clock);
  }

  @Override
  public Lookup find(TenantId tenant, String keyId, Deadline deadline) {
    return find(KeyEndpoint.of(tenant, tenants), tenant, keyId, deadline);
  }

  @Override
  public SigningKeys withKeysOf(ClientId application) {
    return switch (tenants) {
      case AllowedTenants.Listed listed -> new ApplicationSigningKeys(this, application);
      case AllowedTenants.AnyOrganisation any ->
          throw new IllegalStateException("the settings allow this for listed tenants only");
    };
  }

  /** Whether keys of the tenant are at hand, and this one is not among them; never waits. */
  boolean areAtHandWithout(String keyId, TenantId tenant) {
    Optional<KeySet> keys = set(KeyEndpoint.of(tenant, tenants)).atHand();
    return keys.isPresent() && keys.get().key(keyId).isEmpty();
  }

  /** Whether this key of an application's own is at hand; never waits. */
  boolean hasAtHand(String keyId, KeyEndpoint ofApplication) {
    Optional<KeySet> keys = set(ofApplication).atHand();
    return keys.isPresent() && keys.get().key(keyId).isPresent();
  }

  /** Finds a key of an endpoint that signs for the tenant, as all are found. */
  Lookup find(KeyEndpoint endpoint, TenantId tenant, String keyId, Deadline deadline) {
    Lookup lookup = set(endpoint).find(keyId, deadline);
    return lookup instanceof Lookup.Found(SigningKey key)
            && !key.signsFor(tenant, cloud, endpoint.isOneTenantsOwn())
        ? new Lookup.OthersKey()
        : lookup;
  }

  @Override
  public Optional<String> prepare(Deadline deadline) {
    List<CachedKeySet> needed = new ArrayList<>();
    for (KeyEndpoint endpoint : KeyEndpoint.all(tenants, MOST_PREPARED)) {
      needed.add(set(endpoint));
    }
    return CachedKeySet.prepare(needed, deadline, background);
  }

  /** Of one tenant: the server is the same for all. */
  @Override
  public void renew() {
    for (KeyEndpoint endpoint : KeyEndpoint.all(tenants, 1)) {
      set(endpoint).renew();
    }
  }

  private CachedKeySet set(KeyEndpoint endpoint) {
    return sets.computeIfAbsent(endpoint, this::cached);
  }

  private CachedKeySet cached(KeyEndpoint endpoint) {
    return new CachedKeySet(
        endpoint.source(authorityHost, download).toldTo(listener), clock, background, budget);
  }
}
