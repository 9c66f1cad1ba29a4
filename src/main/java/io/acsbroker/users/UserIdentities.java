package io.acsbroker.users;

import io.acsbroker.admission.Budget;
import io.acsbroker.admission.CallerCheck;
import io.acsbroker.admission.UserLimit;
import io.acsbroker.identity.IdentityStore;
import io.acsbroker.issuance.IdentityIssuer;
import io.acsbroker.outcome.ExchangeOutcome.BadGateway;
import io.acsbroker.outcome.ExchangeOutcome.DeadlinePassed;
import io.acsbroker.outcome.ExchangeOutcome.TooManyRequests;
import io.acsbroker.outcome.ExchangeOutcome.Unavailable;
import io.acsbroker.outcome.FinishedExchange;
import io.acsbroker.outcome.Refusal;
import io.acsbroker.outcome.Source;
import io.acsbroker.outcome.Stage;
import io.acsbroker.outcome.Step;
import io.acsbroker.outcome.Trail;
import io.acsbroker.subject.VerifiedToken;
import io.acsbroker.token.Deadline;
import io.acsbroker.token.Subject;
import io.acsbroker.users.EnsuredIdentity.Ended;
import io.acsbroker.users.IdentityRequest.Create;
import io.acsbroker.users.IdentityRequest.Delete;
import io.acsbroker.users.IdentityRequest.Revoke;
import io.acsbroker.users.IdentityRequest.Show;
import io.acsbroker.users.IdentityRequest.Token;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Answers requests about the ACS identity of the caller. The work is done on a thread that is let
 * go at the deadline: who asked hears so, and what was begun is ended.
 */
public final class UserIdentities {
  /** The user's limit counts all requests about identities together. */
  private static final String LIMIT = "identity";

  private final CallerCheck callers;
  private final IdentityPolicy policy;
  private final IdentityIssuer issuer;
  private final IdentityStore store;
  private final UserLimit userLimit;
  private final IntentWatch watch;
  private final UserLocks locks = new UserLocks();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("identity-", 0).factory());

  /**
   * @param userLimit of the requests of one user that make ACS do something
   */
  public UserIdentities(
      CallerCheck callers,
      IdentityPolicy policy,
      IdentityIssuer issuer,
      IdentityStore store,
      UserLimit userLimit,
      IntentWatch watch) {
    this.callers = callers;
    this.policy = policy;
    this.issuer = issuer;
    this.store = store;
    this.userLimit = userLimit;
    this.watch = watch;
  }

  /** Verifies, judges, and does what is asked for. Waits until the deadline at most. */
  public FinishedExchange handle(IdentityRequest request, Deadline deadline) {
    Step<VerifiedToken> admitted =
        callers
            .check(request.bearer(), Trail.EMPTY, deadline)
            .then((caller, trail) -> allowed(caller, request, trail));
    return switch (admitted) {
      case Step.Stopped<VerifiedToken>(var outcome, var stage, var trail) ->
          FinishedExchange.refused(outcome, stage, trail);
      case Step.Passed<VerifiedToken>(VerifiedToken caller, Trail trail) ->
          counted(request, caller.subject(), trail, deadline);
    };
  }

  private Step<VerifiedToken> allowed(VerifiedToken caller, IdentityRequest request, Trail trail) {
    Optional<Refusal> refusal =
        request instanceof Token token ? policy.refusal(policy.options(token)) : Optional.empty();
    return Step.unless(refusal, caller, trail);
  }

  private FinishedExchange counted(
      IdentityRequest request, Subject user, Trail trail, Deadline deadline) {
    boolean limited = !(request instanceof Show);
    Budget budget = userLimit.budget(LIMIT);
    Optional<Duration> tooMany = limited ? budget.take(user) : Optional.empty();
    if (tooMany.isPresent()) {
      return FinishedExchange.refused(
          TooManyRequests.until(tooMany.get()), Stage.USER_LIMIT, trail);
    }
    FinishedExchange finished = finished(request, user, trail, deadline);
    settle(budget, finished);
    return finished;
  }

  /** An outage does not count, nor what made ACS do nothing. */
  private static void settle(Budget budget, FinishedExchange finished) {
    boolean asked = finished.acs().tries() > 0;
    boolean failed =
        finished.outcome() instanceof Unavailable || finished.outcome() instanceof BadGateway;
    boolean late = finished.outcome() instanceof DeadlinePassed;
    if (failed || (late && !asked)) {
      budget.outage();
    } else if (!asked) {
      budget.nobodyAsked();
    }
  }

  private FinishedExchange finished(
      IdentityRequest request, Subject user, Trail trail, Deadline deadline) {
    IdentityCalls calls = new IdentityCalls(issuer, store, user, deadline);
    IdentityOperations operations = new IdentityOperations(calls, locks, watch);
    CompletableFuture<Ended> running =
        CompletableFuture.supplyAsync(
            () -> deadline.hasPassed() ? late() : ended(request, operations), threads);
    Ended ended = awaited(running, deadline);
    return new FinishedExchange(
        ended.outcome(),
        ended.stage(),
        calls.acs().tries() == 0 ? Source.BROKER : Source.ACS,
        trail,
        calls.acs(),
        Optional.of(calls.table()));
  }

  private Ended ended(IdentityRequest request, IdentityOperations operations) {
    return switch (request) {
      case Show show -> operations.show();
      case Create create -> operations.create();
      case Token token -> operations.token(policy.options(token));
      case Revoke revoke -> operations.revoke();
      case Delete delete -> operations.delete();
    };
  }

  private static Ended late() {
    return new Ended(DeadlinePassed.waitingFor("the identity"), Stage.ACS);
  }

  private static Ended awaited(CompletableFuture<Ended> running, Deadline deadline) {
    return deadline.await(running).orElseGet(UserIdentities::late);
  }
}
