package io.acsbroker.users;

import io.acsbroker.admission.Budget;
import io.acsbroker.admission.CallerCheck;
import io.acsbroker.admission.UserLimit;
import io.acsbroker.identity.IdentityStore;
import io.acsbroker.issuance.IdentityIssuer;
import io.acsbroker.net.AwaitedWork;
import io.acsbroker.net.FairThreads;
import io.acsbroker.outcome.ExchangeOutcome.DeadlinePassed;
import io.acsbroker.outcome.ExchangeOutcome.Refused;
import io.acsbroker.outcome.ExchangeOutcome.RefusedForNow;
import io.acsbroker.outcome.FinishedExchange;
import io.acsbroker.outcome.Refusal;
import io.acsbroker.outcome.Source;
import io.acsbroker.outcome.Stage;
import io.acsbroker.outcome.Step;
import io.acsbroker.outcome.TooManyRequests;
import io.acsbroker.outcome.Trail;
import io.acsbroker.subject.Caller;
import io.acsbroker.token.Deadline;
import io.acsbroker.token.Person;
import io.acsbroker.users.EnsuredIdentity.Ended;
import io.acsbroker.users.IdentityRequest.Create;
import io.acsbroker.users.IdentityRequest.Delete;
import io.acsbroker.users.IdentityRequest.Revoke;
import io.acsbroker.users.IdentityRequest.Show;
import io.acsbroker.users.IdentityRequest.Token;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Answers requests about the ACS identity of the caller. The work is done on threads of which there
 * are so many, and each user has a share. It is not begun after the deadline; who asked is let go
 * at the deadline and hears so, and what was begun is ended.
 */
public final class UserIdentities {
  /** The user's limit counts all requests about identities together. */
  private static final String LIMIT = "identity";

  private static final String SHOWING = "show";

  /** Looks into the table that one user may have made in ten minutes, of each of the two kinds. */
  private static final int LOOKS = 120;

  private static final int READING = 16;
  private static final int WORKING = 32;
  private static final int WAITING = 1_000;

  private final CallerCheck callers;
  private final IdentityPolicy policy;
  private final IdentityIssuer issuer;
  private final IdentityStore store;
  private final UserLimit userLimit;
  private final UserLimit looks;
  private final ShownIdentities shown;
  private final IntentWatch watch;
  private final UserLocks locks = new UserLocks();

  /** What only looks into the table does not wait for what waits for ACS. */
  private final FairThreads readers = new FairThreads("identity-read-", READING, WAITING);

  private final FairThreads workers = new FairThreads("identity-", WORKING, WAITING);

  /**
   * @param userLimit of the requests of one user that make ACS do something
   * @param clock by which looks into the table count
   */
  public UserIdentities(
      CallerCheck callers,
      IdentityPolicy policy,
      IdentityIssuer issuer,
      IdentityStore store,
      UserLimit userLimit,
      IntentWatch watch,
      InstantSource clock) {
    this.callers = callers;
    this.policy = policy;
    this.issuer = issuer;
    this.store = store;
    this.userLimit = userLimit;
    this.watch = watch;
    this.looks = new UserLimit(LOOKS, clock);
    this.shown = new ShownIdentities(clock);
  }

  /** Verifies, judges, and does what is asked for. Waits until the deadline at most. */
  public FinishedExchange handle(IdentityRequest request, Deadline deadline) {
    Step<Caller> admitted =
        callers
            .check(request.bearer(), Trail.EMPTY, deadline)
            .then((caller, trail) -> allowed(caller, request, trail));
    return switch (admitted) {
      case Step.Stopped<Caller>(var outcome, var stage, var trail) ->
          FinishedExchange.refused(outcome, stage, trail);
      case Step.Passed<Caller>(Caller caller, Trail trail) ->
          request instanceof Show
              ? shown.show(
                  caller.person(),
                  trail,
                  deadline,
                  () -> looked(SHOWING, request, caller.person(), trail, deadline))
              : counted(request, caller.person(), trail, deadline);
    };
  }

  private Step<Caller> allowed(Caller caller, IdentityRequest request, Trail trail) {
    Optional<Refusal> refusal =
        request instanceof Token token ? policy.refusal(policy.options(token)) : Optional.empty();
    return Step.unless(refusal, caller, trail);
  }

  private FinishedExchange counted(
      IdentityRequest request, Person user, Trail trail, Deadline deadline) {
    Budget budget = userLimit.budget(LIMIT);
    Optional<Duration> tooMany = budget.take(user);
    if (tooMany.isPresent()) {
      return FinishedExchange.refused(
          TooManyRequests.until(tooMany.get()), Stage.USER_LIMIT, trail);
    }
    FinishedExchange finished = looked(LIMIT, request, user, trail, deadline);
    settle(budget, finished);
    return finished;
  }

  /** Whatever is asked for begins with a look into the table, and may be no more than that. */
  private FinishedExchange looked(
      String kind, IdentityRequest request, Person user, Trail trail, Deadline deadline) {
    Budget look = looks.budget(kind);
    Optional<Duration> tooMany = look.take(user);
    if (tooMany.isPresent()) {
      return FinishedExchange.refused(
          TooManyRequests.lookingUntil(tooMany.get()), Stage.USER_LIMIT, trail);
    }
    FinishedExchange finished = finished(request, user, trail, deadline);
    boolean paidOtherwise = finished.acs().tries() > 0 && !failed(finished);
    if (paidOtherwise || hasNotBegun(finished)) {
      look.nobodyAsked();
    }
    return finished;
  }

  /** An outage is given back, and so is what made ACS do nothing. */
  private static void settle(Budget budget, FinishedExchange finished) {
    boolean asked = finished.acs().tries() > 0;
    boolean late = finished.outcome() instanceof DeadlinePassed;
    // As ACS wants it, or since it fails whoever asks: that is not for this user to pay
    boolean leftAlone = !asked && finished.stage() == Stage.ACS;
    if (hasNotBegun(finished)) {
      budget.nobodyAsked();
    } else if (late ? !asked : failed(finished) && !leftAlone) {
      budget.outage();
    } else if (!asked) {
      budget.nobodyAsked();
    }
  }

  private static boolean failed(FinishedExchange finished) {
    return finished.outcome() instanceof RefusedForNow
        || (finished.outcome() instanceof Refused(Refusal refusal) && refusal.code().isFailure());
  }

  private static boolean hasNotBegun(FinishedExchange finished) {
    return finished.table().isEmpty();
  }

  private FinishedExchange finished(
      IdentityRequest request, Person user, Trail trail, Deadline deadline) {
    IdentityCalls calls =
        new IdentityCalls(issuer, store, user, () -> shown.forget(user), deadline);
    IdentityOperations operations = new IdentityOperations(calls, locks, watch);
    AwaitedWork<Ended> work = new AwaitedWork<>(user, deadline, () -> ended(request, operations));
    FairThreads threads = request instanceof Show ? readers : workers;
    return switch (threads.start(work)) {
      case ACCEPTED -> awaited(work, calls, trail, deadline);
      case USER_HAS_ENOUGH ->
          FinishedExchange.refused(TooManyRequests.atOnce(), Stage.USER_LIMIT, trail);
      case FULL -> FinishedExchange.refused(IdentityFailure.busy(), Stage.TABLE, trail);
    };
  }

  private static FinishedExchange finished(Ended ended, IdentityCalls calls, Trail trail) {
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

  /** Who waits goes at the deadline: what was begun goes on, and what was not is given up. */
  private static FinishedExchange awaited(
      AwaitedWork<Ended> work, IdentityCalls calls, Trail trail, Deadline deadline) {
    Optional<Ended> ended = work.awaitUnlessBegun(deadline);
    DeadlinePassed late = DeadlinePassed.waitingFor("the identity");
    return ended.isEmpty() && !work.hasBegun()
        ? FinishedExchange.refused(late, Stage.TABLE, trail)
        : finished(ended.orElseGet(() -> new Ended(late, Stage.ACS)), calls, trail);
  }
}
