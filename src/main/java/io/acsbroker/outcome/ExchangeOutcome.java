package io.acsbroker.outcome;

import io.acsbroker.token.AcsIdentity;
import io.acsbroker.token.Deadline;
import io.acsbroker.token.IssuedToken;
import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;

/** Everything that can come of an exchange. */
public sealed interface ExchangeOutcome {
  /** The user may, and here is the token. */
  record Granted(IssuedToken token) implements ExchangeOutcome {}

  /**
   * This is the user's ACS identity.
   *
   * @param made whether it was made just now
   */
  record Identified(AcsIdentity identity, boolean made) implements ExchangeOutcome {}

  /** The user may, and here is a token of the user's ACS identity. */
  record GrantedToIdentity(IssuedToken token) implements ExchangeOutcome {}

  /** What was asked for is done, and there is nothing to say. */
  record Done() implements ExchangeOutcome {}

  /** What was asked about is not there. */
  record NotFound(Refusal refusal) implements ExchangeOutcome {}

  /** The request is at fault, and its credential is healthy. */
  record InvalidRequest(Refusal refusal) implements ExchangeOutcome {}

  /** The credential that was presented does not count, here or at ACS. */
  record Unauthenticated(Refusal refusal) implements ExchangeOutcome {}

  /** Entra or ACS wants a token that satisfies more than this one does. */
  record Challenged(Refusal refusal, ClaimsChallenge challenge) implements ExchangeOutcome {}

  /** Somebody has to consent before anything else helps. */
  record ConsentMissing(Refusal refusal, URI consentUrl) implements ExchangeOutcome {}

  /** The credential is good, and not for this. */
  record Forbidden(Refusal refusal) implements ExchangeOutcome {}

  /**
   * ACS or Entra refuses the broker, or answers what cannot be understood: for the operator to
   * mend.
   */
  record BadGateway(Refusal refusal) implements ExchangeOutcome {}

  /** The user has had too many. */
  record TooManyRequests(Refusal refusal, Duration retryAfter) implements ExchangeOutcome {
    /** The outcome with its reason. */
    public static TooManyRequests until(Duration retryAfter) {
      return new TooManyRequests(
          new Refusal(
              RefusalCode.TOO_MANY_EXCHANGES,
              "This user has had too many tokens exchanged in the last minutes. Keep a token until"
                  + " its refreshOn, and try again after the time given.",
              ""),
          retryAfter);
    }
  }

  /** The deadline has passed before anybody could tell. */
  record DeadlinePassed(Refusal refusal) implements ExchangeOutcome {
    /**
     * The outcome with its reason.
     *
     * @param what took so long, for the log
     */
    public static DeadlinePassed waitingFor(String what) {
      return new DeadlinePassed(
          new Refusal(
              RefusalCode.DEADLINE_PASSED,
              "The exchange took longer than this broker waits. Try again.",
              "waited for: " + what));
    }
  }

  /**
   * The outcome, unless the deadline has passed: what fails then fails for want of time.
   *
   * @param waitedFor what took so long, for the log
   */
  static ExchangeOutcome unlessLate(
      Deadline deadline, String waitedFor, Supplier<ExchangeOutcome> outcome) {
    return deadline.hasPassed() ? DeadlinePassed.waitingFor(waitedFor) : outcome.get();
  }

  /** Nobody can tell now; asking again later may help. */
  record Unavailable(Refusal refusal, Duration retryAfter) implements ExchangeOutcome {}
}
