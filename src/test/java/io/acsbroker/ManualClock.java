package io.acsbroker;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands until a test lets time pass. */
public final class ManualClock implements InstantSource {
  private volatile Instant now = Instant.parse("2026-05-04T10:00:00Z");

  @Override
  public Instant instant() {
    return now;
  }

  /** The same time as {@link System#nanoTime} would have it. */
  public long nanoTime() {
    return Duration.between(Instant.EPOCH, now).toNanos();
  }

  /** Lets time pass. */
  public void pass(Duration time) {
    now = now.plus(time);
  }
}
