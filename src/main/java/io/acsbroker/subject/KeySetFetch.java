package io.acsbroker.subject;

import io.acsbroker.token.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Fetches a key set: one fetch at a time, with a pause after a failure, and keeps the last good
 * one.
 */
final class KeySetFetch {
  private static final Instant NEVER = Instant.EPOCH;

  /** Nobody waits for it: the download's own time-outs come first. */
  private static final Duration BACKGROUND_LIMIT = Duration.ofMinutes(1);

  private final Function<Deadline, Download> source;
  private final InstantSource clock;
  private final Executor background;
  private final ReentrantLock underWay = new ReentrantLock();
  private final AtomicBoolean scheduled = new AtomicBoolean();
  private volatile @Nullable KeySet keys;
  private volatile Instant fetchedAt = NEVER;
  private volatile @Nullable String failure;
  private volatile Instant failedAt = NEVER;
  private volatile Instant unknownKeyPauseEnd = NEVER;

  KeySetFetch(Function<Deadline, Download> source, InstantSource clock, Executor background) {
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
              unlessUnderWay(Deadline.in(BACKGROUND_LIMIT));
            } finally {
              scheduled.set(false);
            }
          });
    }
  }

  /** Fetches now, unless somebody does. */
  void unlessUnderWay(Deadline deadline) {
    Instant seen = fetchedAt;
    if (underWay.tryLock()) {
      fetchSince(seen, KeySetSchedule.LEISURELY_FAILURE_PAUSE, deadline);
    }
  }

  /** Fetches now, or waits for whoever does, until the deadline. */
  void andWait(Deadline deadline) {
    Instant seen = fetchedAt;
    if (deadline.lock(underWay)) {
      fetchSince(seen, KeySetSchedule.FAILURE_PAUSE, deadline);
    }
  }

  /**
   * Fetches now, unless it was done for an unknown key not long ago.
   *
   * @return whether the keys are now such as tell; otherwise the deadline has passed before
   */
  boolean forUnknownKey(Deadline deadline) {
    if (isUnknownKeyPause()) {
      return true;
    }
    if (!deadline.lock(underWay)) {
      return false;
    }
    try {
      if (!isUnknownKeyPause()) {
        if (!fetched(deadline)) {
          return false;
        }
        // Only now: whoever comes during the fetch waits for it and looks again
        unknownKeyPauseEnd = clock.instant().plus(unknownKeyPause());
      }
      return true;
    } finally {
      underWay.unlock();
    }
  }

  /**
   * With the lock held, which it gives back: fetches, unless others have fetched or just failed.
   */
  private void fetchSince(Instant seen, Duration failurePause, Deadline deadline) {
    try {
      if (fetchedAt.equals(seen) && !hasFailedWithin(failurePause)) {
        fetched(deadline);
      }
    } finally {
      underWay.unlock();
    }
  }

  /** Whether it came to an end: where one request had too little time, Entra has not failed. */
  private boolean fetched(Deadline deadline) {
    switch (source.apply(deadline)) {
      case Download.Keys(KeySet fetched) -> {
        keys = fetched;
        fetchedAt = clock.instant();
        failure = null;
      }
      case Download.Failed(String diagnosis) -> {
        if (deadline.hasPassed()) {
          return false;
        }
        failedAt = clock.instant();
        failure = diagnosis;
      }
    }
    return true;
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
