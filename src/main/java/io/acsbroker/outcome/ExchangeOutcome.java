package io.acsbroker.outcome;

import io.acsbroker.token.AcsIdentity;
import io.acsbroker.token.Deadline;
import io.acsbroker.token.IssuedToken;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** How a request ended: with a token or an identity, or with a refusal. */
public sealed interface ExchangeOutcome {
  /** ACS has issued a token for the user. */
  record Granted(IssuedToken token) implements ExchangeOutcome {}

  /**
   * The user has this ACS identity.
   *
   * @param made whether it was made just now
   */
  record Identified(AcsIdentity identity, boolean made) implements ExchangeOutcome {}

  /** ACS has issued a token of the user's ACS identity. */
  record GrantedToIdentity(IssuedToken token) implements ExchangeOutcome {}

  /** What was asked for is done, and the answer is empty. */
  record Done() implements ExchangeOutcome {}

  /** There is nothing of what was asked for, as the code of the refusal says. */
  record Refused(Refusal refusal) implements ExchangeOutcome {}

  /**
   * The same, and the same request may succeed later.
   *
   * @param retryAfter when to send it again
   * @param status one of those that the code is answered with
   */
  record RefusedForNow(Refusal refusal, Duration retryAfter, int status)
      implements ExchangeOutcome {
    /**
     * Checks the status.
     *
     * @throws IllegalArgumentException where the code is not answered with it
     */
    public RefusedForNow {
      if (!refusal.code().statuses().contains(status)) {
        throw new IllegalArgumentException(refusal.code() + " is never answered so");
      }
    }

    public RefusedForNow(Refusal refusal, Duration retryAfter) {
      this(refusal, retryAfter, refusal.code().status());
    }

    /** The same of a token that a client has sent beside its credential, which is healthy. */
    public RefusedForNow besideTheCredential() {
      return new RefusedForNow(refusal, retryAfter, refusal.code().statusBesideTheCredential());
    }

    /** The same of a token that the broker itself has got on behalf of the user. */
    public RefusedForNow onBehalfOfTheUser() {
      return new RefusedForNow(refusal, retryAfter, refusal.code().statusOnBehalfOfTheUser());
    }
  }

  /** Entra or ACS wants a token that satisfies more than this one does. */
  record Challenged(Refusal refusal, ClaimsChallenge challenge) implements ExchangeOutcome {}

  /** The user, or an administrator, has to consent in Entra first. */
  record ConsentMissing(Refusal refusal, URI consentUrl) implements ExchangeOutcome {}

  /**
   * ACS refuses the user.
   *
   * @param acsCode its code, of letters alone, where that is fit to be told
   */
  record UserRefused(Refusal refusal, Optional<String> acsCode) implements ExchangeOutcome {}

  /** The deadline passed before there was a result. */
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
              "The exchange took longer than this broker waits. Try again." + Refusal.IF_IT_GOES_ON,
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
}
