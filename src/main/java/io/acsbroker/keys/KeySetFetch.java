package io.acsbroker.keys;

import io.acsbroker.token.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Fetches a key set and keeps the last good one: one fetch at a time, with a pause after a failure.
 * A fetch takes its own time. Whoever waits for it may give up, and it goes on for the others.
 */
final class KeySetFetch {
  private static final Instant NEVER = Instant.EPOCH;

  private final Supplier<FetchResult> source;
  private final InstantSource clock;
  private final Executor background;
  private final UnknownKeySchedule unknownKeys;
  private @Nullable CompletableFuture<FetchResult> underWay;
  private volatile @Nullable KeySet keys;
  private volatile Instant fetchedAt = NEVER;
  private volatile Instant answeredAt = NEVER;
  private volatile @Nullable String failure;
  private volatile Instant failedAt = NEVER;

  KeySetFetch(
      Supplier<FetchResult> source,
      InstantSource clock,
      Executor background,
      UnknownKeySchedule unknownKeys) {
    this.source = source;
    this.clock = clock;
    this.background = background;
    this.unknownKeys = unknownKeys;
  }

  /** The last good set; null before the first. */
  @Nullable KeySet keys() {
    return keys;
  }

  /** When the set was last fetched whole, and not only for a key that it lacked. */
  Instant fetchedAt() {
    return fetchedAt;
  }

  /** When keys were last had, of whichever fetch. */
  Instant answeredAt() {
    return answeredAt;
  }

  /**
   * Why the last fetch failed, so that a key may be missing that Entra has; null where it did not.
   */
  @Nullable String failure() {
    return failure;
  }

  /** How long until an unknown key is worth a fetch again; at least a second. */
  Duration untilNextForUnknownKey() {
    return unknownKeys.untilNext();
  }

  /** Fetches on the side, unless somebody does. Nobody waits. */
  void inBackground() {
    wholeSet(KeySetSchedule.LEISURELY_FAILURE_PAUSE);
  }

  /** Fetches now and waits for it until the deadline, unless somebody else does. */
  void unlessUnderWay(Deadline deadline) {
    Optional<Ongoing> fetch = wholeSet(KeySetSchedule.LEISURELY_FAILURE_PAUSE);
    if (fetch.isPresent() && fetch.get().begunHere()) {
      Optional<FetchResult> unused = deadline.await(fetch.get().end());
    }
  }

  /** Fetches now, or joins whoever does, and waits until the deadline. */
  void andWait(Deadline deadline) {
    Optional<Ongoing> fetch = wholeSet(KeySetSchedule.FAILURE_PAUSE);
    if (fetch.isPresent()) {
      Optional<FetchResult> unused = deadline.await(fetch.get().end());
    }
  }

  /**
   * Fetches now where an unknown key is worth it, or joins whoever does.
   *
   * @return whether the keys are now such as tell; otherwise the deadline has passed before
   */
  boolean forUnknownKey(Deadline deadline) {
    unknownKeys.seen();
    return ongoing(Purpose.UNKNOWN_KEY, unknownKeys::takeTurn)
        .map(fetch -> deadline.await(fetch.end()).isPresent())
        .orElse(true);
  }

  /** What a fetch is for. */
  private enum Purpose {
    /** It replaces the set, and so removes keys that are no longer published. */
    WHOLE_SET,
    /** It adds what the set lacks: a token that anybody can write removes nothing. */
    UNKNOWN_KEY
  }

  private record Ongoing(CompletableFuture<FetchResult> end, boolean begunHere) {}

  private Optional<Ongoing> wholeSet(Duration failurePause) {
    return ongoing(Purpose.WHOLE_SET, () -> !hasFailedWithin(failurePause));
  }

  /** The fetch that is under way, or a new one where that is due. */
  private Optional<Ongoing> ongoing(Purpose purpose, BooleanSupplier isDue) {
    CompletableFuture<FetchResult> begun = new CompletableFuture<>();
    synchronized (this) {
      if (underWay != null) {
        return Optional.of(new Ongoing(underWay, false));
      }
      if (!isDue.getAsBoolean()) {
        return Optional.empty();
      }
      underWay = begun;
    }
    try {
      background.execute(() -> fetch(purpose, begun));
    } catch (RuntimeException | Error noThread) {
      end();
      begun.completeExceptionally(noThread);
      throw noThread;
    }
    return Optional.of(new Ongoing(begun, true));
  }

  private void fetch(Purpose purpose, CompletableFuture<FetchResult> begun) {
    try {
      FetchResult download = source.get();
      take(purpose, download);
      // Only now: whoever comes during the fetch waits for it and looks again
      end();
      begun.complete(download);
    } catch (RuntimeException | Error bug) {
      end();
      begun.completeExceptionally(bug);
    }
  }

  private synchronized void end() {
    underWay = null;
  }

  private void take(Purpose purpose, FetchResult download) {
    if (purpose == Purpose.UNKNOWN_KEY) {
      unknownKeys.turnEnded();
    }
    if (download instanceof FetchResult.Keys(KeySet fetched)) {
      take(purpose, fetched);
      answeredAt = clock.instant();
    } else {
      failedAt = clock.instant();
    }
    failure = download.failure();
  }

  private void take(Purpose purpose, KeySet fetched) {
    KeySet known = keys;
    if (known == null || !known.hasAllOf(fetched)) {
      unknownKeys.beginAnew();
    }
    if (known == null || purpose == Purpose.WHOLE_SET) {
      keys = fetched;
      fetchedAt = clock.instant();
    } else {
      keys = known.with(fetched);
    }
  }

  /** A clock that was set back makes no pause longer. */
  private boolean hasFailedWithin(Duration pause) {
    Duration since = Duration.between(failedAt, clock.instant());
    return failure != null && !since.isNegative() && since.compareTo(pause) < 0;
  }
}
