package io.acsbroker.local.faults;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The emulators' clock, which can be made to go before or behind the broker's. */
public final class MovableClock implements InstantSource {
  private final InstantSource clock;
  private volatile Duration shift = Duration.ZERO;

  /** Shows the same time as this clock until it is moved. */
  public MovableClock(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public Instant instant() {
    return clock.instant().plus(shift);
  }

  /** Goes so much before the other clock from now on, or behind it where this is negative. */
  void shift(Duration newShift) {
    shift = newShift;
  }
}
