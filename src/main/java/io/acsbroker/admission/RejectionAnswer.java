package io.acsbroker.admission;

import io.acsbroker.outcome.ExchangeOutcome;
import io.acsbroker.outcome.ExchangeOutcome.BadGateway;
import io.acsbroker.outcome.ExchangeOutcome.InvalidRequest;
import io.acsbroker.outcome.ExchangeOutcome.Unauthenticated;
import io.acsbroker.outcome.Refusal;
import io.acsbroker.outcome.RefusalCode;
import io.acsbroker.subject.Verification.Rejected;

/** Makes the answer to a rejected token, which depends on how the token reached the broker. */
@FunctionalInterface
interface RejectionAnswer {
  ExchangeOutcome to(Rejected rejected);

  /** The token beside a healthy credential: the request is at fault, not the sign-in. */
  default RejectionAnswer besideTheCredential() {
    return rejected -> {
      ExchangeOutcome outcome = to(rejected);
      return outcome instanceof Unauthenticated(Refusal refusal)
          ? new InvalidRequest(refusal.as(RefusalCode.SUBJECT_TOKEN_INVALID))
          : outcome;
    };
  }

  /** The token that Entra itself has just given: neither client nor user can do anything. */
  static ExchangeOutcome toOnBehalfOf(Rejected rejected) {
    return badOnBehalfOf(rejected.reason().name());
  }

  /** The same, for a genuine token that differs from the one that was asked for. */
  static ExchangeOutcome badOnBehalfOf(String reason) {
    return new BadGateway(
        new Refusal(
            RefusalCode.ON_BEHALF_OF_TOKEN_INVALID,
            "Entra gave the broker a token on behalf of the user that is not the one it asked for."
                + Refusal.OPERATOR,
            reason));
  }
}
