package io.acsbroker.admission;

import io.acsbroker.delegation.Delegation;
import io.acsbroker.delegation.SubjectTokenSource;
import io.acsbroker.outcome.ExchangeOutcome;
import io.acsbroker.outcome.ExchangeSubject;
import io.acsbroker.outcome.ExchangeSubject.OnBehalfOf;
import io.acsbroker.outcome.Stage;
import io.acsbroker.outcome.Step;
import io.acsbroker.outcome.TooManyRequests;
import io.acsbroker.outcome.Trail;
import io.acsbroker.subject.EntraTokenVerifier;
import io.acsbroker.subject.RejectionReason.Proof;
import io.acsbroker.subject.Verification;
import io.acsbroker.subject.Verification.KeyUnknown;
import io.acsbroker.subject.Verification.KeysUnavailable;
import io.acsbroker.subject.Verification.Rejected;
import io.acsbroker.subject.Verification.Verified;
import io.acsbroker.subject.VerifiedToken;
import io.acsbroker.token.ClientId;
import io.acsbroker.token.Deadline;
import io.acsbroker.token.Finding;
import io.acsbroker.token.LastingFailure;
import io.acsbroker.token.ReadinessProblem;
import io.acsbroker.token.ReceivedToken;
import io.acsbroker.token.Scope;
import io.acsbroker.token.Subject;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Gets the subject token on behalf of the caller, and verifies it like any other: it has to be the
 * same user's, for ACS, and issued to the broker's own application.
 */
public final class DelegatedSubject {
  private final Supplier<SubjectTokenSource> source;
  private final TokenCheck check;
  private final ClientId api;
  private final ExchangePolicy policy;
  private final DelegationAnswer answer;
  private final LastingFailure unknownKey;

  /**
   * @param source asked for when Entra is first to be asked, and each time; it is always the same
   * @param api the broker's own application
   * @param policy what the token has to be
   * @param consent where people consent
   * @param unknownKey notices that Entra signs with keys that the broker does not know
   */
  public DelegatedSubject(
      Supplier<SubjectTokenSource> source,
      EntraTokenVerifier verifier,
      ClientId api,
      ExchangePolicy policy,
      ConsentPage consent,
      LastingFailure unknownKey) {
    this.source = source;
    this.check =
        new TokenCheck(
            verifier,
            policy.required().profile(),
            new DelegatedRejection(verifier::clockProblem),
            this::notice);
    this.api = api;
    this.unknownKey = unknownKey;
    this.policy = policy;
    this.answer = new DelegationAnswer(consent, policy.required());
  }

  Step<ExchangeSubject> subject(
      VerifiedToken caller, Budget budget, Trail trail, Deadline deadline) {
    long start = System.nanoTime();
    Subject user = caller.subject();
    Delegation delegation =
        source.get().onBehalfOf(caller.token(), user, () -> budget.take(user), deadline);
    Trail further = trail.delegated(Duration.ofNanos(System.nanoTime() - start));
    settle(delegation, budget);
    return switch (delegation) {
      case Delegation.Delegated(ReceivedToken token) -> verified(token, caller, further, deadline);
      case Delegation.Refused refused ->
          new Step.Stopped<>(answer.to(refused, caller), Stage.ON_BEHALF_OF, further);
      case Delegation.OverBudget(Duration retryAfter) ->
          new Step.Stopped<>(TooManyRequests.until(retryAfter), Stage.USER_LIMIT, further);
      case Delegation.Busy busy ->
          new Step.Stopped<>(TooManyRequests.atOnce(), Stage.USER_LIMIT, further);
      case Delegation.Unavailable unavailable ->
          new Step.Stopped<>(
              ExchangeOutcome.unlessLate(
                  deadline, unavailable.diagnosis(), () -> DelegationAnswer.to(unavailable)),
              Stage.ON_BEHALF_OF,
              further);
    };
  }

  /** A refusal counts, and so does a token, with which ACS is asked next; an outage does not. */
  private static void settle(Delegation delegation, Budget budget) {
    switch (delegation) {
      case Delegation.Delegated delegated -> budget.answered();
      case Delegation.Refused counted -> {}
      case Delegation.OverBudget unasked -> {}
      case Delegation.Busy unasked -> {}
      case Delegation.Unavailable unavailable -> {
        switch (unavailable.cause()) {
          case MANAGED_IDENTITY_UNAVAILABLE -> budget.nobodyAsked();
          case ENTRA_UNAVAILABLE, ENTRA_THROTTLED -> budget.outage();
          // It is this user's doing
          case ENTRA_FOUND_LOOP -> {}
        }
      }
    }
  }

  /** Forgets a token that ACS does not take, so that the next request gets another one. */
  void forget(VerifiedToken caller, ReceivedToken subjectToken) {
    source.get().forget(caller.token(), subjectToken);
  }

  /** What stands in the way of asking Entra. */
  Optional<ReadinessProblem> prepare() {
    return source.get().prepare();
  }

  private Step<ExchangeSubject> verified(
      ReceivedToken token, VerifiedToken caller, Trail trail, Deadline deadline) {
    Step<VerifiedToken> checked = check.check(token, trail.withSubjectToken(token), deadline);
    Step<ExchangeSubject> step =
        checked.then((proof, further) -> asAskedFor(proof, caller, further));
    // Where the same token may do later it is kept
    if (step
        instanceof Step.Stopped<ExchangeSubject>(ExchangeOutcome.Refused bad, var stage, var at)) {
      source.get().distrust(caller.token(), token);
    }
    return step;
  }

  /**
   * Anybody can invent a key and send it; what Entra itself has just given is nobody's forgery. A
   * token that is refused for what it says has a key that is known.
   */
  private void notice(Verification verification) {
    switch (verification) {
      case Verified genuine -> unknownKey.worked();
      case Rejected rejected when rejected.reason().proof() == Proof.PROVEN -> unknownKey.worked();
      case KeyUnknown unknown ->
          unknownKey.failed(
              "Entra's own token on behalf of a user has a key that is not published");
      case Rejected unproven -> {}
      case KeysUnavailable unavailable -> {}
    }
  }

  private Step<ExchangeSubject> asAskedFor(VerifiedToken proof, VerifiedToken caller, Trail trail) {
    return flaw(proof, caller)
        .<Step<ExchangeSubject>>map(flaw -> new Step.Stopped<>(flaw, Stage.ON_BEHALF_OF, trail))
        .orElseGet(() -> new Step.Passed<>(new OnBehalfOf(proof, caller), trail));
  }

  private Optional<ExchangeOutcome> flaw(VerifiedToken proof, VerifiedToken caller) {
    if (!proof.subject().equals(caller.subject())) {
      return Optional.of(DelegatedRejection.because("ANOTHER_USER", Finding.NONE));
    }
    if (!proof.client().equals(api)) {
      return Optional.of(
          DelegatedRejection.because(
              "ANOTHER_CLIENT",
              Finding.claim(proof.version().clientClaim(), proof.client().value())));
    }
    Set<Scope> missing = policy.missing(proof.scopes());
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(DelegatedRejection.because("SCOPES_MISSING", ExchangePolicy.found(missing)));
  }
}
