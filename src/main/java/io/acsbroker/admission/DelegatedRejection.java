package io.acsbroker.admission;

import io.acsbroker.outcome.ExchangeOutcome;
import io.acsbroker.outcome.ExchangeOutcome.Refused;
import io.acsbroker.outcome.ExchangeOutcome.RefusedForNow;
import io.acsbroker.outcome.Refusal;
import io.acsbroker.outcome.RefusalCode;
import io.acsbroker.subject.RejectionReason;
import io.acsbroker.subject.Verification;
import io.acsbroker.subject.Verification.Rejected;
import io.acsbroker.token.Finding;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The answers to rejected tokens that Entra itself has just given: neither client nor user can do
 * anything.
 *
 * @param clockProblem what speaks against the clock by which tokens are judged
 */
record DelegatedRejection(Supplier<Optional<String>> clockProblem) implements RejectionAnswer {
  private static final Set<RejectionReason> ABOUT_NOW =
      EnumSet.of(RejectionReason.NOT_YET_VALID, RejectionReason.EXPIRED);

  @Override
  public ExchangeOutcome to(Rejected rejected) {
    String reason = rejected.reason().name();
    boolean isAboutNow = ABOUT_NOW.contains(rejected.reason());
    return isAboutNow && clockProblem.get().isPresent()
        ? byAWrongClock(reason, rejected.finding())
        : because(reason, rejected.finding());
  }

  private static ExchangeOutcome byAWrongClock(String reason, Finding finding) {
    return invalid(
        "Entra gave the broker a token on behalf of the user that is not valid by the clock of the"
            + " broker, which differs from the clocks of Entra and ACS and may be wrong."
            + Refusal.OPERATOR,
        reason,
        finding);
  }

  /** The token is kept: its key will be known in a while. */
  @Override
  public ExchangeOutcome toUnknownKey(Verification.KeyUnknown unknown) {
    return new RefusedForNow(
            new Refusal(
                    RefusalCode.SIGNING_KEY_UNKNOWN,
                    "Entra gave the broker a token on behalf of the user with a signing key that it"
                        + " has not published so far. Try again after the time given."
                        + Refusal.IF_IT_GOES_ON,
                    KEY_UNKNOWN)
                .with(Finding.logged(unknown.diagnosis())),
            unknown.retryAfter())
        .onBehalfOfTheUser();
  }

  /** The answer to a genuine token that differs from the one that was asked for. */
  static ExchangeOutcome because(String reason, Finding finding) {
    return invalid(
        "Entra gave the broker a token on behalf of the user that is not the one it asked for."
            + Refusal.OPERATOR,
        reason,
        finding);
  }

  /** What was found is for the log: the client knows nothing of this token. */
  private static ExchangeOutcome invalid(String detail, String reason, Finding finding) {
    return new Refused(
        new Refusal(RefusalCode.ON_BEHALF_OF_TOKEN_INVALID, detail, reason).with(finding.untold()));
  }
}
