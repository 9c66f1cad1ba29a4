package io.acsbroker.admission;

import io.acsbroker.outcome.ExchangeOutcome;
import io.acsbroker.subject.Verification.Rejected;
import java.time.Duration;

/** Makes the answer to a token that does not count, which depends on how it reached the broker. */
interface RejectionAnswer {
  ExchangeOutcome to(Rejected rejected);

  /**
   * Answers a token that names a key which nobody knows.
   *
   * @param retryAfter when it may be known
   */
  ExchangeOutcome toUnknownKey(Duration retryAfter);
}
