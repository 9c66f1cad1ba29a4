package io.acsbroker.http;

import io.acsbroker.exchange.ExchangeOutcome;
import io.acsbroker.exchange.ExchangeOutcome.BadGateway;
import io.acsbroker.exchange.ExchangeOutcome.Forbidden;
import io.acsbroker.exchange.ExchangeOutcome.Granted;
import io.acsbroker.exchange.ExchangeOutcome.Unauthenticated;
import io.acsbroker.exchange.ExchangeOutcome.Unavailable;
import io.acsbroker.exchange.Refusal;
import io.acsbroker.exchange.RefusalCode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The one place that maps what came of an exchange to HTTP. */
final class OutcomeAnswer {
  private OutcomeAnswer() {}

  static Answer to(ExchangeOutcome outcome) {
    return switch (outcome) {
      case Granted(var token, var subject) -> new Answer.Token(token, subject);
      case Unauthenticated(Refusal refusal) ->
          problem(401, refusal, null, BearerChallenge.invalidToken(refusal.detail()));
      case Forbidden(Refusal refusal) -> problem(403, refusal, null, scopeChallenge(refusal));
      case BadGateway(Refusal refusal) -> problem(502, refusal, null, null);
      case Unavailable(Refusal refusal, Duration retryAfter) ->
          problem(503, refusal, retryAfter, null);
    };
  }

  private static Answer.Problem problem(
      int status, Refusal refusal, @Nullable Duration retryAfter, @Nullable String challenge) {
    return new Answer.Problem(
        status,
        refusal.code().text(),
        refusal.detail(),
        refusal.reason(),
        refusal.claim(),
        refusal.expected(),
        retryAfter,
        null,
        challenge);
  }

  /** A missing scope is the one 403 that another token can mend. */
  private static @Nullable String scopeChallenge(Refusal refusal) {
    return refusal.code() == RefusalCode.INSUFFICIENT_SCOPE
        ? BearerChallenge.insufficientScope(refusal.detail(), refusal.expected())
        : null;
  }
}
