package io.acsbroker.outcome;

import io.acsbroker.outcome.ExchangeOutcome.RefusedForNow;
import java.time.Duration;

/** The outcomes of requests of a user who sends too many. */
public final class TooManyRequests {
  private static final Duration SHORTLY = Duration.ofSeconds(1);

  private TooManyRequests() {}

  /** The user has more requests under way at the same time than a user may. */
  public static RefusedForNow atOnce() {
    return new RefusedForNow(
        new Refusal(
            RefusalCode.TOO_MANY_REQUESTS,
            "This user has too many requests under way at the same time. Send one, share what it"
                + " answers, and try again after the time given.",
            ""),
        SHORTLY);
  }

  /** The user has had too many in the last minutes. */
  public static RefusedForNow until(Duration retryAfter) {
    return new RefusedForNow(
        new Refusal(
            RefusalCode.TOO_MANY_EXCHANGES,
            "This user has had too many tokens exchanged in the last minutes. Keep a token until"
                + " its refreshOn, and try again after the time given.",
            ""),
        retryAfter);
  }

  /** The same of a user who has looked for the identity too often. */
  public static RefusedForNow lookingUntil(Duration retryAfter) {
    return new RefusedForNow(
        new Refusal(
            RefusalCode.TOO_MANY_EXCHANGES,
            "This user has asked for the identity too often in the last minutes. Keep what was"
                + " answered, and try again after the time given.",
            "looks into the table"),
        retryAfter);
  }
}
