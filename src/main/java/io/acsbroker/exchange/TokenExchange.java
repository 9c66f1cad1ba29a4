package io.acsbroker.exchange;

import io.acsbroker.admission.Authentication;
import io.acsbroker.admission.Budget;
import io.acsbroker.admission.ExchangePolicy;
import io.acsbroker.admission.ExchangeRequest;
import io.acsbroker.issuance.AcsReport;
import io.acsbroker.issuance.Issuance;
import io.acsbroker.issuance.Issuance.RefusalReason;
import io.acsbroker.outcome.ExchangeOutcome;
import io.acsbroker.outcome.ExchangeOutcome.DeadlinePassed;
import io.acsbroker.outcome.ExchangeOutcome.RefusedForNow;
import io.acsbroker.outcome.ExchangeSubject;
import io.acsbroker.outcome.FinishedExchange;
import io.acsbroker.outcome.IssuanceAnswer;
import io.acsbroker.outcome.Source;
import io.acsbroker.outcome.Stage;
import io.acsbroker.outcome.Step;
import io.acsbroker.outcome.Trail;
import io.acsbroker.token.Deadline;
import io.acsbroker.token.ExchangeRoute;
import io.acsbroker.token.ReadinessProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The exchange of one route: a subject token in, the token that ACS issues for its user out.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8693">RFC 8693, OAuth 2.0 Token Exchange</a>
 */
public final class TokenExchange {
  private final ExchangeRoute route;
  private final Authentication authentication;
  private final ExchangePolicy policy;
  private final SharedIssuance issuance;

  public TokenExchange(
      ExchangeRoute route,
      Authentication authentication,
      ExchangePolicy policy,
      SharedIssuance issuance) {
    this.route = route;
    this.authentication = authentication;
    this.policy = policy;
    this.issuance = issuance;
  }

  /**
   * Verifies, judges, and has a token issued: in this order, and no step after one that refuses.
   * Waits for others until the deadline at most.
   */
  public FinishedExchange exchange(ExchangeRequest request, Deadline deadline) {
    Budget budget = issuance.budget(route);
    Step<ExchangeSubject> admitted =
        authentication
            .authenticate(request, budget, deadline)
            .then((subject, trail) -> policy.admit(subject, request, trail));
    // Before the switch, which is made at run time: the first token need not wait for that
    if (admitted instanceof Step.Passed<ExchangeSubject>(var subject, var trail)) {
      return obtained(subject, budget, trail, deadline);
    }
    return switch (admitted) {
      case Step.Passed<ExchangeSubject>(var subject, var trail) ->
          obtained(subject, budget, trail, deadline);
      case Step.Stopped<ExchangeSubject>(var outcome, var stage, var trail) ->
          FinishedExchange.refused(outcome, stage, trail);
    };
  }

  /**
   * Makes ready what the first exchange would wait for, and says all that stands in its way: keys
   * that cannot be fetched, and credentials. Empty where nothing does.
   */
  public List<ReadinessProblem> prepare(Deadline deadline) {
    List<ReadinessProblem> problems = new ArrayList<>(authentication.prepare(deadline));
    issuance.prepare(deadline).ifPresent(problems::add);
    return List.copyOf(problems);
  }

  private FinishedExchange obtained(
      ExchangeSubject subject, Budget budget, Trail trail, Deadline deadline) {
    IssuanceResult result = issuance.obtain(route, subject, budget, deadline);
    // Before the switch, as above
    if (result instanceof IssuanceResult.Answered answered) {
      return answered(answered, subject, trail, deadline);
    }
    return switch (result) {
      case IssuanceResult.Answered answered -> answered(answered, subject, trail, deadline);
      case IssuanceResult.OverLimit(RefusedForNow outcome) ->
          FinishedExchange.refused(outcome, Stage.USER_LIMIT, trail);
      case IssuanceResult.Late(Optional<AcsReport<Issuance>> report) -> late(trail, report);
    };
  }

  private FinishedExchange answered(
      IssuanceResult.Answered answered, ExchangeSubject subject, Trail trail, Deadline deadline) {
    AcsReport<Issuance> report = answered.report();
    ExchangeOutcome outcome = outcome(report.answer(), subject, deadline);
    return FinishedExchange.answered(outcome, Stage.of(report), trail, report, answered.source());
  }

  private ExchangeOutcome outcome(Issuance issuance, ExchangeSubject subject, Deadline deadline) {
    // Before the switch, as above
    if (issuance instanceof Issuance.Issued(var issued)) {
      return IssuedUserCheck.outcome(issued, route, subject);
    }
    return switch (issuance) {
      case Issuance.Issued(var issued) -> IssuedUserCheck.outcome(issued, route, subject);
      case Issuance.Refused refused -> {
        if (refused.reason() == RefusalReason.SUBJECT_TOKEN_REJECTED) {
          authentication.refusedByAcs(subject);
        }
        yield IssuanceAnswer.to(refused, subject);
      }
      case Issuance.Unavailable unavailable ->
          ExchangeOutcome.unlessLate(
              deadline, unavailable.diagnosis(), () -> IssuanceAnswer.to(unavailable));
    };
  }

  private static FinishedExchange late(Trail trail, Optional<AcsReport<Issuance>> report) {
    Stage stage = report.map(Stage::of).orElse(Stage.ACS);
    ExchangeOutcome outcome = DeadlinePassed.waitingFor(stage.name());
    return report
        .map(known -> FinishedExchange.answered(outcome, stage, trail, known, Source.ACS))
        .orElseGet(() -> FinishedExchange.refused(outcome, stage, trail));
  }
}
