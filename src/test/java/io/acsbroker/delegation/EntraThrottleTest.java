package io.acsbroker.delegation;

import static io.acsbroker.delegation.EntraFixture.user;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.acsbroker.delegation.Delegation.Busy;
import io.acsbroker.delegation.Delegation.Cause;
import io.acsbroker.delegation.Delegation.Delegated;
import io.acsbroker.delegation.Delegation.OverBudget;
import io.acsbroker.delegation.Delegation.Unavailable;
import io.acsbroker.fixture.ManualClock;
import io.acsbroker.token.ReceivedToken;
import io.acsbroker.token.Subject;
import io.acsbroker.token.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** About whom Entra is left alone, for how long, and who finds out that it is over. */
class EntraThrottleTest {
  private static final Subject INNOCENT = user(99);
  private static final Delegation GIVEN = new Delegated(new ReceivedToken("subject"));

  private final ManualClock clock = new ManualClock();
  private final EntraThrottle throttle = new EntraThrottle(clock);

  /** A request for this user is answered so. */
  private void answered(Subject user, Cause cause, long seconds) {
    assertEquals(Optional.empty(), throttle.enter(user));
    throttle.ended(user, new Unavailable(cause, Duration.ofSeconds(seconds), "HTTP"));
  }

  private void throttled(int first, int number, long seconds) {
    for (int i = first; i < first + number; i++) {
      answered(user(i), Cause.ENTRA_THROTTLED, seconds);
    }
  }

  private void assertLeft(long seconds, Subject user) {
    assertEquals(Optional.of(Duration.ofSeconds(seconds)), throttle.left(user));
  }

  private void assertOpen(Subject user) {
    assertEquals(Optional.empty(), throttle.left(user));
  }

  @ParameterizedTest
  @EnumSource(
      value = Cause.class,
      names = {"ENTRA_THROTTLED", "ENTRA_FOUND_LOOP"})
  void leavesEntraAloneAboutTheUserAndNobodyElse(Cause cause) {
    answered(user(1), cause, 600);
    assertLeft(600, user(1));
    assertOpen(INNOCENT);
    clock.pass(Duration.ofMinutes(10));
    assertOpen(user(1));
  }

  @Test
  void pausesTheTenantForFiveUsersWithinHalfAMinuteAndNoOther() {
    throttled(0, 5, 40);
    assertLeft(40, INNOCENT);
    assertOpen(new Subject(new TenantId("22222222-2222-4222-8222-222222222222"), INNOCENT.user()));
  }

  @Test
  void pausesNoTenantForFourUsersOrForOneManyTimes() {
    throttled(0, 4, 1);
    for (int i = 0; i < 20; i++) {
      clock.pass(Duration.ofSeconds(1));
      answered(user(0), Cause.ENTRA_THROTTLED, 1);
    }
    assertOpen(INNOCENT);
  }

  @Test
  void pausesNoTenantForFiveUsersWithinMoreThanHalfAMinute() {
    throttled(0, 4, 600);
    clock.pass(TenantThrottle.WINDOW);
    throttled(4, 4, 600);
    assertOpen(INNOCENT);
    throttled(8, 1, 600);
    assertLeft(60, INNOCENT);
  }

  @Test
  void pausesNoTenantForLoops() {
    for (int i = 0; i < 20; i++) {
      answered(user(i), Cause.ENTRA_FOUND_LOOP, 600);
    }
    assertOpen(INNOCENT);
  }

  @Test
  void isAskedOnceAfterThePauseAndOpenAgainWhereTheProbeIsAnswered() {
    throttled(0, 5, 600);
    assertLeft(60, INNOCENT);
    clock.pass(TenantThrottle.LONGEST);
    assertOpen(INNOCENT);
    assertEquals(Optional.empty(), throttle.enter(INNOCENT), "it is the probe");
    assertEquals(Optional.of(TenantThrottle.WHILE_PROBING), throttle.enter(user(50)));
    assertLeft(540, user(0));
    throttle.ended(INNOCENT, GIVEN);
    assertEquals(Optional.empty(), throttle.enter(user(50)));
    assertEquals(Optional.empty(), throttle.enter(user(51)));
  }

  @Test
  void pausesAgainWhereTheProbeIsThrottled() {
    throttled(0, 5, 600);
    clock.pass(TenantThrottle.LONGEST);
    answered(user(50), Cause.ENTRA_THROTTLED, 20);
    assertLeft(20, INNOCENT);
    clock.pass(Duration.ofSeconds(20));
    assertOpen(INNOCENT);
  }

  @Test
  void letsNobodyKeepTheTenantPausedWhoIsThrottledAlone() {
    throttled(0, 5, 60);
    clock.pass(TenantThrottle.LONGEST);
    assertLeft(5, user(0));
    assertLeft(5, user(4));
    assertEquals(Optional.empty(), throttle.enter(INNOCENT), "an innocent user is the probe");
    throttle.ended(INNOCENT, GIVEN);
    assertOpen(user(0));
  }

  @Test
  void asksForThoseWhoWereThrottledWhereNobodyElseComes() {
    throttled(0, 5, 60);
    clock.pass(TenantThrottle.LONGEST.plus(TenantThrottle.AFTER_OTHERS));
    answered(user(1), Cause.ENTRA_THROTTLED, 60);
    assertLeft(60, INNOCENT);
    clock.pass(TenantThrottle.LONGEST);
    assertOpen(INNOCENT);
    assertLeft(5, user(1));
  }

  @Test
  void sendsAnotherProbeWhereTheFirstOneHasNoAnswer() {
    throttled(0, 5, 600);
    clock.pass(TenantThrottle.LONGEST);
    answered(user(50), Cause.ENTRA_UNAVAILABLE, 5);
    assertEquals(Optional.empty(), throttle.enter(user(51)));
    assertEquals(Optional.of(TenantThrottle.WHILE_PROBING), throttle.enter(user(52)));
    throttle.endedUnanswered(user(51));
    assertEquals(Optional.empty(), throttle.enter(user(52)));
  }

  @Test
  void takesNoAnswerFromBeforeThePauseForTheProbes() {
    assertEquals(Optional.empty(), throttle.enter(INNOCENT));
    throttled(0, 5, 600);
    throttle.ended(INNOCENT, GIVEN);
    assertLeft(60, INNOCENT);
  }

  /** Of two requests that were under way at the same time. */
  @Test
  void leavesEntraAloneForTheLongestTimeThatItSaidOfAUser() {
    assertEquals(Optional.empty(), throttle.enter(user(1)));
    answered(user(1), Cause.ENTRA_FOUND_LOOP, 600);
    throttle.ended(user(1), new Unavailable(Cause.ENTRA_FOUND_LOOP, Duration.ofSeconds(5), "HTTP"));
    assertLeft(600, user(1));
    clock.pass(Duration.ofSeconds(100));
    throttle.ended(
        user(1), new Unavailable(Cause.ENTRA_FOUND_LOOP, Duration.ofSeconds(550), "HTTP"));
    assertLeft(550, user(1));
  }

  @Test
  void takesALoopOfTheProbeForAnAnswer() {
    throttled(0, 5, 600);
    clock.pass(TenantThrottle.LONGEST);
    answered(INNOCENT, Cause.ENTRA_FOUND_LOOP, 600);
    assertOpen(user(50));
  }

  @Test
  void hearsNothingOfAThrottlingThatBeganBeforeThePause() {
    assertEquals(Optional.empty(), throttle.enter(INNOCENT));
    throttled(0, 5, 20);
    throttle.ended(
        INNOCENT, new Unavailable(Cause.ENTRA_THROTTLED, Duration.ofSeconds(60), "HTTP"));
    assertLeft(20, user(50));
  }

  @Test
  void sendsAnotherProbeWhereTheFirstOneWasNotSent() {
    for (Delegation unasked : List.of(new OverBudget(Duration.ofSeconds(1)), new Busy())) {
      EntraThrottle other = new EntraThrottle(clock);
      for (int i = 0; i < 5; i++) {
        other.ended(
            user(i), new Unavailable(Cause.ENTRA_THROTTLED, Duration.ofSeconds(60), "HTTP"));
      }
      clock.pass(TenantThrottle.LONGEST);
      assertEquals(Optional.empty(), other.enter(user(50)));
      other.ended(user(50), unasked);
      assertEquals(Optional.empty(), other.enter(user(51)));
      assertEquals(Optional.of(TenantThrottle.WHILE_PROBING), other.left(user(52)));
    }
  }

  @Test
  void takesTheProbeThatIsThrottledForOneWhoMayBeThrottledAlone() {
    throttled(0, 5, 600);
    clock.pass(TenantThrottle.LONGEST);
    answered(user(50), Cause.ENTRA_THROTTLED, 20);
    clock.pass(Duration.ofSeconds(20));
    assertOpen(INNOCENT);
    assertLeft(5, user(50));
  }

  @Test
  void forgetsWhoWasThrottledOnceTheProbeIsAnswered() {
    throttled(0, 5, 1);
    clock.pass(Duration.ofSeconds(1));
    assertEquals(Optional.empty(), throttle.enter(INNOCENT));
    throttle.ended(INNOCENT, GIVEN);
    answered(user(20), Cause.ENTRA_THROTTLED, 1);
    assertOpen(INNOCENT);
    throttled(21, 4, 1);
    clock.pass(Duration.ofSeconds(1));
    assertOpen(user(0));
    assertLeft(5, user(20));
  }

  @Test
  void remembersWhoWasThrottledWhereTheProbeHasNoAnswer() {
    throttled(0, 5, 1);
    clock.pass(Duration.ofSeconds(1));
    answered(INNOCENT, Cause.ENTRA_UNAVAILABLE, 5);
    assertOpen(INNOCENT);
    assertLeft(5, user(0));
  }
}
