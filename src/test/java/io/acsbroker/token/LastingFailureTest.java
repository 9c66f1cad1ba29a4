package io.acsbroker.token;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.acsbroker.fixture.ManualClock;
import io.acsbroker.token.ReadinessProblem.Kind;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When a failure is one that lasts, and when it is over. */
class LastingFailureTest {
  private final ManualClock clock = new ManualClock();
  private final LastingFailure failure = new LastingFailure(Kind.ACS, clock);

  private void fails(int afterSeconds) {
    clock.pass(Duration.ofSeconds(afterSeconds));
    failure.failed("HTTP 401");
  }

  private void assertNone() {
    assertEquals(Optional.empty(), failure.problem());
  }

  private void assertLasts() {
    assertEquals(
        Optional.of("acs: HTTP 401, since 2026-05-04T10:00:00Z"),
        failure.problem().map(ReadinessProblem::toString));
  }

  @Test
  void isNoneBeforeAnythingHasFailed() {
    assertNone();
  }

  @Test
  void isOneOnceFailuresAMinuteApartAreSeen() {
    fails(0);
    fails(59);
    assertNone();
    fails(1);
    assertLasts();
  }

  @Test
  void isNoneWhereNothingWasSeenSinceTheFirstSeconds() {
    fails(0);
    fails(1);
    clock.pass(Duration.ofMinutes(5));
    assertNone();
  }

  @Test
  void isNoneWhereACallInBetweenHasWorked() {
    fails(0);
    clock.pass(Duration.ofSeconds(30));
    failure.worked();
    fails(30);
    assertNone();
  }

  @Test
  void endsWithTheFirstCallThatWorks() {
    fails(0);
    fails(60);
    failure.worked();
    assertNone();
  }

  @Test
  void isForgottenAfterTenMinutesWithoutACall() {
    fails(0);
    fails(60);
    clock.pass(Duration.ofMinutes(10));
    assertLasts();
    clock.pass(Duration.ofNanos(1));
    assertNone();
  }

  @Test
  void beginsAnewWhereItWasForgotten() {
    fails(0);
    fails(60);
    fails(601);
    assertNone();
  }

  @Test
  void saysTheLastDiagnosis() {
    fails(0);
    clock.pass(Duration.ofMinutes(1));
    failure.failed("HTTP 403");
    assertEquals(
        Optional.of("acs: HTTP 403, since 2026-05-04T10:00:00Z"),
        failure.problem().map(ReadinessProblem::toString));
  }

  @Test
  void beginsAnewWhereTheClockWasSetBack() {
    fails(0);
    fails(60);
    clock.pass(Duration.ofHours(-3));
    assertNone();
    fails(0);
    assertNone();
    fails(60);
    assertEquals(
        Optional.of("acs: HTTP 401, since 2026-05-04T07:01:00Z"),
        failure.problem().map(ReadinessProblem::toString));
  }
}
