package io.acsbroker.issuance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Who is let through to ACS once it was left alone, and what comes of it. */
class AcsProbeTest extends AcsBreakerFixture {
  @Test
  void letsOneThroughAndAllWhereThatIsAnswered() {
    open();
    clock.pass(Duration.ofSeconds(5));
    call(
        INNOCENT,
        () -> {
          assertLeftAlone(1, Duration.ofSeconds(5));
          return answered(401);
        });
    assertEquals(1, asked);
    assertAsked(1);
  }

  @Test
  void staysOpenForFiveSecondsMoreWhereThatFails() {
    open();
    clock.pass(Duration.ofSeconds(5));
    call(
        INNOCENT,
        () -> {
          clock.pass(Duration.ofSeconds(3));
          return DOWN;
        });
    assertLeftAlone(1, Duration.ofSeconds(5));
    clock.pass(Duration.ofSeconds(5));
    assertAsked(1);
  }

  @Test
  void asksAnotherOneWhereTheProbeNeverEnds() {
    open();
    clock.pass(Duration.ofSeconds(5));
    call(
        INNOCENT,
        () -> {
          throw new IllegalStateException(new InterruptedException());
        });
    assertTrue(Thread.interrupted());
    assertLeftAlone(1, Duration.ofSeconds(5));
    clock.pass(Duration.ofSeconds(5));
    assertAsked(1);
  }

  @Test
  void isNotKeptOpenByAUserWhomAloneAcsFails() {
    open();
    clock.pass(Duration.ofSeconds(5));
    call(0, () -> DOWN);
    clock.pass(Duration.ofSeconds(5));
    assertLeftAlone(0, Duration.ofSeconds(5));
    assertAsked(INNOCENT);
    assertAsked(0);
  }

  @Test
  void asksForTheSameUserAgainWhereThereIsNoOther() {
    open();
    clock.pass(Duration.ofSeconds(5));
    call(0, () -> DOWN);
    clock.pass(Duration.ofSeconds(10));
    assertAsked(0);
  }

  @Test
  void letsTwoUsersWhomAcsFailsAloneNotKeepItOpen() {
    open();
    clock.pass(Duration.ofSeconds(5));
    call(0, () -> DOWN);
    clock.pass(Duration.ofSeconds(5));
    call(1, () -> DOWN);
    clock.pass(Duration.ofSeconds(5));
    assertLeftAlone(0, Duration.ofSeconds(5));
    assertLeftAlone(1, Duration.ofSeconds(5));
    assertAsked(INNOCENT);
    assertAsked(0);
  }

  @Test
  void makesAUserWaitLongerOnlyWhileItIsTheSameOutage() {
    open();
    clock.pass(Duration.ofSeconds(5));
    call(0, () -> DOWN);
    assertLeftAlone(0, Duration.ofSeconds(10));
    clock.pass(Duration.ofSeconds(5));
    assertAsked(INNOCENT);
    open();
    assertLeftAlone(0, Duration.ofSeconds(5));
  }
}
