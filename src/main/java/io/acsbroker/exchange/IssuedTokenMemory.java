package io.acsbroker.exchange;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.acsbroker.exchange.Obtained.Answered;
import io.acsbroker.issuance.Issuance.Issued;
import io.acsbroker.token.HashKey;
import io.acsbroker.token.IssuedToken;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The exchanges that are under way, and the tokens that were issued and are good for a while yet.
 * Bounded in entries and in bytes.
 */
final class IssuedTokenMemory {
  private static final int MAX_BYTES = 16 << 20;
  private static final int MAX_ENTRIES = 10_000;
  private static final int BYTES_BESIDE_THE_TOKEN = 512;

  /** A token that is about to expire is of no use to who gets it. */
  private static final Duration LEAST_LEFT = Duration.ofSeconds(60);

  private final Duration lifetime;
  private final InstantSource clock;
  private final AsyncCache<HashKey, Obtained> entries;

  IssuedTokenMemory(Duration lifetime, InstantSource clock) {
    this.lifetime = lifetime;
    this.clock = clock;
    // The exact end of an entry is checked when it is read; this gives the memory back
    Duration kept = lifetime.isZero() ? Duration.ofMinutes(1) : lifetime;
    this.entries =
        Caffeine.newBuilder()
            .maximumWeight(MAX_BYTES)
            .weigher((HashKey key, Obtained obtained) -> weight(obtained))
            .expireAfterWrite(kept)
            .executor(Runnable::run)
            .buildAsync();
  }

  /**
   * An exchange that is known.
   *
   * @param source whether it is under way or remembered
   */
  record Known(CompletableFuture<Obtained> exchange, Source source) {}

  /**
   * Returns the same exchange, under way or still good; where there is none, enters the new one.
   */
  Optional<Known> sameOrEnter(
      HashKey key, CompletableFuture<Obtained> newOne, Instant subjectTokenEnd) {
    while (true) {
      CompletableFuture<Obtained> same = entries.asMap().putIfAbsent(key, newOne);
      if (same == null) {
        return Optional.empty();
      }
      if (!same.isDone()) {
        return Optional.of(new Known(same, Source.SHARED));
      }
      if (isGood(same.join(), subjectTokenEnd)) {
        return Optional.of(new Known(same, Source.MEMORY));
      }
      forget(key, same);
    }
  }

  /** Ends an exchange; its result stays where it is worth remembering. */
  void end(
      HashKey key,
      CompletableFuture<Obtained> exchange,
      Obtained obtained,
      Instant subjectTokenEnd) {
    if (!isGood(obtained, subjectTokenEnd)) {
      forget(key, exchange);
    }
    exchange.complete(obtained);
  }

  private void forget(HashKey key, CompletableFuture<Obtained> exchange) {
    entries.asMap().remove(key, exchange);
  }

  private boolean isGood(Obtained obtained, Instant subjectTokenEnd) {
    return obtained instanceof Answered(var report, var source, Instant at)
        && report.answer() instanceof Issued(IssuedToken issued)
        && clock.instant().isBefore(end(at, subjectTokenEnd, issued));
  }

  private Instant end(Instant at, Instant subjectTokenEnd, IssuedToken issued) {
    Instant end = earlier(at.plus(lifetime), subjectTokenEnd);
    return earlier(end, issued.expiresOn().minus(LEAST_LEFT));
  }

  private static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }

  /** In bytes, and never so little that there could be more entries than allowed. */
  private static int weight(Obtained obtained) {
    int bytes =
        obtained instanceof Answered(var report, var source, var at)
                && report.answer() instanceof Issued(IssuedToken issued)
            ? issued.value().length() + BYTES_BESIDE_THE_TOKEN
            : BYTES_BESIDE_THE_TOKEN;
    return Math.max(bytes, MAX_BYTES / MAX_ENTRIES);
  }
}
