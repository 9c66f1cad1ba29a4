package io.acsbroker.http;

import io.acsbroker.token.IssuedToken;
import io.acsbroker.token.Subject;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a function answers, before it is written as HTTP. */
sealed interface Answer {
  int status();

  /** What the log calls it. */
  String code();

  /** More exact than the code, for the operator's log alone; empty where the code says it all. */
  String reason();

  /** A success. */
  sealed interface Success extends Answer {
    @Override
    default int status() {
      return 200;
    }

    @Override
    default String reason() {
      return "";
    }
  }

  /** The token that was asked for. */
  record Token(IssuedToken token, Subject subject) implements Success {
    @Override
    public String code() {
      return "granted";
    }
  }

  /** How the broker is, for those who watch it. */
  record Health(String healthStatus, String version) implements Success {
    @Override
    public String code() {
      return healthStatus;
    }
  }

  /**
   * Why there is none, as RFC 9457 has it.
   *
   * @param code stable, for programs
   * @param allow the header {@code Allow}
   * @param challenge the header {@code WWW-Authenticate}
   */
  record Problem(
      int status,
      String code,
      String detail,
      String reason,
      @Nullable String claim,
      @Nullable String expected,
      @Nullable Duration retryAfter,
      @Nullable String allow,
      @Nullable String challenge)
      implements Answer {
    /** A problem that needs no more than words. */
    static Problem of(int status, String code, String detail) {
      return new Problem(status, code, detail, "", null, null, null, null, null);
    }

    Problem withReason(String newReason) {
      return new Problem(
          status, code, detail, newReason, claim, expected, retryAfter, allow, challenge);
    }

    Problem withClaim(@Nullable String newClaim, @Nullable String newExpected) {
      return new Problem(
          status, code, detail, reason, newClaim, newExpected, retryAfter, allow, challenge);
    }

    Problem withRetryAfter(Duration newRetryAfter) {
      return new Problem(
          status, code, detail, reason, claim, expected, newRetryAfter, allow, challenge);
    }

    Problem withAllow(String newAllow) {
      return new Problem(
          status, code, detail, reason, claim, expected, retryAfter, newAllow, challenge);
    }

    Problem withChallenge(String newChallenge) {
      return new Problem(
          status, code, detail, reason, claim, expected, retryAfter, allow, newChallenge);
    }
  }
}
