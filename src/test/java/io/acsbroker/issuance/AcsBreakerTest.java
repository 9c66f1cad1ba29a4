package io.acsbroker.issuance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.azure.SignIn;
import io.acsbroker.fixture.SampleSubjects;
import io.acsbroker.issuance.Issuance.Cause;
import io.acsbroker.issuance.Issuance.Unavailable;
import io.acsbroker.token.Deadline;
import io.acsbroker.token.Subject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When ACS is left alone because it fails everybody, and when it is not. */
class AcsBreakerTest extends AcsBreakerFixture {
  @Test
  void opensForFiveSecondsAfterTenFailuresOfThreeUsers() {
    open();
    assertLeftAlone(INNOCENT, Duration.ofSeconds(5));
    clock.pass(Duration.ofSeconds(4));
    assertLeftAlone(INNOCENT, Duration.ofSeconds(1));
  }

  @Test
  void letsACallThroughWhereTheClockWasSetBack() {
    open();
    clock.pass(Duration.ofHours(-3));
    assertAsked(INNOCENT);
  }

  @Test
  void doesNotOpenAfterNine() {
    calls(0, 7, () -> DOWN);
    calls(1, 1, () -> DOWN);
    calls(2, 1, () -> DOWN);
    assertAsked(INNOCENT);
  }

  @Test
  void doesNotOpenForWhatOneUserOrTwoCanCause() {
    calls(0, 1000, () -> DOWN);
    calls(1, 1000, () -> DOWN);
    assertAsked(INNOCENT);
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 504, 599, 408, 0})
  void countsWhatSaysThatAcsIsNotThere(int status) {
    for (int user = 0; user < 10; user++) {
      call(user, () -> answered(status));
    }
    assertLeftAlone(INNOCENT, Duration.ofSeconds(5));
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 409})
  void beginsAnewAfterAnyAnswer(int status) {
    for (int user = 0; user < 9; user++) {
      call(user, () -> DOWN);
    }
    call(0, () -> answered(status));
    for (int user = 0; user < 9; user++) {
      call(user, () -> DOWN);
    }
    assertAsked(INNOCENT);
  }

  @Test
  void countsBrokenConnectionsAndSilence() {
    List<Exception> failures = List.of(new IOException("broken"), new TimeoutException());
    for (int user = 0; user < 10; user++) {
      Exception failure = failures.get(user % 2);
      call(
          user,
          () -> {
            throw new IllegalStateException(failure);
          });
    }
    assertLeftAlone(INNOCENT, Duration.ofSeconds(5));
  }

  @Test
  void doesNotCountCallsThatWereCutOff() {
    for (int user = 0; user < 10; user++) {
      call(
          user,
          () -> {
            throw new IllegalStateException(new InterruptedException());
          });
      assertTrue(Thread.interrupted());
    }
    assertAsked(INNOCENT);
  }

  @Test
  void doesNotCountThrottlingWhichHasAnEndOfItsOwn() {
    for (int user = 0; user < 10; user++) {
      call(user, () -> new Unavailable(Cause.ACS_THROTTLES, Optional.empty(), "HTTP 429"));
      clock.pass(Duration.ofSeconds(5));
    }
    assertAsked(INNOCENT);
  }

  @Test
  void hearsNothingNewFromCallsThatWereUnderWay() {
    call(
        3,
        () -> {
          open();
          clock.pass(Duration.ofSeconds(4));
          return DOWN;
        });
    assertLeftAlone(INNOCENT, Duration.ofSeconds(1));
  }

  @Test
  void answersAtOnceWhereItOpensBetweenTwoTries() {
    AcsReport<Issuance> report =
        requests.ask(
            SampleSubjects.number(3),
            () -> {
              asked++;
              if (asked == 1) {
                open();
              }
              return AcsReport.of(DOWN, Optional.empty());
            },
            Deadline.in(Duration.ofMinutes(1), clock::nanoTime));
    assertEquals(0, asked);
    assertEquals(1, report.tries());
    assertEquals(
        Optional.of(Duration.ofSeconds(5)), report.unavailable().orElseThrow().retryAfter());
  }

  @Test
  void beginsToCountUsersAnewAfterAnAnswer() {
    calls(0, 1, () -> DOWN);
    calls(1, 1, () -> DOWN);
    calls(2, 1, () -> DOWN);
    call(2, () -> ISSUED);
    calls(0, 20, () -> DOWN);
    assertAsked(INNOCENT);
  }

  @Test
  void asksNothingWhereItOpensWhileTheCallWaitsForItsTurn() {
    AcsBreaker breaker = new AcsBreaker(clock);
    Semaphore turn =
        new Semaphore(1) {
          @Override
          public boolean tryAcquire(long time, TimeUnit unit) throws InterruptedException {
            for (int user = 0; user < 10; user++) {
              breaker.failed(SampleSubjects.number(user));
            }
            return super.tryAcquire(time, unit);
          }
        };
    AcsRequests<Issuance> waiting =
        new AcsRequests<>(
            SignIn.NOT_NEEDED,
            new AcsThrottle(clock, () -> 0),
            breaker,
            turn,
            new RetryPause(() -> 0),
            why -> why);
    Subject user = SampleSubjects.number(INNOCENT);
    assertEquals(Optional.empty(), waiting.leftAlone(user));
    AcsReport<Issuance> report =
        waiting.ask(
            user,
            () -> {
              throw new AssertionError("ACS is asked");
            },
            Deadline.in(Duration.ofSeconds(20), clock::nanoTime));
    assertEquals(Optional.of(report), waiting.leftAlone(user));
    assertEquals(
        Optional.of(Duration.ofSeconds(5)), report.unavailable().orElseThrow().retryAfter());
  }
}
