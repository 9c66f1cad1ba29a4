package io.acsbroker.users;

import static io.acsbroker.users.IdentityFixture.CALLER;
import static io.acsbroker.users.IdentityFixture.USER;
import static io.acsbroker.users.IdentityFixture.token;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.outcome.ExchangeOutcome;
import io.acsbroker.outcome.ExchangeOutcome.Identified;
import io.acsbroker.outcome.ExchangeOutcome.RefusedForNow;
import io.acsbroker.outcome.FinishedExchange;
import io.acsbroker.outcome.IdentityMark;
import io.acsbroker.outcome.RefusalCode;
import io.acsbroker.token.AcsIdentity;
import io.acsbroker.token.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** A user's first request makes one identity, and the first requests of many make no more. */
class FirstUseTest {
  private final IdentityFixture fixture = new IdentityFixture();

  private static Set<IdentityMark> marks(FinishedExchange finished) {
    return finished.table().orElseThrow().marks();
  }

  @Test
  void insertsAnIntentBeforeAnythingIsMade() {
    fixture.acs.before =
        operation -> {
          assertTrue(fixture.table.rows.containsKey(USER));
          assertEquals(Optional.empty(), fixture.kept());
          return Optional.empty();
        };
    FinishedExchange finished = fixture.granted();
    assertEquals(Set.of(IdentityMark.MADE), marks(finished));
    assertEquals(List.of("find", "find", "intend", "keep"), fixture.table.asked);
    assertEquals(List.of("create"), fixture.acs.asked);
    assertEquals(1, finished.acs().tries());
  }

  @Test
  void asksForATokenAloneOfAnIdentityThatIsThere() {
    fixture.table.put(USER, Optional.of(fixture.acs.make()));
    FinishedExchange finished = fixture.granted();
    assertEquals(Set.of(), marks(finished));
    assertEquals(List.of("find"), fixture.table.asked);
    assertEquals(List.of("issue"), fixture.acs.asked);
  }

  @Test
  void saysWhetherTheIdentityIsNew() {
    Identified made = (Identified) fixture.handle(new IdentityRequest.Create(CALLER)).outcome();
    assertEquals(new Identified(made.identity(), true), made);
    assertEquals(
        new Identified(made.identity(), false),
        fixture.handle(new IdentityRequest.Create(CALLER)).outcome());
    assertEquals(
        new Identified(made.identity(), false),
        fixture.handle(new IdentityRequest.Show(CALLER)).outcome());
  }

  @Test
  void showsNoneAndMakesNoneWhereThereIsNone() {
    IdentityRequest show = new IdentityRequest.Show(CALLER);
    assertEquals(RefusalCode.IDENTITY_NOT_FOUND, IdentityFixture.code(fixture.handle(show)));
    fixture.table.put(USER, Optional.empty());
    assertEquals(RefusalCode.IDENTITY_NOT_FOUND, IdentityFixture.code(fixture.handle(show)));
    assertEquals(List.of(), fixture.acs.asked);
  }

  /** As a client that is told to ask again asks again: a user has four requests under way. */
  private static FinishedExchange patient(UserIdentities instance) {
    while (true) {
      FinishedExchange finished = instance.handle(token(), Deadline.in(Duration.ofMinutes(1)));
      boolean tooMany =
          finished.outcome() instanceof RefusedForNow now
              && now.refusal().code() == RefusalCode.TOO_MANY_REQUESTS;
      if (!tooMany) {
        return finished;
      }
      Thread.onSpinWait();
    }
  }

  private void allAtOnce(int requests, UserIdentities... instances) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(requests)) {
      List<Callable<FinishedExchange>> all = new ArrayList<>();
      for (int i = 0; i < requests; i++) {
        UserIdentities instance = instances[i % instances.length];
        all.add(() -> patient(instance));
      }
      for (Future<FinishedExchange> one : threads.invokeAll(all)) {
        ExchangeOutcome.GrantedToIdentity granted =
            (ExchangeOutcome.GrantedToIdentity) one.get().outcome();
        assertEquals(fixture.kept().map(AcsIdentity::id), Optional.of(granted.token().userId()));
      }
    }
    assertEquals(Optional.of(fixture.acs.identities), fixture.kept().map(Set::of));
  }

  @Test
  void endsWithOneIdentityForTwoHundredAtOnce() throws Exception {
    allAtOnce(200, fixture.instance());
    assertEquals(1, fixture.acs.created.get());
  }

  @Test
  void endsWithOneIdentityForTwoHundredOfTwoInstances() throws Exception {
    fixture.meanwhile =
        () -> {
          try {
            Thread.sleep(5);
          } catch (InterruptedException impossible) {
            throw new IllegalStateException(impossible);
          }
        };
    allAtOnce(200, fixture.instance(), fixture.instance());
  }

  @Test
  void removesWhatItMadeWhereAnotherInstanceWasFaster() {
    fixture.acs.before =
        operation -> {
          if (operation.equals("create")) {
            fixture.table.put(USER, Optional.of(fixture.acs.make()));
          }
          return Optional.empty();
        };
    AcsIdentity winner = new AcsIdentity("8:acs:1");
    FinishedExchange finished = fixture.granted();
    assertEquals(Optional.of(winner), fixture.kept());
    assertEquals(Set.of(winner), fixture.acs.identities);
    assertEquals(Set.of(IdentityMark.GIVEN_UP), marks(finished));
  }

  @Test
  void waitsForAnotherInstanceThatMeansToMakeIt() {
    fixture.table.put(USER, Optional.empty());
    fixture.meanwhile = () -> fixture.table.put(USER, Optional.of(fixture.acs.make()));
    assertEquals(Set.of(), marks(fixture.granted()));
    assertEquals(1, fixture.acs.created.get());
  }

  @Test
  void healsAUserAfterACrashBetweenAcsAndTheTable() {
    fixture.table.put(USER, Optional.empty());
    AcsIdentity orphan = fixture.acs.make();
    assertEquals(Set.of(IdentityMark.TAKEN_OVER), marks(fixture.granted()));
    AcsIdentity healed = fixture.kept().orElseThrow();
    assertEquals(Set.of(orphan, healed), fixture.acs.identities);
    assertEquals(Set.of(), marks(fixture.granted()));
  }

  @Test
  void letsTheSlowOneRemoveItsOwnWhereItWasTakenForACrashedOne() {
    fixture.acs.before =
        operation -> {
          if (operation.equals("create") && fixture.acs.created.get() == 0) {
            fixture.acs.before = any -> Optional.empty();
            fixture.granted();
          }
          return Optional.empty();
        };
    assertEquals(Set.of(IdentityMark.GIVEN_UP), marks(fixture.granted()));
    assertEquals(Optional.of(fixture.acs.identities), fixture.kept().map(Set::of));
  }

  @Test
  void makesAnIdentityAnewThatAcsNoLongerKnows() {
    AcsIdentity lost = new AcsIdentity("8:acs:lost");
    fixture.table.put(USER, Optional.of(lost));
    FinishedExchange finished = fixture.granted();
    assertEquals(Set.of(IdentityMark.MADE_ANEW), marks(finished));
    assertEquals(List.of("issue", "create"), fixture.acs.asked);
    assertEquals(Optional.of(fixture.acs.identities), fixture.kept().map(Set::of));
  }

  @Test
  void takesTheIdentityThatAnotherRequestMadeAnew() {
    fixture.table.put(USER, Optional.of(new AcsIdentity("8:acs:lost")));
    fixture.acs.before =
        operation -> {
          if (operation.equals("issue") && fixture.acs.created.get() == 0) {
            fixture.table.put(USER, Optional.of(fixture.acs.make()));
          }
          return Optional.empty();
        };
    assertEquals(Set.of(), marks(fixture.granted()));
    assertEquals(1, fixture.acs.created.get());
  }

  @Test
  void makesItAnewOnceAndNoMore() {
    fixture.table.put(USER, Optional.of(new AcsIdentity("8:acs:lost")));
    fixture.acs.before =
        operation -> {
          if (operation.equals("issue")) {
            fixture.table.put(USER, Optional.of(new AcsIdentity("8:acs:lost_too")));
          }
          return Optional.empty();
        };
    FinishedExchange finished = fixture.handle(token());
    assertEquals(RefusalCode.ACS_ANSWER_NOT_UNDERSTOOD, IdentityFixture.code(finished));
    assertEquals(List.of("issue", "issue"), fixture.acs.asked);
  }
}
