package io.acsbroker.admission;

import io.acsbroker.outcome.ExchangeOutcome;
import io.acsbroker.outcome.ExchangeOutcome.BadGateway;
import io.acsbroker.outcome.ExchangeOutcome.Unavailable;
import io.acsbroker.outcome.Refusal;
import io.acsbroker.outcome.RefusalCode;
import io.acsbroker.subject.Verification.Rejected;
import java.time.Duration;

/**
 * The answers to rejected tokens that Entra itself has just given: neither client nor user can do
 * anything.
 */
final class DelegatedRejection implements RejectionAnswer {
  @Override
  public ExchangeOutcome to(Rejected rejected) {
    return because(rejected.reason().name());
  }

  /** The token is kept: its key will be known in a while. */
  @Override
  public ExchangeOutcome toUnknownKey(Duration retryAfter) {
    return new Unavailable(
        new Refusal(
            RefusalCode.SIGNING_KEY_UNKNOWN,
            "Entra gave the broker a token on behalf of the user with a signing key that it has not"
                + " published so far. Try again after the time given."
                + Refusal.IF_IT_GOES_ON,
            "KEY_UNKNOWN"),
        retryAfter);
  }

  /** The answer to a genuine token that differs from the one that was asked for. */
  static ExchangeOutcome because(String reason) {
    return new BadGateway(
        new Refusal(
            RefusalCode.ON_BEHALF_OF_TOKEN_INVALID,
            "Entra gave the broker a token on behalf of the user that is not the one it asked for."
                + Refusal.OPERATOR,
            reason));
  }
}
