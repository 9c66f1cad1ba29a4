package io.acsbroker.issuance;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * Remembers for how long ACS wants to be left alone, and a little longer, by up to a tenth: so that
 * instances do not all come back at once.
 */
final class AcsThrottle {
  private static final double SPREAD = 0.1;

  private final InstantSource clock;
  private final DoubleSupplier random;
  private Instant asked = Instant.EPOCH;
  private Instant end = Instant.EPOCH;

  /**
   * @param random from 0 to 1
   */
  AcsThrottle(InstantSource clock, DoubleSupplier random) {
    this.clock = clock;
    this.random = random;
  }

  /** Leaves ACS alone for this long; a longer time that was asked for before still counts. */
  synchronized void leaveAlone(Duration time) {
    long longer = (long) (time.toNanos() * SPREAD * random.getAsDouble());
    Duration newTime = time.plusNanos(longer);
    if (left().filter(known -> known.compareTo(newTime) > 0).isEmpty()) {
      asked = clock.instant();
      end = asked.plus(newTime);
    }
  }

  /**
   * How long ACS still has to be left alone; empty where it may be asked. A clock that was set back
   * since makes it no longer.
   */
  synchronized Optional<Duration> left() {
    Instant now = clock.instant();
    return now.isBefore(end) && !now.isBefore(asked)
        ? Optional.of(Duration.between(now, end))
        : Optional.empty();
  }
}
