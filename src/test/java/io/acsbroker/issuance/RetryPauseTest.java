package io.acsbroker.issuance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.acsbroker.issuance.Issuance.Cause;
import io.acsbroker.issuance.Issuance.Unavailable;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How long a request waits before ACS is asked again. */
class RetryPauseTest {
  @Test
  void spreadsPausesOverHalfTheirLength() {
    Unavailable down = new Unavailable(Cause.ACS_UNAVAILABLE, Optional.empty(), "HTTP 503");
    assertEquals(Duration.ofMillis(100), new RetryPause(() -> 0).before(1, down));
    assertEquals(Duration.ofMillis(200), new RetryPause(() -> 1).before(1, down));
  }

  @Test
  void endsWhereItsThreadIsInterrupted() {
    Thread.currentThread().interrupt();
    assertThrows(
        InterruptedException.class, () -> new RetryPause(() -> 0).take(Duration.ofDays(1)));
  }
}
