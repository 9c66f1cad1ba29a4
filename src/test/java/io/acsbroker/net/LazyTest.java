package io.acsbroker.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A value that is made when it is first needed. */
class LazyTest {
  private final AtomicInteger made = new AtomicInteger();
  private final Lazy<String> lazy = new Lazy<>(() -> new String("value " + made.incrementAndGet()));

  @Test
  void isMadeWhenItIsFirstNeededAndKept() {
    assertEquals(0, made.get());
    String value = lazy.get();
    assertEquals("value 1", value);
    assertSame(value, lazy.get());
    assertEquals(1, made.get());
  }

  @Test
  void isTriedAgainWhereMakingItFailed() {
    Lazy<String> failing =
        new Lazy<>(
            () -> {
              if (made.incrementAndGet() == 1) {
                throw new IllegalStateException("not yet");
              }
              return "value";
            });
    assertThrows(IllegalStateException.class, failing::get);
    assertEquals("value", failing.get());
  }
}
