package io.acsbroker.users;

import static io.acsbroker.users.IdentityFixture.CALLER;
import static io.acsbroker.users.IdentityFixture.USER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.acsbroker.outcome.ExchangeOutcome.GrantedToIdentity;
import io.acsbroker.outcome.FinishedExchange;
import io.acsbroker.outcome.RefusalCode;
import io.acsbroker.outcome.Stage;
import io.acsbroker.token.Deadline;
import io.acsbroker.token.ObjectId;
import io.acsbroker.token.ReceivedToken;
import io.acsbroker.token.Subject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of requests that wait for their turn while others keep every thread busy. */
@Timeout(60)
class IdentityQueueTest {
  private static final int THREADS = 32;
  private static final int BUDGET = 12;

  private final IdentityFixture fixture = new IdentityFixture();
  private final CountDownLatch open = new CountDownLatch(1);
  private final ExecutorService others = Executors.newCachedThreadPool();
  private final UserIdentities instance;

  IdentityQueueTest() {
    fixture.perUser = BUDGET;
    fixture.users = token -> token.equals(CALLER) ? USER : other(token);
    fixture.table.before =
        operation -> {
          hold();
          return Optional.empty();
        };
    instance = fixture.instance();
  }

  @AfterEach
  void letEverybodyGo() {
    open.countDown();
    others.close();
  }

  private static Subject other(ReceivedToken token) {
    return new Subject(
        USER.tenant(), new ObjectId("33333333-3333-4333-8333-%12s".formatted(token.value())));
  }

  private void hold() {
    try {
      open.await();
    } catch (InterruptedException cutOff) {
      Thread.currentThread().interrupt();
    }
  }

  private void keepEveryThreadBusy() throws InterruptedException {
    for (int i = 0; i < THREADS; i++) {
      IdentityRequest request = token("%012d".formatted(i));
      Future<FinishedExchange> unused =
          others.submit(() -> instance.handle(request, Deadline.in(Duration.ofMinutes(1))));
    }
    while (looks() < THREADS) {
      Thread.sleep(1);
    }
  }

  private int looks() {
    synchronized (fixture.table.asked) {
      return Collections.frequency(fixture.table.asked, "find");
    }
  }

  private static IdentityRequest token(String caller) {
    return new IdentityRequest.Token(new ReceivedToken(caller), Optional.empty(), Optional.empty());
  }

  private FinishedExchange handled(Duration time) {
    return instance.handle(IdentityFixture.token(), Deadline.in(time));
  }

  @Test
  void takesNoPlaceAndNoBudgetForWhatRanOutOfTimeInTheQueue() throws InterruptedException {
    keepEveryThreadBusy();
    for (int i = 0; i < 2 * BUDGET; i++) {
      FinishedExchange late = handled(Duration.ofMillis(20));
      assertEquals(RefusalCode.DEADLINE_PASSED, IdentityFixture.code(late), "request " + i);
      assertEquals(Optional.empty(), late.table());
    }
    assertEquals(THREADS, looks(), "nothing was begun");
    open.countDown();
    for (int i = 0; i < BUDGET; i++) {
      assertInstanceOf(GrantedToIdentity.class, handled(Duration.ofSeconds(30)).outcome());
    }
    assertEquals(
        RefusalCode.TOO_MANY_EXCHANGES, IdentityFixture.code(handled(Duration.ofSeconds(30))));
  }

  @Test
  void refusesWhatFindsAThousandWaiting() throws InterruptedException {
    keepEveryThreadBusy();
    List<Thread> waiting = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      IdentityRequest request = token("%012d".formatted(THREADS + i));
      waiting.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    FinishedExchange unused =
                        instance.handle(request, Deadline.in(Duration.ofMinutes(1)));
                  }));
    }
    while (waiting.stream().anyMatch(it -> it.getState() != Thread.State.TIMED_WAITING)) {
      Thread.sleep(1);
    }
    FinishedExchange refused = handled(Duration.ofSeconds(30));
    assertEquals(RefusalCode.IDENTITY_TABLE_UNAVAILABLE, IdentityFixture.code(refused));
    assertEquals(Stage.TABLE, refused.stage());
    assertEquals(THREADS, looks(), "nothing was begun");
  }
}
