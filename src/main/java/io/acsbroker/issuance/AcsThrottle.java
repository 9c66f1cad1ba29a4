package io.acsbroker.issuance;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Remembers for how long ACS wants to be left alone. */
final class AcsThrottle {
  private final InstantSource clock;
  private final AtomicReference<Instant> end = new AtomicReference<>(Instant.EPOCH);

  AcsThrottle(InstantSource clock) {
    this.clock = clock;
  }

  /** Leaves ACS alone for this long; a longer time that was asked for before still counts. */
  void leaveAlone(Duration time) {
    Instant newEnd = clock.instant().plus(time);
    end.accumulateAndGet(newEnd, (a, b) -> a.isAfter(b) ? a : b);
  }

  /** How long ACS still has to be left alone; empty where it may be asked. */
  Optional<Duration> left() {
    Duration left = Duration.between(clock.instant(), end.get());
    return left.isPositive() ? Optional.of(left) : Optional.empty();
  }
}
