package io.acsbroker.exchange;

import static io.acsbroker.exchange.IdentityBench.CALLER;
import static io.acsbroker.exchange.IdentityBench.USER;
import static io.acsbroker.exchange.IdentityBench.token;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.exchange.ExchangeOutcome.Identified;
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
  private final IdentityBench bench = new IdentityBench();

  private static Set<IdentityMark> marks(FinishedExchange finished) {
    return finished.identity().orElseThrow().marks();
  }

  @Test
  void insertsAnIntentBeforeAnythingIsMade() {
    bench.acs.before =
        operation -> {
          assertTrue(bench.table.rows.containsKey(USER));
          assertEquals(Optional.empty(), bench.kept());
          return Optional.empty();
        };
    FinishedExchange finished = bench.granted();
    assertEquals(Set.of(IdentityMark.MADE), marks(finished));
    assertEquals(List.of("find", "find", "intend", "keep"), bench.table.asked);
    assertEquals(List.of("create"), bench.acs.asked);
    assertEquals(1, finished.acs().tries());
  }

  @Test
  void asksForATokenAloneOfAnIdentityThatIsThere() {
    bench.table.put(USER, Optional.of(bench.acs.make()));
    FinishedExchange finished = bench.granted();
    assertEquals(Set.of(), marks(finished));
    assertEquals(List.of("find"), bench.table.asked);
    assertEquals(List.of("issue"), bench.acs.asked);
  }

  @Test
  void saysWhetherTheIdentityIsNew() {
    Identified made = (Identified) bench.handle(new IdentityRequest.Create(CALLER)).outcome();
    assertEquals(new Identified(made.identity(), true), made);
    assertEquals(
        new Identified(made.identity(), false),
        bench.handle(new IdentityRequest.Create(CALLER)).outcome());
    assertEquals(
        new Identified(made.identity(), false),
        bench.handle(new IdentityRequest.Show(CALLER)).outcome());
  }

  @Test
  void showsNoneAndMakesNoneWhereThereIsNone() {
    IdentityRequest show = new IdentityRequest.Show(CALLER);
    assertEquals(RefusalCode.IDENTITY_NOT_FOUND, IdentityBench.code(bench.handle(show)));
    bench.table.put(USER, Optional.empty());
    assertEquals(RefusalCode.IDENTITY_NOT_FOUND, IdentityBench.code(bench.handle(show)));
    assertEquals(List.of(), bench.acs.asked);
  }

  private void allAtOnce(int requests, IdentityExchange... instances) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(requests)) {
      List<Callable<FinishedExchange>> all = new ArrayList<>();
      for (int i = 0; i < requests; i++) {
        IdentityExchange instance = instances[i % instances.length];
        all.add(() -> instance.handle(token(), Deadline.in(Duration.ofMinutes(1))));
      }
      for (Future<FinishedExchange> one : threads.invokeAll(all)) {
        ExchangeOutcome.GrantedToIdentity granted =
            (ExchangeOutcome.GrantedToIdentity) one.get().outcome();
        assertEquals(bench.kept().map(AcsIdentity::id), Optional.of(granted.token().userId()));
      }
    }
    assertEquals(Optional.of(bench.acs.identities), bench.kept().map(Set::of));
  }

  @Test
  void endsWithOneIdentityForTwoHundredAtOnce() throws Exception {
    allAtOnce(200, bench.instance());
    assertEquals(1, bench.acs.created.get());
  }

  @Test
  void endsWithOneIdentityForTwoHundredOfTwoInstances() throws Exception {
    bench.meanwhile =
        () -> {
          try {
            Thread.sleep(5);
          } catch (InterruptedException impossible) {
            throw new IllegalStateException(impossible);
          }
        };
    allAtOnce(200, bench.instance(), bench.instance());
  }

  @Test
  void removesWhatItMadeWhereAnotherInstanceWasFaster() {
    bench.acs.before =
        operation -> {
          if (operation.equals("create")) {
            bench.table.put(USER, Optional.of(bench.acs.make()));
          }
          return Optional.empty();
        };
    AcsIdentity winner = new AcsIdentity("8:acs:1");
    FinishedExchange finished = bench.granted();
    assertEquals(Optional.of(winner), bench.kept());
    assertEquals(Set.of(winner), bench.acs.identities);
    assertEquals(Set.of(IdentityMark.GIVEN_UP), marks(finished));
  }

  @Test
  void waitsForAnotherInstanceThatMeansToMakeIt() {
    bench.table.put(USER, Optional.empty());
    bench.meanwhile = () -> bench.table.put(USER, Optional.of(bench.acs.make()));
    assertEquals(Set.of(), marks(bench.granted()));
    assertEquals(1, bench.acs.created.get());
  }

  @Test
  void healsAUserAfterACrashBetweenAcsAndTheTable() {
    bench.table.put(USER, Optional.empty());
    AcsIdentity orphan = bench.acs.make();
    assertEquals(Set.of(IdentityMark.TAKEN_OVER), marks(bench.granted()));
    AcsIdentity healed = bench.kept().orElseThrow();
    assertEquals(Set.of(orphan, healed), bench.acs.identities);
    assertEquals(Set.of(), marks(bench.granted()));
  }

  @Test
  void letsTheSlowOneRemoveItsOwnWhereItWasTakenForACrashedOne() {
    bench.acs.before =
        operation -> {
          if (operation.equals("create") && bench.acs.created.get() == 0) {
            bench.acs.before = any -> Optional.empty();
            bench.granted();
          }
          return Optional.empty();
        };
    assertEquals(Set.of(IdentityMark.GIVEN_UP), marks(bench.granted()));
    assertEquals(Optional.of(bench.acs.identities), bench.kept().map(Set::of));
  }

  @Test
  void makesAnIdentityAnewThatAcsNoLongerKnows() {
    AcsIdentity lost = new AcsIdentity("8:acs:lost");
    bench.table.put(USER, Optional.of(lost));
    FinishedExchange finished = bench.granted();
    assertEquals(Set.of(IdentityMark.MADE_ANEW), marks(finished));
    assertEquals(List.of("issue", "create"), bench.acs.asked);
    assertEquals(Optional.of(bench.acs.identities), bench.kept().map(Set::of));
  }

  @Test
  void takesTheIdentityThatAnotherRequestMadeAnew() {
    bench.table.put(USER, Optional.of(new AcsIdentity("8:acs:lost")));
    bench.acs.before =
        operation -> {
          if (operation.equals("issue") && bench.acs.created.get() == 0) {
            bench.table.put(USER, Optional.of(bench.acs.make()));
          }
          return Optional.empty();
        };
    assertEquals(Set.of(), marks(bench.granted()));
    assertEquals(1, bench.acs.created.get());
  }

  @Test
  void makesItAnewOnceAndNoMore() {
    bench.table.put(USER, Optional.of(new AcsIdentity("8:acs:lost")));
    bench.acs.before =
        operation -> {
          if (operation.equals("issue")) {
            bench.table.put(USER, Optional.of(new AcsIdentity("8:acs:lost_too")));
          }
          return Optional.empty();
        };
    FinishedExchange finished = bench.handle(token());
    assertEquals(RefusalCode.ACS_ANSWER_NOT_UNDERSTOOD, IdentityBench.code(finished));
    assertEquals(List.of("issue", "issue"), bench.acs.asked);
  }
}
