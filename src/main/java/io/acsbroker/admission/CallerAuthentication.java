package io.acsbroker.admission;

import io.acsbroker.outcome.ExchangeOutcome.Refused;
import io.acsbroker.outcome.ExchangeSubject;
import io.acsbroker.outcome.ExchangeSubject.OnBehalfOf;
import io.acsbroker.outcome.RefusalCode;
import io.acsbroker.outcome.Stage;
import io.acsbroker.outcome.Step;
import io.acsbroker.outcome.Trail;
import io.acsbroker.subject.Caller;
import io.acsbroker.subject.ForeignCaller;
import io.acsbroker.subject.VerifiedToken;
import io.acsbroker.token.Deadline;
import io.acsbroker.token.ReadinessProblem;
import io.acsbroker.token.ReceivedToken;
import io.acsbroker.token.Subject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A caller token is the credential; the subject token comes beside it, or from Entra. */
public final class CallerAuthentication implements Authentication {
  private final CallerCheck callers;
  private final SentSubject sent;
  private final Optional<DelegatedSubject> delegated;
  private final Optional<ForeignSubject> foreign;

  /**
   * @param sent what is done with a subject token that a caller of Entra's has sent
   * @param delegated where a subject token comes from when such a caller sent none, if from
   *     anywhere
   * @param foreign what is done with the callers of other issuers, where some are listed
   */
  public CallerAuthentication(
      CallerCheck callers,
      SentSubject sent,
      Optional<DelegatedSubject> delegated,
      Optional<ForeignSubject> foreign) {
    this.callers = callers;
    this.sent = sent;
    this.delegated = delegated;
    this.foreign = foreign;
  }

  @Override
  public Step<ExchangeSubject> authenticate(
      ExchangeRequest request, Budget budget, Deadline deadline) {
    Trail start = request.subjectToken().map(Trail.EMPTY::withSubjectToken).orElse(Trail.EMPTY);
    return callers
        .check(request.bearer(), start, deadline)
        .then((caller, trail) -> subject(caller, request, budget, trail, deadline));
  }

  @Override
  public void refusedByAcs(ExchangeSubject subject) {
    if (subject instanceof OnBehalfOf(VerifiedToken token, VerifiedToken caller)) {
      delegated.ifPresent(source -> source.forget(caller, token.token()));
    }
  }

  @Override
  public List<ReadinessProblem> prepare(Deadline deadline) {
    Optional<ReadinessProblem> keys = callers.prepare(deadline);
    Optional<ReadinessProblem> subjectKeys = foreign.flatMap(it -> it.prepare(deadline));
    Optional<ReadinessProblem> entra = delegated.flatMap(DelegatedSubject::prepare);
    // Both are Entra's keys where the callers are
    return Stream.of(keys, subjectKeys, entra).flatMap(Optional::stream).distinct().toList();
  }

  private Step<ExchangeSubject> subject(
      Caller caller, ExchangeRequest request, Budget budget, Trail trail, Deadline deadline) {
    // No switch over the two: it is made at run time, and the first answer waits for it
    if (caller instanceof ForeignCaller other) {
      return foreign.orElseThrow().subject(request.subjectToken(), other, trail, deadline);
    }
    return asserted((VerifiedToken) caller, request, trail)
        .then((same, further) -> subject(same, request, budget, further, deadline));
  }

  /** The subject will be the caller: whoever else is asserted, nobody needs to ask Entra for. */
  private static Step<VerifiedToken> asserted(
      VerifiedToken caller, ExchangeRequest request, Trail trail) {
    return Step.unless(
        AssertionCheck.user(caller.subject(), "caller token", request), caller, trail);
  }

  private Step<ExchangeSubject> subject(
      VerifiedToken caller,
      ExchangeRequest request,
      Budget budget,
      Trail trail,
      Deadline deadline) {
    Optional<ReceivedToken> token = request.subjectToken();
    if (token.isPresent()) {
      return sent.subject(token.get(), caller, trail, deadline)
          .then((subject, further) -> sameUser(subject, caller, further));
    }
    return delegated.isPresent()
        ? delegated.get().subject(caller, budget, trail, deadline)
        : new Step.Stopped<>(SentSubject.missing(""), Stage.TOKEN, trail);
  }

  private static Step<ExchangeSubject> sameUser(
      ExchangeSubject subject, VerifiedToken caller, Trail trail) {
    Subject expected = caller.subject();
    if (subject.subject().equals(expected)) {
      return new Step.Passed<>(subject, trail);
    }
    String claim = subject.subject().tenant().equals(expected.tenant()) ? "oid" : "tid";
    return new Step.Stopped<>(
        new Refused(
            AccessRefusal.of(
                RefusalCode.CALLER_MISMATCH,
                "Caller token and subject token are not of the same user of the same tenant. Get"
                    + " both for the account that is signed in.",
                claim,
                "the " + claim + " of the caller token")),
        Stage.POLICY,
        // Whose token it is that somebody else sent is nobody's fault but the caller's
        trail);
  }
}
