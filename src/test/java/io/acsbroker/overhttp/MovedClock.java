package io.acsbroker.overhttp;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The machine's time, by which the local cloud issues its tokens, and what a test lets pass. */
final class MovedClock implements InstantSource {
  private volatile Duration passed = Duration.ZERO;

  @Override
  public Instant instant() {
    return Instant.now().plus(passed);
  }

  void pass(Duration time) {
    passed = passed.plus(time);
  }
}
