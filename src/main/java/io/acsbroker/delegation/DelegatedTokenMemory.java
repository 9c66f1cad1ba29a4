package io.acsbroker.delegation;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.acsbroker.delegation.Delegation.Delegated;
import io.acsbroker.token.EntraToken;
import io.acsbroker.token.HashKey;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The requests to Entra that are under way, and the tokens that came of others and are good for a
 * while yet. At most 5,000.
 */
final class DelegatedTokenMemory {
  static final int MAX_ENTRIES = 5_000;

  /** About as long as Entra's tokens live: what is read is checked to the second. */
  private static final Duration KEPT = Duration.ofMinutes(90);

  private final InstantSource clock;
  private final AsyncCache<HashKey, Acquired> entries =
      Caffeine.newBuilder()
          .maximumSize(MAX_ENTRIES)
          .expireAfterWrite(KEPT)
          .executor(Runnable::run)
          .buildAsync();

  DelegatedTokenMemory(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Returns the same request, under way or with an answer that is still good; where there is none,
   * enters the new one.
   */
  Optional<CompletableFuture<Acquired>> sameOrEnter(
      HashKey key, CompletableFuture<Acquired> newOne) {
    while (true) {
      CompletableFuture<Acquired> same = entries.asMap().putIfAbsent(key, newOne);
      if (same == null) {
        return Optional.empty();
      }
      if (!same.isDone() || (!same.isCompletedExceptionally() && isGood(same.join()))) {
        return Optional.of(same);
      }
      entries.asMap().remove(key, same);
    }
  }

  /** Ends a request; what came of it stays where it is worth remembering. */
  void end(HashKey key, CompletableFuture<Acquired> request, Acquired acquired) {
    if (!isGood(acquired)) {
      entries.asMap().remove(key, request);
    }
    request.complete(acquired);
  }

  /** Ends a request for everybody who waits for it, with a bug. */
  void fail(HashKey key, CompletableFuture<Acquired> request, Throwable bug) {
    entries.asMap().remove(key, request);
    request.completeExceptionally(bug);
  }

  /** Forgets a token, unless another one has taken its place. */
  void forget(HashKey key, EntraToken token) {
    CompletableFuture<Acquired> request = entries.getIfPresent(key);
    boolean gaveIt =
        request != null
            && request.isDone()
            && !request.isCompletedExceptionally()
            && request.join().delegation() instanceof Delegated(EntraToken given)
            && given.value().equals(token.value());
    if (gaveIt) {
      entries.asMap().remove(key, request);
    }
  }

  /** How many entries there are, for tests. */
  int size() {
    entries.synchronous().cleanUp();
    return entries.asMap().size();
  }

  private boolean isGood(Acquired acquired) {
    return clock.instant().isBefore(acquired.goodUntil());
  }
}
