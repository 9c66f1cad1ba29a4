package io.acsbroker.subject;

import io.acsbroker.token.AllowedTenants;
import io.acsbroker.token.ClientId;
import io.acsbroker.token.Deadline;
import io.acsbroker.token.EntraCloud;
import io.acsbroker.token.TenantId;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.logging.Logger;

/**
 * The keys that Entra publishes, fetched when they are first needed and kept. It is asked for
 * allowed tenants only, so it never holds more sets than the settings name: one for each listed
 * tenant, and one more where an application's own keys count; or one for all.
 */
final class PublishedSigningKeys implements SigningKeys {
  private static final Logger LOG = Logger.getLogger(PublishedSigningKeys.class.getName());

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

  PublishedSigningKeys(
      EntraVerification settings,
      KeySetDownload download,
      KeyFetchListener listener,
      InstantSource clock,
      Executor background) {
    this.listener = listener;
    this.cloud = settings.cloud();
    this.tenants = settings.tenants();
    this.authorityHost = settings.authorityHost();
    this.download = download;
    this.clock = clock;
    this.background = background;
    this.budget = new UnknownKeyBudget(clock);
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
        : lookup.at(endpoint, authorityHost);
  }

  @Override
  public Optional<String> prepare(Deadline deadline) {
    Map<KeyEndpoint, CompletableFuture<Optional<String>>> fetches = new LinkedHashMap<>();
    for (KeyEndpoint endpoint : KeyEndpoint.all(tenants, MOST_PREPARED)) {
      CachedKeySet set = set(endpoint);
      fetches.put(endpoint, CompletableFuture.supplyAsync(() -> set.prepare(deadline), background));
    }
    // Joined one by one: even where one has failed, the others are being fetched
    List<String> found = new ArrayList<>();
    for (Map.Entry<KeyEndpoint, CompletableFuture<Optional<String>>> each : fetches.entrySet()) {
      Optional<String> why = each.getValue().join();
      if (why.isPresent()) {
        found.add(each.getKey().failure(authorityHost, why.get()));
      }
    }
    return found.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", found));
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
    URI location = endpoint.location(authorityHost);
    return new CachedKeySet(
        () -> reported(endpoint, download.fetch(location)), clock, background, budget);
  }

  private Download reported(KeyEndpoint endpoint, Download result) {
    try {
      listener.fetched(
          endpoint.owner(),
          result instanceof Download.Failed(String diagnosis)
              ? Optional.of(endpoint.failure(authorityHost, diagnosis))
              : Optional.empty());
    } catch (RuntimeException | Error deaf) {
      // A listener that is out of order is no reason to have no keys
      LOG.warning("A fetch of keys cannot be reported: " + deaf.getClass().getName());
    }
    return result;
  }
}
