package io.acsbroker.admission;

import io.acsbroker.outcome.ExchangeOutcome;
import io.acsbroker.outcome.ExchangeOutcome.InvalidRequest;
import io.acsbroker.outcome.ExchangeOutcome.KeyUnknown;
import io.acsbroker.outcome.ExchangeOutcome.Unauthenticated;
import io.acsbroker.outcome.Refusal;
import io.acsbroker.outcome.RefusalCode;
import io.acsbroker.subject.Verification;
import io.acsbroker.subject.Verification.Rejected;

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
  public ExchangeOutcome toUnknownKey(Verification.KeyUnknown unknown) {
    ExchangeOutcome outcome = credential.toUnknownKey(unknown);
    return outcome instanceof KeyUnknown told ? told.besideTheCredential() : outcome;
  }
}
