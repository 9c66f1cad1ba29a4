package io.acsbroker.admission;

import io.acsbroker.outcome.Step;
import io.acsbroker.outcome.Trail;
import io.acsbroker.subject.EntraTokenVerifier;
import io.acsbroker.subject.VerifiedToken;
import io.acsbroker.token.Deadline;
import io.acsbroker.token.EntraToken;
import io.acsbroker.token.ReadinessProblem;
import io.acsbroker.token.TokenProfile;
import java.util.Optional;

/** Verifies caller tokens, and applies the {@link CallerPolicy} to their users. */
public final class CallerCheck {
  private final TokenCheck tokens;
  private final CallerPolicy policy;

  public CallerCheck(EntraTokenVerifier verifier, CallerPolicy policy) {
    this.tokens =
        new TokenCheck(
            verifier,
            TokenProfile.callers(policy.api()),
            new CredentialRejection(
                ExpectedToken.ofCaller(policy.api(), policy.scope()), verifier::clockProblem));
    this.policy = policy;
  }

  /** Verifies a caller token, and lets its user pass, or says why not. */
  public Step<VerifiedToken> check(EntraToken token, Trail trail, Deadline deadline) {
    return tokens.check(token, trail, deadline).then(policy::admit);
  }

  /** What stands in the way of the first check; empty where nothing does. */
  Optional<ReadinessProblem> prepare(Deadline deadline) {
    return tokens.prepare(deadline);
  }
}
