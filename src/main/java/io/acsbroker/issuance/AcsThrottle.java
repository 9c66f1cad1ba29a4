package io.acsbroker.issuance;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.DoubleSupplier;

/**
 * Remembers for how long ACS wants to be left alone, and a little longer, by up to a tenth: so that
 * instances do not all come back at once.
 */
final class AcsThrottle {
  private static final double SPREAD = 0.1;

  private final InstantSource clock;
  private final DoubleSupplier random;
  private final AtomicReference<Instant> end = new AtomicReference<>(Instant.EPOCH);

  /**
   * @param random from 0 to 1
   */
  AcsThrottle(InstantSource clock, DoubleSupplier random) {
    this.clock = clock;
    this.random = random;
  }

  /** Leaves ACS alone for this long; a longer time that was asked for before still counts. */
  void leaveAlone(Duration time) {
    long longer = (long) (time.toNanos() * SPREAD * random.getAsDouble());
    Instant newEnd = clock.instant().plus(time).plusNanos(longer);
    end.accumulateAndGet(newEnd, (a, b) -> a.isAfter(b) ? a : b);
  }

  /** How long ACS still has to be left alone; empty where it may be asked. */
  Optional<Duration> left() {
    Duration left = Duration.between(clock.instant(), end.get());
    return left.isPositive() ? Optional.of(left) : Optional.empty();
  }
}
