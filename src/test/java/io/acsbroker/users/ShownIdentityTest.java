package io.acsbroker.users;

import static io.acsbroker.users.IdentityFixture.CALLER;
import static io.acsbroker.users.IdentityFixture.USER;
import static io.acsbroker.users.IdentityFixture.token;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.acsbroker.fixture.EventDeadline;
import io.acsbroker.fixture.ManualClock;
import io.acsbroker.outcome.ExchangeOutcome;
import io.acsbroker.outcome.ExchangeOutcome.Identified;
import io.acsbroker.outcome.FinishedExchange;
import io.acsbroker.outcome.RefusalCode;
import io.acsbroker.outcome.Source;
import io.acsbroker.token.AcsIdentity;
import io.acsbroker.token.Deadline;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a user is shown from memory, and what always comes from the table. */
@Timeout(30)
class ShownIdentityTest {
  private static final IdentityRequest SHOW = new IdentityRequest.Show(CALLER);
  private static final IdentityRequest CREATE = new IdentityRequest.Create(CALLER);
  private static final IdentityRequest REVOKE = new IdentityRequest.Revoke(CALLER);
  private static final IdentityRequest DELETE = new IdentityRequest.Delete(CALLER);

  private final IdentityFixture fixture = new IdentityFixture();
  private final ManualClock clock = new ManualClock();
  private UserIdentities instance = fixture.instance();
  private AcsIdentity identity = new AcsIdentity("8:acs:none");

  @BeforeEach
  void makeIdentity() {
    fixture.clock = clock;
    instance = fixture.instance();
    identity = fixture.acs.make();
    fixture.table.put(USER, Optional.of(identity));
  }

  private FinishedExchange handle(IdentityRequest request) {
    return instance.handle(request, Deadline.in(Duration.ofSeconds(30)));
  }

  private void assertShown(AcsIdentity expected, Source source) {
    FinishedExchange shown = handle(SHOW);
    assertEquals(new Identified(expected, false), shown.outcome());
    assertEquals(source, shown.source());
    assertEquals(source == Source.BROKER, shown.table().isPresent());
  }

  private void assertNotFound() {
    assertEquals(RefusalCode.IDENTITY_NOT_FOUND, IdentityFixture.code(handle(SHOW)));
  }

  private int looks() {
    return Collections.frequency(fixture.table.asked, "find");
  }

  @Test
  void showsARowForFiveSecondsAndThenLooksAgain() {
    assertShown(identity, Source.BROKER);
    clock.pass(Duration.ofMillis(4_999));
    assertShown(identity, Source.MEMORY);
    assertEquals(1, looks());
    clock.pass(Duration.ofMillis(1));
    assertShown(identity, Source.BROKER);
    assertEquals(2, looks());
  }

  @Test
  void doesNotKeepThatThereIsNone() {
    fixture.table.rows.clear();
    assertNotFound();
    fixture.table.put(USER, Optional.of(identity));
    assertShown(identity, Source.BROKER);
  }

  @Test
  void doesNotKeepThatTheTableIsDown() {
    fixture.table.before = operation -> Optional.of(FakeTable.DOWN);
    assertEquals(RefusalCode.IDENTITY_TABLE_UNAVAILABLE, IdentityFixture.code(handle(SHOW)));
    fixture.table.before = operation -> Optional.empty();
    assertShown(identity, Source.BROKER);
  }

  @Test
  void forgetsTheRowWithEveryWriteOfItsOwn() {
    assertShown(identity, Source.BROKER);
    assertEquals(new ExchangeOutcome.Done(), handle(DELETE).outcome());
    assertNotFound();
    Identified made = (Identified) handle(CREATE).outcome();
    assertShown(made.identity(), Source.BROKER);
    assertShown(made.identity(), Source.MEMORY);
  }

  @Test
  void forgetsTheRowWhereItIsNotKnownWhetherItWasWritten() {
    assertShown(identity, Source.BROKER);
    fixture.table.after =
        operation -> operation.equals("remove") ? Optional.of(FakeTable.DOWN) : Optional.empty();
    assertEquals(RefusalCode.IDENTITY_TABLE_UNAVAILABLE, IdentityFixture.code(handle(DELETE)));
    assertNotFound();
  }

  @Test
  void seesWhatAnotherInstanceWroteAfterFiveSeconds() {
    assertShown(identity, Source.BROKER);
    fixture.handle(DELETE);
    assertShown(identity, Source.MEMORY);
    clock.pass(Duration.ofSeconds(5));
    assertNotFound();
  }

  @Test
  void readsTheTableForTokensRevocationAndDeletion() {
    assertShown(identity, Source.BROKER);
    fixture.handle(DELETE);
    int before = looks();
    handle(REVOKE);
    handle(DELETE);
    assertEquals(before + 2, looks());
    assertEquals(List.of("delete"), fixture.acs.asked, "nothing is revoked or removed from memory");
    handle(token());
    assertEquals(List.of("delete", "create"), fixture.acs.asked);
  }

  /** A look that began before a write may have seen what was there before it. */
  @Test
  void keepsNothingOfALookThatAWriteOvertook() throws InterruptedException {
    CountDownLatch looking = new CountDownLatch(1);
    CountDownLatch written = new CountDownLatch(1);
    fixture.table.after =
        operation -> {
          if (operation.equals("find") && looking.getCount() > 0) {
            looking.countDown();
            awaited(written);
          }
          return Optional.empty();
        };
    CompletableFuture<FinishedExchange> overtaken =
        CompletableFuture.supplyAsync(() -> handle(SHOW));
    looking.await();
    assertEquals(new ExchangeOutcome.Done(), handle(DELETE).outcome());
    assertNotFound();
    written.countDown();
    assertEquals(new Identified(identity, false), overtaken.join().outcome());
    assertNotFound();
  }

  @Test
  void asksTheTableOnceForAllWhoLookAtTheSameTime() throws Exception {
    CountDownLatch looking = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    holdLooks(looking, end);
    CompletableFuture<FinishedExchange> first = CompletableFuture.supplyAsync(() -> handle(SHOW));
    looking.await();
    FutureTask<FinishedExchange> second = new FutureTask<>(() -> handle(SHOW));
    Thread waiting = Thread.ofPlatform().start(second);
    while (waiting.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    end.countDown();
    assertEquals(Source.SHARED, second.get().source());
    assertEquals(first.join().outcome(), second.get().outcome());
    assertEquals(Source.BROKER, first.join().source());
    assertEquals(1, looks());
  }

  /**
   * What is shown from memory costs nothing, and neither do requests that make ACS do something.
   */
  @Test
  void looksIntoTheTableForOneUser120TimesInTenMinutes() {
    assertShown(identity, Source.BROKER);
    assertShown(identity, Source.MEMORY);
    fixture.table.rows.clear();
    clock.pass(Duration.ofSeconds(5));
    for (int i = 1; i < 120; i++) {
      assertNotFound();
    }
    FinishedExchange tooMany = handle(SHOW);
    assertEquals(RefusalCode.TOO_MANY_EXCHANGES, IdentityFixture.code(tooMany));
    assertEquals(120, looks());
    clock.pass(Duration.ofMinutes(10));
    assertNotFound();
  }

  @Test
  void passesABugOnAndKeepsNothingOfIt() {
    fixture.table.before =
        operation -> {
          throw new IllegalStateException("a bug");
        };
    for (int i = 0; i < 2; i++) {
      assertThrows(IllegalStateException.class, () -> handle(SHOW));
    }
    fixture.table.before = operation -> Optional.empty();
    assertShown(identity, Source.BROKER);
  }

  /** Whoever looked has less time than who waits for the same look. */
  @Test
  void looksItselfWhereWhoLookedRanOutOfTime() throws Exception {
    CountDownLatch hurry = new CountDownLatch(1);
    CountDownLatch looking = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    fixture.table.before =
        operation -> {
          if (looking.getCount() > 0) {
            looking.countDown();
            awaited(end);
          }
          return Optional.empty();
        };
    CompletableFuture<FinishedExchange> hurried =
        CompletableFuture.supplyAsync(() -> instance.handle(SHOW, EventDeadline.once(hurry)));
    looking.await();
    FutureTask<FinishedExchange> patient = new FutureTask<>(() -> handle(SHOW));
    Thread waiting = Thread.ofPlatform().start(patient);
    while (waiting.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    hurry.countDown();
    assertEquals(RefusalCode.DEADLINE_PASSED, IdentityFixture.code(hurried.get()));
    assertEquals(new Identified(identity, false), patient.get().outcome());
    end.countDown();
  }

  @Test
  void isLateWhereALookThatAnotherBeganTakesTooLong() throws Exception {
    CountDownLatch looking = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    holdLooks(looking, end);
    CompletableFuture<FinishedExchange> patient = CompletableFuture.supplyAsync(() -> handle(SHOW));
    looking.await();
    FinishedExchange late = instance.handle(SHOW, Deadline.in(Duration.ofMillis(20)));
    assertEquals(RefusalCode.DEADLINE_PASSED, IdentityFixture.code(late));
    end.countDown();
    assertEquals(new Identified(identity, false), patient.get().outcome());
  }

  /** Has each look into the table say that it has begun, and wait for its end. */
  private void holdLooks(CountDownLatch looking, CountDownLatch end) {
    fixture.table.before =
        operation -> {
          looking.countDown();
          awaited(end);
          return Optional.empty();
        };
  }

  private static void awaited(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
