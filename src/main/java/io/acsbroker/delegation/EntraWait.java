package io.acsbroker.delegation;

import io.acsbroker.token.RetryAfter;
import java.time.Duration;

/** How long to wait before Entra is asked again. */
final class EntraWait {
  /** Where Entra does not say. */
  static final Duration USUAL = Duration.ofSeconds(5);

  static final Duration LONGEST = Duration.ofMinutes(10);
  static final RetryAfter HEADER = new RetryAfter(LONGEST);

  private EntraWait() {}
}
