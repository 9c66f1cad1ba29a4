package io.acsbroker.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
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
}
