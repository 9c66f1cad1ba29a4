package io.acsbroker.delegation;

import java.time.Duration;
import java.time.Instant;

/**
 * What came of asking Entra once.
 *
 * @param goodUntil until when the same answer may be given again without asking
 */
record Acquired(Delegation delegation, Instant goodUntil) {
  private static final Duration REPEATED = Duration.ofSeconds(5);

  /** A refusal: nobody's loop needs to hear it from Entra more often. */
  static Acquired forNow(Delegation delegation, Instant now) {
    return new Acquired(delegation, now.plus(REPEATED));
  }

  /** What may be different the next time. */
  static Acquired forNowOnly(Delegation delegation) {
    return new Acquired(delegation, Instant.MIN);
  }
}
