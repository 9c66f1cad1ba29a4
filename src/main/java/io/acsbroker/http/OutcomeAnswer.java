package io.acsbroker.http;

import io.acsbroker.exchange.ExchangeOutcome;
import io.acsbroker.exchange.ExchangeOutcome.BadGateway;
import io.acsbroker.exchange.ExchangeOutcome.DeadlinePassed;
import io.acsbroker.exchange.ExchangeOutcome.Forbidden;
import io.acsbroker.exchange.ExchangeOutcome.Granted;
import io.acsbroker.exchange.ExchangeOutcome.TooManyRequests;
import io.acsbroker.exchange.ExchangeOutcome.Unauthenticated;
import io.acsbroker.exchange.ExchangeOutcome.Unavailable;
import io.acsbroker.exchange.Refusal;
import io.acsbroker.exchange.RefusalCode;
import io.acsbroker.http.Answer.Problem;
import java.time.Duration;

/** The one place that maps what came of an exchange to HTTP. */
final class OutcomeAnswer {
  private OutcomeAnswer() {}

  static Answer to(ExchangeOutcome outcome) {
    return switch (outcome) {
      case Granted(var token, var subject) -> new Answer.Token(token, subject);
      case Unauthenticated(Refusal refusal) ->
          problem(401, refusal).withChallenge(BearerChallenge.invalidToken(refusal.detail()));
      case Forbidden(Refusal refusal) -> forbidden(refusal);
      case TooManyRequests(Refusal refusal, Duration retryAfter) ->
          problem(429, refusal).withRetryAfter(retryAfter);
      case DeadlinePassed(Refusal refusal) -> problem(504, refusal);
      case BadGateway(Refusal refusal) -> problem(502, refusal);
      case Unavailable(Refusal refusal, Duration retryAfter) ->
          problem(503, refusal).withRetryAfter(retryAfter);
    };
  }

  /** A missing scope is the one 403 that another token can mend, so the one with a challenge. */
  private static Problem forbidden(Refusal refusal) {
    Problem problem = problem(403, refusal);
    return refusal.code() == RefusalCode.INSUFFICIENT_SCOPE
        ? problem.withChallenge(
            BearerChallenge.insufficientScope(refusal.detail(), refusal.expected()))
        : problem;
  }

  private static Problem problem(int status, Refusal refusal) {
    return Problem.of(status, refusal.code().text(), refusal.detail())
        .withReason(refusal.reason())
        .withClaim(refusal.claim(), refusal.expected());
  }
}
