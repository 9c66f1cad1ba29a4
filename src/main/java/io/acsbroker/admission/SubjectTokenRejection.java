package io.acsbroker.admission;

import io.acsbroker.outcome.ExchangeOutcome;
import io.acsbroker.outcome.ExchangeOutcome.Refused;
import io.acsbroker.outcome.ExchangeOutcome.RefusedForNow;
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
record SubjectTokenRejection(RejectionAnswer credential) implements RejectionAnswer {
  @Override
  public ExchangeOutcome to(Rejected rejected) {
    ExchangeOutcome outcome = credential.to(rejected);
    return outcome instanceof Refused(Refusal refusal) && refusal.code().isAboutCredential()
        ? new Refused(refusal.as(RefusalCode.SUBJECT_TOKEN_INVALID))
        : outcome;
  }

  @Override
  public ExchangeOutcome toUnknownKey(Verification.KeyUnknown unknown) {
    ExchangeOutcome outcome = credential.toUnknownKey(unknown);
    return outcome instanceof RefusedForNow told ? told.besideTheCredential() : outcome;
  }
}
