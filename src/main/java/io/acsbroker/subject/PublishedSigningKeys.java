package io.acsbroker.subject;

import io.acsbroker.token.AllowedTenants;
import io.acsbroker.token.Deadline;
import io.acsbroker.token.EntraCloud;
import io.acsbroker.token.TenantId;
import java.net.URI;
import java.time.InstantSource;
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
 * tenant, or one for all.
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
    KeyEndpoint endpoint = KeyEndpoint.of(tenant, tenants);
    Lookup lookup = sets.computeIfAbsent(endpoint, this::cached).find(keyId, deadline);
    return lookup instanceof Lookup.Found(SigningKey key)
            && !key.signsFor(tenant, cloud, endpoint.isOneTenantsOwn())
        ? new Lookup.OthersKey()
        : lookup;
  }

  @Override
  public Optional<String> prepare(Deadline deadline) {
    List<CompletableFuture<Optional<String>>> problems =
        KeyEndpoint.all(tenants, MOST_PREPARED).stream()
            .map(endpoint -> prepare(endpoint, deadline))
            .toList();
    // Joined one by one: even where one has failed, the others are being fetched
    List<String> found =
        problems.stream().map(CompletableFuture::join).flatMap(Optional::stream).toList();
    return found.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", found));
  }

  private CompletableFuture<Optional<String>> prepare(KeyEndpoint endpoint, Deadline deadline) {
    CachedKeySet set = sets.computeIfAbsent(endpoint, this::cached);
    return CompletableFuture.supplyAsync(() -> set.prepare(deadline), background)
        .thenApply(problem -> problem.map(why -> "keys of " + endpoint.tenant() + ": " + why));
  }

  private CachedKeySet cached(KeyEndpoint endpoint) {
    URI location = endpoint.location(authorityHost);
    return new CachedKeySet(
        () -> reported(endpoint, download.fetch(location)), clock, background, budget);
  }

  private Download reported(KeyEndpoint endpoint, Download result) {
    try {
      listener.fetched(
          endpoint.tenant(),
          result instanceof Download.Failed(String diagnosis)
              ? Optional.of(diagnosis)
              : Optional.empty());
    } catch (RuntimeException | Error deaf) {
      // A listener that is out of order is no reason to have no keys
      LOG.warning("A fetch of keys cannot be reported: " + deaf.getClass().getName());
    }
    return result;
  }
}
