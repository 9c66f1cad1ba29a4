package io.acsbroker.admission;

import io.acsbroker.outcome.ExchangeOutcome;
import io.acsbroker.outcome.ExchangeOutcome.InvalidRequest;
import io.acsbroker.outcome.ExchangeOutcome.KeyUnknown;
import io.acsbroker.outcome.ExchangeOutcome.Unauthenticated;
import io.acsbroker.outcome.Refusal;
import io.acsbroker.outcome.RefusalCode;
import io.acsbroker.subject.Verification.Rejected;
import java.time.Duration;

/**
 * The answers to rejected tokens beside a healthy credential: the request is at fault, not the
 * sign-in.
 *
 * @param credential the answers were it the credential itself
 */
record BesideTheCredential(RejectionAnswer credential) implements RejectionAnswer {
  @Override
  public ExchangeOutcome to(Rejected rejected) {
    ExchangeOutcome outcome = credential.to(rejected);
    return outcome instanceof Unauthenticated(Refusal refusal)
        ? new InvalidRequest(refusal.as(RefusalCode.SUBJECT_TOKEN_INVALID))
        : outcome;
  }

  @Override
  public ExchangeOutcome toUnknownKey(Duration retryAfter) {
    ExchangeOutcome outcome = credential.toUnknownKey(retryAfter);
    return outcome instanceof KeyUnknown unknown ? unknown.besideTheCredential() : outcome;
  }
}
