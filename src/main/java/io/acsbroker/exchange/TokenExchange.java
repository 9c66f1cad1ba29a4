package io.acsbroker.exchange;

import io.acsbroker.exchange.ExchangeOutcome.DeadlinePassed;
import io.acsbroker.exchange.ExchangeOutcome.Forbidden;
import io.acsbroker.exchange.ExchangeOutcome.Granted;
import io.acsbroker.exchange.ExchangeOutcome.TooManyRequests;
import io.acsbroker.exchange.ExchangeOutcome.Unavailable;
import io.acsbroker.issuance.Issuance;
import io.acsbroker.issuance.IssuanceReport;
import io.acsbroker.subject.EntraTokenVerifier;
import io.acsbroker.subject.Verification;
import io.acsbroker.subject.VerifiedToken;
import io.acsbroker.token.Deadline;
import io.acsbroker.token.EntraCloud;
import io.acsbroker.token.TokenProfile;
import java.time.Duration;
import java.util.Optional;

/**
 * Subject token in, issued token out.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8693">RFC 8693, OAuth 2.0 Token Exchange</a>
 */
public final class TokenExchange {
  private final EntraTokenVerifier verifier;
  private final TokenProfile profile;
  private final ExchangePolicy policy;
  private final SharedIssuance issuance;
  private final RejectionAnswer rejectionAnswer;

  /**
   * @param cloud whose resources the answers name
   */
  public TokenExchange(
      EntraCloud cloud,
      EntraTokenVerifier verifier,
      TokenProfile profile,
      ExchangePolicy policy,
      SharedIssuance issuance) {
    this.rejectionAnswer = new RejectionAnswer(cloud, policy.requiredScopes());
    this.verifier = verifier;
    this.profile = profile;
    this.policy = policy;
    this.issuance = issuance;
  }

  /**
   * Verifies, judges, and has a token issued: in this order, and no step after one that refuses.
   * Waits for others until the deadline at most.
   */
  public FinishedExchange exchange(ExchangeRequest request, Deadline deadline) {
    long start = System.nanoTime();
    Verification verification = verifier.verify(request.token(), profile, deadline);
    Duration verifying = Duration.ofNanos(System.nanoTime() - start);
    return switch (verification) {
      case Verification.Verified(VerifiedToken token) ->
          proven(token, request, verifying, deadline);
      case Verification.Rejected rejected ->
          FinishedExchange.refused(
              rejectionAnswer.to(rejected),
              RejectionAnswer.stage(rejected.reason()),
              verifying,
              rejected.tenant());
      case Verification.KeysUnavailable(Duration retryAfter, String diagnosis) ->
          FinishedExchange.refused(
              deadline.hasPassed()
                  ? DeadlinePassed.waitingFor("key endpoint: " + diagnosis)
                  : keysUnavailable(retryAfter, diagnosis),
              Stage.KEYS,
              verifying,
              Optional.empty());
    };
  }

  /**
   * Makes ready what the first exchange would wait for, and says what stands in its way, for the
   * operator's log: keys that cannot be fetched, or the resource credential. Empty where nothing
   * does.
   */
  public Optional<String> prepare(Deadline deadline) {
    Optional<String> verifying = verifier.prepare(deadline);
    Optional<String> issuing = issuance.prepare(deadline);
    return verifying.or(() -> issuing);
  }

  private FinishedExchange proven(
      VerifiedToken token, ExchangeRequest request, Duration verifying, Deadline deadline) {
    Optional<Refusal> refusal = policy.refusal(token, request);
    return refusal.isPresent()
        ? FinishedExchange.proven(new Forbidden(refusal.get()), Stage.POLICY, verifying, token)
        : obtained(token, verifying, deadline);
  }

  private FinishedExchange obtained(VerifiedToken token, Duration verifying, Deadline deadline) {
    return switch (issuance.obtain(token, deadline)) {
      case Obtained.Answered(IssuanceReport report, Source source, var at) ->
          FinishedExchange.proven(
                  outcome(report.issuance(), token, deadline), Stage.of(report), verifying, token)
              .with(report, source);
      case Obtained.TooMany(Duration retryAfter) ->
          FinishedExchange.proven(tooMany(retryAfter), Stage.USER_LIMIT, verifying, token);
      case Obtained.Late(Optional<IssuanceReport> report) -> late(token, verifying, report);
      case Obtained.Broken(Throwable bug) -> throw new IllegalStateException(bug);
    };
  }

  private static ExchangeOutcome outcome(
      Issuance issuance, VerifiedToken token, Deadline deadline) {
    return switch (issuance) {
      case Issuance.Issued(var issued) -> new Granted(issued, token.subject());
      case Issuance.Refused refused -> IssuanceAnswer.to(refused);
      case Issuance.Unavailable unavailable ->
          deadline.hasPassed()
              ? DeadlinePassed.waitingFor(unavailable.diagnosis())
              : IssuanceAnswer.to(unavailable);
    };
  }

  private static ExchangeOutcome keysUnavailable(Duration retryAfter, String diagnosis) {
    return new Unavailable(
        new Refusal(
            RefusalCode.SIGNING_KEYS_UNAVAILABLE,
            "Entra's signing keys cannot be fetched at the moment. Try again later.",
            "key endpoint: " + diagnosis),
        retryAfter);
  }

  private static ExchangeOutcome tooMany(Duration retryAfter) {
    return new TooManyRequests(
        new Refusal(
            RefusalCode.TOO_MANY_EXCHANGES,
            "This user has had too many tokens exchanged in the last minutes. Keep a token until"
                + " its refreshOn, and try again after the time given.",
            ""),
        retryAfter);
  }

  private static FinishedExchange late(
      VerifiedToken token, Duration verifying, Optional<IssuanceReport> report) {
    Stage stage = report.map(Stage::of).orElse(Stage.ACS);
    FinishedExchange late =
        FinishedExchange.proven(DeadlinePassed.waitingFor(stage.name()), stage, verifying, token);
    return report.map(known -> late.with(known, Source.ACS)).orElse(late);
  }
}
