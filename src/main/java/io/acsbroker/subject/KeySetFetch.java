package io.acsbroker.subject;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
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

  private final Supplier<Download> source;
  private final InstantSource clock;
  private final Executor background;
  private final ReentrantLock underWay = new ReentrantLock();
  private final AtomicBoolean scheduled = new AtomicBoolean();
  private volatile @Nullable KeySet keys;
  private volatile Instant fetchedAt = NEVER;
  private volatile @Nullable String failure;
  private volatile Instant failedAt = NEVER;
  private volatile Instant unknownKeyPauseEnd = NEVER;

  KeySetFetch(Supplier<Download> source, InstantSource clock, Executor background) {
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

  /**
   * Why the last fetch failed, so that a key may be missing that Entra has; null where it did not.
   */
  @Nullable String failure() {
    return failure;
  }

  /** How long until an unknown key is worth a fetch again; at least a second. */
  Duration unknownKeyPauseLeft() {
    Duration left = Duration.between(clock.instant(), unknownKeyPauseEnd);
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
        fetch();
        // Only now: whoever comes during the fetch waits for it and looks again
        unknownKeyPauseEnd = clock.instant().plus(unknownKeyPause());
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
    switch (source.get()) {
      case Download.Keys(KeySet fetched) -> {
        keys = fetched;
        fetchedAt = clock.instant();
        failure = null;
      }
      case Download.Failed(String diagnosis) -> {
        failedAt = clock.instant();
        failure = diagnosis;
      }
    }
  }

  private boolean hasFailedWithin(Duration pause) {
    return failure != null && clock.instant().isBefore(failedAt.plus(pause));
  }

  private boolean isUnknownKeyPause() {
    return clock.instant().isBefore(unknownKeyPauseEnd);
  }

  private Duration unknownKeyPause() {
    return failure == null
        ? KeySetSchedule.UNKNOWN_KEY_PAUSE
        : KeySetSchedule.LEISURELY_FAILURE_PAUSE;
  }
}
