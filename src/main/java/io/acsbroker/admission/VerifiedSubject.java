package io.acsbroker.admission;

import io.acsbroker.outcome.ExchangeSubject;
import io.acsbroker.outcome.ExchangeSubject.Sent;
import io.acsbroker.outcome.Step;
import io.acsbroker.outcome.Trail;
import io.acsbroker.subject.Caller;
import io.acsbroker.subject.EntraTokenVerifier;
import io.acsbroker.subject.VerifiedToken;
import io.acsbroker.token.Deadline;
import io.acsbroker.token.EntraCloud;
import io.acsbroker.token.ReadinessProblem;
import io.acsbroker.token.ReceivedToken;
import io.acsbroker.token.SubjectRequirements;
import java.util.Optional;

/**
 * A subject token that was sent beside a caller token, of whatever issuer, and verified in full.
 */
public final class VerifiedSubject implements SentSubject {
  private final TokenCheck check;

  /**
   * @param cloud whose resources the answers name
   * @param required what a subject token has to be
   */
  public VerifiedSubject(
      EntraCloud cloud, EntraTokenVerifier verifier, SubjectRequirements required) {
    RejectionAnswer answer =
        new SubjectTokenRejection(
            new CredentialRejection(
                ExpectedToken.ofSubject(cloud, required).besideACallerToken(),
                verifier::clockProblem));
    this.check = new TokenCheck(verifier, required.profile(), answer);
  }

  @Override
  public Step<ExchangeSubject> subject(
      ReceivedToken token, VerifiedToken caller, Trail trail, Deadline deadline) {
    return subject(token, (Caller) caller, trail, deadline);
  }

  Step<ExchangeSubject> subject(
      ReceivedToken token, Caller caller, Trail trail, Deadline deadline) {
    return check
        .check(token, trail, deadline)
        .then((proof, further) -> new Step.Passed<>(new Sent(proof, caller), further));
  }

  Optional<ReadinessProblem> prepare(Deadline deadline) {
    return check.prepare(deadline);
  }
}
