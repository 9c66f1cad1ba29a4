package io.acsbroker.subject;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Fetches a key set: one fetch at a time, with a pause after a failure, and keeps the last good
 * one.
 */
final class KeySetFetch {
  private static final Instant NEVER = Instant.EPOCH;

  private final Supplier<Optional<KeySet>> source;
  private final InstantSource clock;
  private final Executor background;
  private final ReentrantLock underWay = new ReentrantLock();
  private final AtomicBoolean scheduled = new AtomicBoolean();
  private volatile @Nullable KeySet keys;
  private volatile Instant fetchedAt = NEVER;
  private volatile boolean failed;
  private volatile Instant failedAt = NEVER;
  private volatile Instant unknownKeyAt = NEVER;

  KeySetFetch(Supplier<Optional<KeySet>> source, InstantSource clock, Executor background) {
    this.source = source;
    this.clock = clock;
    this.background = background;
  }

  /** The last good set; null before the first. */
  @Nullable KeySet keys() {
    return keys;
  }

  Instant fetchedAt() {
    return fetchedAt;
  }

  /** Whether the last fetch failed, so that a key may be missing that Entra has. */
  boolean lastOneFailed() {
    return failed;
  }

  /** How long until an unknown key is worth a fetch again; at least a second. */
  Duration unknownKeyPauseLeft() {
    Instant end = unknownKeyAt.plus(KeySetSchedule.UNKNOWN_KEY_PAUSE);
    Duration left = Duration.between(clock.instant(), end);
    return left.toSeconds() < 1 ? Duration.ofSeconds(1) : left;
  }

  /** Fetches on the side, unless that is about to happen. Nobody waits. */
  void inBackground() {
    if (!hasFailedWithin(KeySetSchedule.LEISURELY_FAILURE_PAUSE)
        && scheduled.compareAndSet(false, true)) {
      background.execute(
          () -> {
            try {
              unlessUnderWay();
            } finally {
              scheduled.set(false);
            }
          });
    }
  }

  /** Fetches now, unless somebody does. */
  void unlessUnderWay() {
    Instant seen = fetchedAt;
    if (underWay.tryLock()) {
      fetchSince(seen, KeySetSchedule.LEISURELY_FAILURE_PAUSE);
    }
  }

  /** Fetches now, or waits for whoever does. */
  void andWait() {
    Instant seen = fetchedAt;
    underWay.lock();
    fetchSince(seen, KeySetSchedule.FAILURE_PAUSE);
  }

  /** Fetches now, unless it was done for an unknown key not long ago. */
  void forUnknownKey() {
    if (isUnknownKeyPause()) {
      return;
    }
    underWay.lock();
    try {
      if (!isUnknownKeyPause()) {
        unknownKeyAt = clock.instant();
        fetch();
      }
    } finally {
      underWay.unlock();
    }
  }

  /**
   * With the lock held, which it gives back: fetches, unless others have fetched or just failed.
   */
  private void fetchSince(Instant seen, Duration failurePause) {
    try {
      if (fetchedAt.equals(seen) && !hasFailedWithin(failurePause)) {
        fetch();
      }
    } finally {
      underWay.unlock();
    }
  }

  private void fetch() {
    Optional<KeySet> fetched = source.get();
    if (fetched.isPresent()) {
      keys = fetched.get();
      fetchedAt = clock.instant();
    } else {
      failedAt = clock.instant();
    }
    failed = fetched.isEmpty();
  }

  private boolean hasFailedWithin(Duration pause) {
    return failed && isWithin(pause, failedAt);
  }

  private boolean isUnknownKeyPause() {
    return isWithin(KeySetSchedule.UNKNOWN_KEY_PAUSE, unknownKeyAt);
  }

  private boolean isWithin(Duration pause, Instant since) {
    return clock.instant().isBefore(since.plus(pause));
  }
}
