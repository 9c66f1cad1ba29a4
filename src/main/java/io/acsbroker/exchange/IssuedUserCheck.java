package io.acsbroker.exchange;

import io.acsbroker.outcome.ExchangeOutcome;
import io.acsbroker.outcome.ExchangeOutcome.Granted;
import io.acsbroker.outcome.ExchangeOutcome.Refused;
import io.acsbroker.outcome.ExchangeSubject;
import io.acsbroker.outcome.Refusal;
import io.acsbroker.outcome.RefusalCode;
import io.acsbroker.token.ExchangeRoute;
import io.acsbroker.token.IssuedToken;
import io.acsbroker.token.Subject;

/** Checks that a token that ACS has issued is for the user of the request. */
final class IssuedUserCheck {
  private IssuedUserCheck() {}

  static ExchangeOutcome outcome(IssuedToken issued, ExchangeRoute route, ExchangeSubject subject) {
    boolean isOfTheUser =
        subject instanceof ExchangeSubject.Verified
            || route.atAcs().comparesUser()
            || isOf(subject.subject(), issued);
    return isOfTheUser ? new Granted(issued) : ofSomebodyElse();
  }

  /**
   * Raw ids of Entra's users end in their tenant and object id.
   *
   * @see <a href="https://learn.microsoft.com/azure/communication-services/concepts/identifiers">
   *     Identifiers</a>
   */
  private static boolean isOf(Subject caller, IssuedToken issued) {
    return issued.userId().endsWith("_" + caller.tenant().value() + "_" + caller.user().value());
  }

  private static ExchangeOutcome ofSomebodyElse() {
    return new Refused(
        new Refusal(
            RefusalCode.SUBJECT_TOKEN_INVALID,
            "Azure Communication Services does not take the subject token for one of the caller."
                + " Get it for the account that is signed in.",
            "ISSUED_FOR_ANOTHER_USER"));
  }
}
