package io.acsbroker.http;

import io.acsbroker.http.Answer.Problem;
import io.acsbroker.outcome.ClaimsChallenge;
import io.acsbroker.outcome.ExchangeOutcome;
import io.acsbroker.outcome.ExchangeOutcome.Challenged;
import io.acsbroker.outcome.ExchangeOutcome.ConsentMissing;
import io.acsbroker.outcome.ExchangeOutcome.DeadlinePassed;
import io.acsbroker.outcome.ExchangeOutcome.Done;
import io.acsbroker.outcome.ExchangeOutcome.Granted;
import io.acsbroker.outcome.ExchangeOutcome.GrantedToIdentity;
import io.acsbroker.outcome.ExchangeOutcome.Identified;
import io.acsbroker.outcome.ExchangeOutcome.Refused;
import io.acsbroker.outcome.ExchangeOutcome.RefusedForNow;
import io.acsbroker.outcome.ExchangeOutcome.UserRefused;
import io.acsbroker.outcome.Refusal;
import io.acsbroker.outcome.RefusalCode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The one place that maps what came of an exchange to HTTP. */
final class OutcomeAnswer {
  private static final int UNAUTHORIZED = 401;

  private OutcomeAnswer() {}

  static Answer to(ExchangeOutcome outcome) {
    // Before the switch, which is made at run time: the first token need not wait for that
    if (outcome instanceof Granted granted) {
      return granted(granted);
    }
    return switch (outcome) {
      case Granted granted -> granted(granted);
      case Identified(var identity, var made) -> SuccessAnswer.identity(identity, made);
      case GrantedToIdentity(var token) -> SuccessAnswer.identityToken(token, Instant.now());
      case Done() -> SuccessAnswer.nothing();
      case Refused(Refusal refusal) -> refused(refusal, refusal.code().status());
      case RefusedForNow(Refusal refusal, Duration retryAfter, int status) ->
          refused(refusal, status).withRetryAfter(retryAfter);
      case DeadlinePassed(Refusal refusal) -> problem(refusal);
      case Challenged(Refusal refusal, ClaimsChallenge challenge) -> challenged(refusal, challenge);
      case ConsentMissing(Refusal refusal, URI consentUrl) ->
          problem(refusal).with("consentUrl", consentUrl.toString());
      case UserRefused(Refusal refusal, Optional<String> acsCode) ->
          problem(refusal).with("acsCode", acsCode.orElse(null));
    };
  }

  private static Answer granted(Granted granted) {
    return SuccessAnswer.token(granted.token(), Instant.now());
  }

  /** A missing scope is the one 403 that another token can mend, so the one with a challenge. */
  private static Problem refused(Refusal refusal, int status) {
    Problem problem = problem(refusal).withStatus(status);
    if (refusal.code() == RefusalCode.INSUFFICIENT_SCOPE) {
      return problem.withChallenge(
          BearerChallenge.insufficientScope(refusal.detail(), refusal.expected()));
    }
    return status == UNAUTHORIZED
        ? problem.withChallenge(BearerChallenge.invalidToken(refusal.detail()))
        : problem;
  }

  private static Problem challenged(Refusal refusal, ClaimsChallenge challenge) {
    return problem(refusal)
        .with("claims", challenge.claims().orElse(null))
        .with("claimsFor", challenge.token().text())
        .withChallenge(
            challenge
                .claims()
                .map(claims -> BearerChallenge.insufficientClaims(claims, challenge))
                .orElseGet(() -> BearerChallenge.invalidToken(refusal.detail())));
  }

  private static Problem problem(Refusal refusal) {
    return Problem.of(refusal.code(), refusal.detail())
        .withReason(refusal.reason(), refusal.finding().logged())
        .with("claim", refusal.claim())
        .with("expected", refusal.expected())
        .with("found", refusal.finding().told().orElse(null));
  }
}
