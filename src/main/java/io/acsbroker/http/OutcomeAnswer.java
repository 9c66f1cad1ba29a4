package io.acsbroker.http;

import io.acsbroker.http.Answer.Problem;
import io.acsbroker.outcome.ClaimsChallenge;
import io.acsbroker.outcome.ExchangeOutcome;
import io.acsbroker.outcome.ExchangeOutcome.BadGateway;
import io.acsbroker.outcome.ExchangeOutcome.Challenged;
import io.acsbroker.outcome.ExchangeOutcome.ConsentMissing;
import io.acsbroker.outcome.ExchangeOutcome.DeadlinePassed;
import io.acsbroker.outcome.ExchangeOutcome.Done;
import io.acsbroker.outcome.ExchangeOutcome.Forbidden;
import io.acsbroker.outcome.ExchangeOutcome.Granted;
import io.acsbroker.outcome.ExchangeOutcome.GrantedToIdentity;
import io.acsbroker.outcome.ExchangeOutcome.Identified;
import io.acsbroker.outcome.ExchangeOutcome.InvalidRequest;
import io.acsbroker.outcome.ExchangeOutcome.KeyUnknown;
import io.acsbroker.outcome.ExchangeOutcome.NotFound;
import io.acsbroker.outcome.ExchangeOutcome.TooManyRequests;
import io.acsbroker.outcome.ExchangeOutcome.Unauthenticated;
import io.acsbroker.outcome.ExchangeOutcome.Unavailable;
import io.acsbroker.outcome.ExchangeOutcome.UserRefused;
import io.acsbroker.outcome.Refusal;
import io.acsbroker.outcome.RefusalCode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The one place that maps what came of an exchange to HTTP. */
final class OutcomeAnswer {
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
      case NotFound(Refusal refusal) -> problem(404, refusal);
      case Unauthenticated(Refusal refusal) ->
          problem(401, refusal).withChallenge(BearerChallenge.invalidToken(refusal.detail()));
      case KeyUnknown(Refusal refusal, boolean isCredential, Duration retryAfter) ->
          keyUnknown(refusal, isCredential).withRetryAfter(retryAfter);
      case InvalidRequest(Refusal refusal) -> problem(400, refusal);
      case Challenged(Refusal refusal, ClaimsChallenge challenge) -> challenged(refusal, challenge);
      case ConsentMissing(Refusal refusal, URI consentUrl) ->
          problem(403, refusal).with("consentUrl", consentUrl.toString());
      case Forbidden(Refusal refusal) -> forbidden(refusal);
      case UserRefused(Refusal refusal, Optional<String> acsCode) ->
          problem(403, refusal).with("acsCode", acsCode.orElse(null));
      case TooManyRequests(Refusal refusal, Duration retryAfter) ->
          problem(429, refusal).withRetryAfter(retryAfter);
      case DeadlinePassed(Refusal refusal) -> problem(504, refusal);
      case BadGateway(Refusal refusal) -> problem(502, refusal);
      case Unavailable(Refusal refusal, Duration retryAfter) ->
          problem(503, refusal).withRetryAfter(retryAfter);
    };
  }

  private static Answer granted(Granted granted) {
    return SuccessAnswer.token(granted.token(), Instant.now());
  }

  private static Problem keyUnknown(Refusal refusal, boolean isCredential) {
    return isCredential
        ? problem(401, refusal).withChallenge(BearerChallenge.invalidToken(refusal.detail()))
        : problem(400, refusal);
  }

  private static Problem challenged(Refusal refusal, ClaimsChallenge challenge) {
    return problem(401, refusal)
        .with("claims", challenge.claims().orElse(null))
        .with("claimsFor", challenge.token().text())
        .withChallenge(
            challenge
                .claims()
                .map(claims -> BearerChallenge.insufficientClaims(claims, challenge))
                .orElseGet(() -> BearerChallenge.invalidToken(refusal.detail())));
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
    return Problem.of(status, refusal.code(), refusal.detail())
        .withReason(refusal.reason(), refusal.finding().logged())
        .with("claim", refusal.claim())
        .with("expected", refusal.expected())
        .with("found", refusal.finding().told().orElse(null));
  }
}
