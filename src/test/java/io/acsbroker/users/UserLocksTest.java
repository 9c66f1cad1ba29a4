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

class UserLocksTest {
  private final UserLocks locks = new UserLocks();

  /** A request that keeps its lock until it is let go. */
  private final class Request {
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch end = new CountDownLatch(1);
    private final Thread thread =
        Thread.ofPlatform()
            .daemon()
            .start(() -> locks.locked(USER, Deadline.in(Duration.ofMinutes(1)), this::work));

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
    assertEquals(1, locks.count());
    second.letGo();
    assertEquals(0, locks.count());
  }

  @Test
  void givesNoTurnAfterTheDeadlineThoughNobodyHasIt() {
    assertEquals(Optional.empty(), locks.locked(USER, Deadline.in(Duration.ZERO), () -> "a turn"));
    assertEquals(0, locks.count());
  }

  @Test
  void givesNoTurnThatDoesNotComeInTime() throws InterruptedException {
    Request first = new Request();
    await(first.begun);
    assertEquals(
        Optional.empty(), locks.locked(USER, Deadline.in(Duration.ofMillis(20)), () -> "a turn"));
    first.letGo();
    assertEquals(0, locks.count());
    assertEquals(
        Optional.of("a turn"),
        locks.locked(USER, Deadline.in(Duration.ofMinutes(1)), () -> "a turn"));
  }
}
