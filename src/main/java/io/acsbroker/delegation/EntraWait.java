package io.acsbroker.delegation;

import io.acsbroker.token.RetryAfter;
import java.time.Duration;

/** How long Entra is not asked again after a failure. */
final class EntraWait {
  /** Where Entra names no time. */
  static final Duration USUAL = Duration.ofSeconds(5);

  static final Duration LONGEST = Duration.ofMinutes(10);
  static final RetryAfter HEADER = new RetryAfter(LONGEST);

  private EntraWait() {}
}
