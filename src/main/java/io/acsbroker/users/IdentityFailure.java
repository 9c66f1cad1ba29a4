package io.acsbroker.users;

import io.acsbroker.identity.StoreFailure;
import io.acsbroker.issuance.IdentityAnswer;
import io.acsbroker.issuance.Issuance;
import io.acsbroker.outcome.ExchangeOutcome;
import io.acsbroker.outcome.ExchangeOutcome.Refused;
import io.acsbroker.outcome.ExchangeOutcome.RefusedForNow;
import io.acsbroker.outcome.IssuanceAnswer;
import io.acsbroker.outcome.Refusal;
import io.acsbroker.outcome.RefusalCode;
import io.acsbroker.outcome.Stage;
import io.acsbroker.token.Deadline;
import io.acsbroker.users.EnsuredIdentity.Ended;
import java.time.Duration;

/** The outcomes of requests that ACS or the table fails. */
final class IdentityFailure {
  private static final Duration DEFAULT_RETRY_AFTER = Duration.ofSeconds(5);
  private static final Duration SHORTLY = Duration.ofSeconds(1);

  private IdentityFailure() {}

  /** The outcome where the table failed. */
  static Ended of(StoreFailure failure, Deadline deadline) {
    boolean signingIn =
        failure.cause() == StoreFailure.Cause.MANAGED_IDENTITY_UNAVAILABLE && !deadline.hasPassed();
    return new Ended(
        ExchangeOutcome.unlessLate(
            deadline, "table: " + failure.diagnosis(), () -> outcome(failure)),
        signingIn ? Stage.MANAGED_IDENTITY : Stage.TABLE);
  }

  private static ExchangeOutcome outcome(StoreFailure failure) {
    return switch (failure.cause()) {
      case UNAVAILABLE ->
          new RefusedForNow(
              new Refusal(
                  RefusalCode.IDENTITY_TABLE_UNAVAILABLE,
                  "The table in which this broker keeps identities does not answer at the moment,"
                      + " or takes no more requests. Try again later."
                      + Refusal.IF_IT_GOES_ON,
                  failure.diagnosis()),
              failure.retryAfter().orElse(DEFAULT_RETRY_AFTER));
      case REFUSED ->
          new Refused(
              new Refusal(
                  RefusalCode.IDENTITY_TABLE_DENIED,
                  "The table in which this broker keeps identities refuses the broker, or is not"
                      + " there."
                      + Refusal.OPERATOR,
                  failure.diagnosis()
                      + ": the managed identity needs the role 'Storage Table Data Contributor' on"
                      + " the account, and the table has to be there"));
      case MANAGED_IDENTITY_UNAVAILABLE ->
          IssuanceAnswer.to(
              new Issuance.Unavailable(
                  Issuance.Cause.MANAGED_IDENTITY_UNAVAILABLE,
                  failure.retryAfter(),
                  failure.diagnosis()));
    };
  }

  /** The outcome where ACS did nothing that it was asked for. */
  static Ended of(IdentityAnswer answer, Deadline deadline) {
    return switch (answer) {
      case Issuance.Unavailable unavailable ->
          new Ended(
              ExchangeOutcome.unlessLate(
                  deadline, unavailable.diagnosis(), () -> IssuanceAnswer.to(unavailable)),
              Stage.of(unavailable));
      case Issuance.Refused refused -> new Ended(IssuanceAnswer.ofBroker(refused), Stage.ACS);
      case IdentityAnswer.NotOwned(String diagnosis) -> ofAnotherResource(diagnosis);
      case IdentityAnswer.Unknown(String diagnosis) -> notUnderstood(diagnosis);
      case IdentityAnswer.Made made -> notUnderstood("made");
      case IdentityAnswer.Done done -> notUnderstood("done");
      case Issuance.Issued issued -> notUnderstood("issued");
    };
  }

  /** The outcome where the identity is not of the resource that the broker is set to. */
  static Ended ofAnotherResource(String diagnosis) {
    return new Ended(
        new Refused(
            new Refusal(
                RefusalCode.IDENTITY_OF_ANOTHER_RESOURCE,
                "The user's identity belongs to another Communication Services resource than the"
                    + " one that this broker uses."
                    + Refusal.OPERATOR,
                diagnosis
                    + ": COMMUNICATION_SERVICES_ENDPOINT names another resource than the one that"
                    + " has made the identity, or another broker writes to the same table")),
        Stage.ACS);
  }

  private static Ended notUnderstood(String diagnosis) {
    return new Ended(
        IssuanceAnswer.ofBroker(
            new Issuance.Refused(Issuance.RefusalReason.ANSWER_NOT_UNDERSTOOD, diagnosis)),
        Stage.ACS);
  }

  /** The outcome where too much else waits to be done. */
  static ExchangeOutcome busy() {
    return new RefusedForNow(
        new Refusal(
            RefusalCode.IDENTITY_TABLE_UNAVAILABLE,
            "This broker has too many requests about identities under way. Try again later.",
            "no place in the queue"),
        DEFAULT_RETRY_AFTER);
  }

  /** The outcome where other requests keep changing the same row. */
  static Ended contended() {
    return new Ended(
        new RefusedForNow(
            new Refusal(
                RefusalCode.IDENTITY_TABLE_UNAVAILABLE,
                "Other requests are changing this user's identity at the same time. Try again.",
                "contended"),
            SHORTLY),
        Stage.TABLE);
  }
}
