package io.acsbroker.delegation;

import java.time.Instant;

/**
 * What came of asking Entra once.
 *
 * @param goodUntil until when the same answer may be given again without asking
 */
record Acquired(Delegation delegation, Instant goodUntil) {
  /** What may be different the next time. */
  static Acquired forNowOnly(Delegation delegation) {
    return new Acquired(delegation, Instant.MIN);
  }
}
