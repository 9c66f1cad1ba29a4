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

  /** The user has no identity. */
  record NotFound(Refusal refusal) implements ExchangeOutcome {}

  /** The request is at fault, and its credential is healthy. */
  record InvalidRequest(Refusal refusal) implements ExchangeOutcome {}

  /** The credential that was presented does not count, here or at ACS. */
  record Unauthenticated(Refusal refusal) implements ExchangeOutcome {}

  /**
   * A token names a signing key that Entra has not published so far.
   *
   * @param isCredential whether the token is the credential itself, or stands beside it
   * @param retryAfter when the key may be known
   */
  record KeyUnknown(Refusal refusal, boolean isCredential, Duration retryAfter)
      implements ExchangeOutcome {
    /** The same of a token beside the credential. */
    public KeyUnknown besideTheCredential() {
      return new KeyUnknown(refusal, false, retryAfter);
    }
  }

  /** Entra or ACS wants a token that satisfies more than this one does. */
  record Challenged(Refusal refusal, ClaimsChallenge challenge) implements ExchangeOutcome {}

  /** The user, or an administrator, has to consent in Entra first. */
  record ConsentMissing(Refusal refusal, URI consentUrl) implements ExchangeOutcome {}

  /** The credential is genuine, and what it is asked for is not allowed. */
  record Forbidden(Refusal refusal) implements ExchangeOutcome {}

  /**
   * ACS refuses the user.
   *
   * @param acsCode its code, of letters alone, where that is fit to be told
   */
  record UserRefused(Refusal refusal, Optional<String> acsCode) implements ExchangeOutcome {}

  /**
   * ACS or Entra refuses the broker, or answers what cannot be understood: for the operator to
   * mend.
   */
  record BadGateway(Refusal refusal) implements ExchangeOutcome {}

  /** The user has had too many requests in the last minutes, or has too many under way. */
  record TooManyRequests(Refusal refusal, Duration retryAfter) implements ExchangeOutcome {
    private static final Duration SHORTLY = Duration.ofSeconds(1);

    /** The user has more requests under way at the same time than a user may. */
    public static TooManyRequests atOnce() {
      return new TooManyRequests(
          new Refusal(
              RefusalCode.TOO_MANY_REQUESTS,
              "This user has too many requests under way at the same time. Send one, share what it"
                  + " answers, and try again after the time given.",
              ""),
          SHORTLY);
    }

    /** The user has had too many in the last minutes. */
    public static TooManyRequests until(Duration retryAfter) {
      return new TooManyRequests(
          new Refusal(
              RefusalCode.TOO_MANY_EXCHANGES,
              "This user has had too many tokens exchanged in the last minutes. Keep a token until"
                  + " its refreshOn, and try again after the time given.",
              ""),
          retryAfter);
    }

    /** The same of a user who has looked for the identity too often. */
    public static TooManyRequests lookingUntil(Duration retryAfter) {
      return new TooManyRequests(
          new Refusal(
              RefusalCode.TOO_MANY_EXCHANGES,
              "This user has asked for the identity too often in the last minutes. Keep what was"
                  + " answered, and try again after the time given.",
              "looks into the table"),
          retryAfter);
    }
  }

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

  /** Entra, ACS, the table or the managed identity cannot be had; asking again later may help. */
  record Unavailable(Refusal refusal, Duration retryAfter) implements ExchangeOutcome {}
}
