package io.acsbroker.delegation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.acsbroker.ManualClock;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeptClientAssertionTest {
  private static final Duration LIFETIME = Duration.ofHours(24);

  private final ManualClock clock = new ManualClock();
  private final AtomicInteger asked = new AtomicInteger();
  private final KeptClientAssertion assertion = new KeptClientAssertion(this::fetch, clock);
  private volatile boolean down;
  private volatile Duration lifetime = LIFETIME;
  private volatile CountDownLatch gate = new CountDownLatch(0);

  private ClientAssertion fetch() {
    int number = asked.incrementAndGet();
    try {
      gate.await();
    } catch (InterruptedException end) {
      throw new IllegalStateException(end);
    }
    if (down) {
      throw new IllegalStateException("down");
    }
    return new ClientAssertion("assertion " + number, clock.instant().plus(lifetime));
  }

  @Test
  void asksOnceForAll() throws Exception {
    Callable<String> ask = assertion::value;
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (Future<String> value :
          threads.invokeAll(IntStream.range(0, 50).mapToObj(i -> ask).toList())) {
        assertEquals("assertion 1", value.get());
      }
    }
    assertEquals(1, asked.get());
  }

  @Test
  void renewsFiveMinutesBeforeTheEnd() {
    assertion.value();
    clock.pass(LIFETIME.minusMinutes(5).minusSeconds(1));
    assertEquals("assertion 1", assertion.value());
    clock.pass(Duration.ofSeconds(1));
    assertEquals("assertion 2", assertion.value());
  }

  @Test
  void goesOnWithTheOldOneToItsEndWhereNoNewOneCanBeHad() {
    assertion.value();
    down = true;
    clock.pass(LIFETIME.minusMinutes(1));
    assertEquals("assertion 1", assertion.value());
    assertEquals("assertion 1", assertion.value());
    assertEquals(2, asked.get());
    clock.pass(Duration.ofMinutes(1));
    assertThrows(ManagedIdentityException.class, assertion::value);
  }

  @Test
  void repeatsAFailureForFiveSeconds() {
    down = true;
    assertThrows(ManagedIdentityException.class, assertion::value);
    down = false;
    clock.pass(Duration.ofMillis(4_999));
    ManagedIdentityException failure =
        assertThrows(ManagedIdentityException.class, assertion::value);
    assertEquals("managed identity: IllegalStateException", failure.diagnosis());
    assertEquals(1, asked.get());
    clock.pass(Duration.ofMillis(1));
    assertEquals("assertion 2", assertion.value());
  }

  @Test
  void letsNobodyWaitForARenewalWhoHasAGoodOne() throws Exception {
    assertion.value();
    clock.pass(LIFETIME.minusMinutes(5));
    gate = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
      Future<String> renewed = threads.submit(assertion::value);
      while (asked.get() < 2) {
        Thread.onSpinWait();
      }
      assertEquals("assertion 1", assertion.value());
      gate.countDown();
      assertEquals("assertion 2", renewed.get());
    }
    assertEquals(2, asked.get());
  }

  @Test
  void takesNoneThatHasExpired() {
    lifetime = Duration.ZERO;
    assertThrows(ManagedIdentityException.class, assertion::value);
  }
}
