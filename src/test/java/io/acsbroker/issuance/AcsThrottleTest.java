package io.acsbroker.issuance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.acsbroker.fixture.ManualClock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** For how long ACS is left alone. */
class AcsThrottleTest {
  private final ManualClock clock = new ManualClock();

  @Test
  void leavesItAloneForTheLongestTimeThatItSaid() {
    AcsThrottle throttle = new AcsThrottle(clock, () -> 0);
    throttle.leaveAlone(Duration.ofSeconds(30));
    throttle.leaveAlone(Duration.ofSeconds(5));
    assertEquals(Optional.of(Duration.ofSeconds(30)), throttle.left());
  }

  @Test
  void leavesItAloneForALongerTimeThatItSaysLater() {
    AcsThrottle throttle = new AcsThrottle(clock, () -> 0);
    throttle.leaveAlone(Duration.ofSeconds(30));
    clock.pass(Duration.ofSeconds(10));
    throttle.leaveAlone(Duration.ofSeconds(25));
    assertEquals(Optional.of(Duration.ofSeconds(25)), throttle.left());
  }

  @Test
  void mayBeAskedWhereTheClockWasSetBack() {
    AcsThrottle throttle = new AcsThrottle(clock, () -> 0);
    throttle.leaveAlone(Duration.ofSeconds(30));
    clock.pass(Duration.ofHours(-3));
    assertEquals(Optional.empty(), throttle.left());
    throttle.leaveAlone(Duration.ofSeconds(5));
    assertEquals(Optional.of(Duration.ofSeconds(5)), throttle.left());
  }

  @Test
  void comesBackWithinATenthOfTheTimeAfterItsEnd() {
    for (double random : new double[] {0, 0.5, 1}) {
      AcsThrottle throttle = new AcsThrottle(clock, () -> random);
      throttle.leaveAlone(Duration.ofSeconds(30));
      assertEquals(
          Optional.of(Duration.ofSeconds(30).plusMillis((long) (3_000 * random))), throttle.left());
    }
  }
}
