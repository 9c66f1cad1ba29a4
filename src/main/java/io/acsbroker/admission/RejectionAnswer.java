package io.acsbroker.admission;

import io.acsbroker.outcome.ExchangeOutcome;
import io.acsbroker.subject.Verification.KeyUnknown;
import io.acsbroker.subject.Verification.Rejected;

/** Makes the answer to a token that does not count, which depends on how it reached the broker. */
interface RejectionAnswer {
  /** What the reason of such an answer begins with. */
  String KEY_UNKNOWN = "KEY_UNKNOWN";

  ExchangeOutcome to(Rejected rejected);

  /**
   * Answers a token that names a key which nobody knows.
   *
   * @param unknown when it may be known, and which keys are
   */
  ExchangeOutcome toUnknownKey(KeyUnknown unknown);
}
