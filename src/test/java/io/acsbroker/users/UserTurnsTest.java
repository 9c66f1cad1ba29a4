package io.acsbroker.users;

import static io.acsbroker.users.IdentityFixture.USER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.token.Deadline;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class UserTurnsTest {
  private final UserTurns turns = new UserTurns();

  /** A request that stays in its turn until it is let go. */
  private final class Request {
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch end = new CountDownLatch(1);
    private final Thread thread =
        Thread.ofPlatform()
            .daemon()
            .start(() -> turns.inTurn(USER, Deadline.in(Duration.ofMinutes(1)), this::work));

    private int work() {
      begun.countDown();
      await(end);
      return 0;
    }

    private void letGo() throws InterruptedException {
      end.countDown();
      thread.join();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(20, TimeUnit.SECONDS));
    } catch (InterruptedException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Test
  void remembersAUserForAsLongAsSomebodyWantsATurn() throws InterruptedException {
    Request first = new Request();
    await(first.begun);
    Request second = new Request();
    while (second.thread.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    first.letGo();
    await(second.begun);
    assertEquals(1, turns.count());
    second.letGo();
    assertEquals(0, turns.count());
  }

  @Test
  void givesNoTurnThatDoesNotComeInTime() throws InterruptedException {
    Request first = new Request();
    await(first.begun);
    assertEquals(
        Optional.empty(), turns.inTurn(USER, Deadline.in(Duration.ofMillis(20)), () -> "a turn"));
    first.letGo();
    assertEquals(0, turns.count());
    assertEquals(
        Optional.of("a turn"),
        turns.inTurn(USER, Deadline.in(Duration.ofMinutes(1)), () -> "a turn"));
  }
}
