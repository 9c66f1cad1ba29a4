package io.acsbroker.admission;

import io.acsbroker.outcome.ExchangeSubject;
import io.acsbroker.outcome.Step;
import io.acsbroker.outcome.Trail;
import io.acsbroker.subject.EntraTokenVerifier;
import io.acsbroker.token.Deadline;
import io.acsbroker.token.EntraCloud;
import io.acsbroker.token.ReadinessProblem;
import io.acsbroker.token.SubjectRequirements;
import java.util.List;

/** The subject token is the credential itself: whoever has it may exchange it. */
public final class DirectAuthentication implements Authentication {
  private final TokenCheck subjectTokens;

  /**
   * @param cloud whose resources the answers name
   * @param required what a subject token has to be
   */
  public DirectAuthentication(
      EntraCloud cloud, EntraTokenVerifier verifier, SubjectRequirements required) {
    this.subjectTokens =
        new TokenCheck(
            verifier,
            required.profile(),
            new CredentialRejection(
                ExpectedToken.ofSubject(cloud, required), verifier::clockProblem));
  }

  @Override
  public Step<ExchangeSubject> authenticate(
      ExchangeRequest request, Budget budget, Deadline deadline) {
    return subjectTokens
        .check(request.bearer(), Trail.EMPTY.withSubjectToken(request.bearer()), deadline)
        .then((token, trail) -> new Step.Passed<>(new ExchangeSubject.Direct(token), trail));
  }

  /** Nothing to forget: the client is told, and sends another token. */
  @Override
  public void refusedByAcs(ExchangeSubject subject) {}

  @Override
  public List<ReadinessProblem> prepare(Deadline deadline) {
    return subjectTokens.prepare(deadline).stream().toList();
  }
}
