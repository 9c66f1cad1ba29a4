package io.acsbroker.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;

class DeadlineTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  /** Near the end of the numbers, where the machine's own may be. */
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);

  private final Deadline deadline = Deadline.in(SECOND, nanos::get);

  @Test
  void hasLeftWhatHasNotPassed() {
    assertEquals(SECOND, deadline.left());
    nanos.addAndGet(Duration.ofMillis(400).toNanos());
    assertEquals(Duration.ofMillis(600), deadline.left());
    assertFalse(deadline.hasPassed());
  }

  @Test
  void hasNothingLeftOnceItHasPassed() {
    nanos.addAndGet(SECOND.toNanos() - 1);
    assertFalse(deadline.hasPassed());
    nanos.addAndGet(1);
    assertTrue(deadline.hasPassed());
    nanos.addAndGet(SECOND.toNanos());
    assertEquals(Duration.ZERO, deadline.left());
  }

  @Test
  void allowsWaitsThatEndBeforeIt() {
    assertTrue(deadline.allows(SECOND.minusNanos(1)));
    assertFalse(deadline.allows(SECOND));
  }

  @Test
  void leavesNoMoreThanALimit() {
    assertEquals(Duration.ofMillis(10), deadline.leftAtMost(Duration.ofMillis(10)));
    assertEquals(SECOND, deadline.leftAtMost(Duration.ofSeconds(5)));
  }

  @Test
  void tellsTheTimeOfItsOwnClock() {
    assertEquals(Long.MAX_VALUE - 5, deadline.nanoTime());
    nanos.addAndGet(1);
    assertEquals(Long.MAX_VALUE - 4, deadline.nanoTime());
  }

  @Test
  void isByTheMachinesClockWhereNoneIsNamed() {
    Deadline tomorrow = Deadline.in(Duration.ofDays(1));
    assertTrue(tomorrow.allows(Duration.ofHours(23)));
    assertFalse(tomorrow.allows(Duration.ofDays(1)));
  }

  @Test
  void waitsForAResultThatIsThere() {
    assertEquals(Optional.of("it"), deadline.await(CompletableFuture.completedFuture("it")));
  }

  @Test
  void waitsForNoResultThatComesLate() {
    nanos.addAndGet(SECOND.toNanos());
    assertEquals(Optional.empty(), deadline.await(new CompletableFuture<String>()));
  }

  @Test
  void throwsWhyThereIsNoResult() {
    var cause = new ArithmeticException();
    var failed = CompletableFuture.<String>failedFuture(cause);
    var thrown = assertThrows(IllegalStateException.class, () -> deadline.await(failed));
    assertSame(cause, thrown.getCause());
  }

  @Test
  void leavesAThreadInterruptedThatWaitedForAResult() {
    Thread.currentThread().interrupt();
    assertEquals(Optional.empty(), deadline.await(new FutureTask<>(() -> "it")));
    assertTrue(Thread.interrupted());
  }

  @Test
  void takesALockThatIsFree() {
    ReentrantLock lock = new ReentrantLock();
    assertTrue(deadline.lock(lock));
    assertTrue(lock.isHeldByCurrentThread());
  }

  @Test
  void takesNoLockThatStaysTaken() throws Exception {
    ReentrantLock lock = new ReentrantLock();
    CompletableFuture.runAsync(lock::lock).get(30, TimeUnit.SECONDS);
    nanos.addAndGet(SECOND.toNanos());
    assertFalse(deadline.lock(lock));
  }

  @Test
  void leavesAThreadInterruptedThatWaitedForALock() {
    ReentrantLock lock = new ReentrantLock();
    Thread.currentThread().interrupt();
    assertFalse(deadline.lock(lock));
    assertTrue(Thread.interrupted());
    assertFalse(lock.isLocked());
  }
}
