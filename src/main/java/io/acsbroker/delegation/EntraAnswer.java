package io.acsbroker.delegation;

import java.time.Duration;
import java.time.Instant;

/**
 * Entra's answer to one request, and for how long it may be given again.
 *
 * @param goodUntil until when the same answer may be given again without asking
 */
record EntraAnswer(Delegation delegation, Instant goodUntil) {
  private static final Duration REPEATED = Duration.ofSeconds(5);

  /**
   * A refusal, or a token that is not what was asked for; repeated for 5 seconds, so that a
   * client's loop does not reach Entra.
   */
  static EntraAnswer repeated(Delegation delegation, Instant now) {
    return new EntraAnswer(delegation, now.plus(REPEATED));
  }

  /** An answer that is given once, since Entra may answer otherwise the next time. */
  static EntraAnswer once(Delegation delegation) {
    return new EntraAnswer(delegation, Instant.MIN);
  }
}
