package io.acsbroker.admission;

import io.acsbroker.outcome.Step;
import io.acsbroker.outcome.Trail;
import io.acsbroker.subject.Caller;
import io.acsbroker.subject.EntraTokenVerifier;
import io.acsbroker.token.CallerIssuer;
import io.acsbroker.token.Deadline;
import io.acsbroker.token.ReadinessProblem;
import io.acsbroker.token.ReceivedToken;
import io.acsbroker.token.TokenProfile;
import java.util.Optional;

/**
 * Verifies caller tokens, and applies to their users what holds for the issuer: {@link
 * CallerPolicy} for Entra's, {@link ForeignCallerPolicy} for those of other issuers that the
 * settings list.
 */
public final class CallerCheck {
  private final Optional<OfEntra> entra;
  private final Optional<ForeignCallerCheck> foreign;

  private record OfEntra(TokenCheck tokens, CallerPolicy policy) {
    Step<Caller> check(ReceivedToken token, Trail trail, Deadline deadline) {
      return tokens
          .check(token, trail, deadline)
          .then(policy::admit)
          .then((caller, further) -> new Step.Passed<>(caller, further));
    }
  }

  private CallerCheck(Optional<OfEntra> entra, Optional<ForeignCallerCheck> foreign) {
    this.entra = entra;
    this.foreign = foreign;
  }

  /**
   * For callers of Entra's.
   *
   * @param foreign for those of other issuers, where some are listed
   */
  public static CallerCheck ofEntra(
      EntraTokenVerifier verifier, CallerPolicy policy, Optional<ForeignCallerCheck> foreign) {
    TokenCheck tokens =
        new TokenCheck(
            verifier,
            TokenProfile.callers(policy.api()),
            new CredentialRejection(
                ExpectedToken.ofCaller(policy.api(), policy.scope()), verifier::clockProblem));
    return new CallerCheck(Optional.of(new OfEntra(tokens, policy)), foreign);
  }

  /** For callers of other issuers alone. */
  public static CallerCheck ofOthers(ForeignCallerCheck foreign) {
    return new CallerCheck(Optional.empty(), Optional.of(foreign));
  }

  /** Verifies a caller token, and lets its user pass, or says why not. */
  public Step<Caller> check(ReceivedToken token, Trail trail, Deadline deadline) {
    if (foreign.isEmpty()) {
      return entra.orElseThrow().check(token, trail, deadline);
    }
    Optional<CallerIssuer> issuer = foreign.get().issuerOf(token);
    if (issuer.isPresent()) {
      return foreign.get().check(token, issuer.get(), trail, deadline);
    }
    return entra.isPresent()
        ? entra.get().check(token, trail, deadline)
        : foreign.get().unlisted(token, trail);
  }

  /**
   * What stands in the way of the first check; empty where nothing does. Where Entra's callers are
   * served, nobody looks for the keys of other issuers: theirs are not all callers.
   */
  Optional<ReadinessProblem> prepare(Deadline deadline) {
    return entra.isPresent()
        ? entra.get().tokens().prepare(deadline)
        : foreign.flatMap(it -> it.prepare(deadline));
  }
}
