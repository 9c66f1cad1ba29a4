package io.acsbroker.issuance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.azure.ManagedIdentityTokens;
import io.acsbroker.azure.SamplePlatform;
import io.acsbroker.issuance.Issuance.Cause;
import io.acsbroker.issuance.Issuance.RefusalReason;
import io.acsbroker.issuance.Issuance.Refused;
import io.acsbroker.issuance.Issuance.Unavailable;
import io.acsbroker.token.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

/** When ACS is asked, and asked again. */
class AcsRequestsTest extends AcsRequestsFixture {
  @Test
  void asksOnceWhereThatIsEnough() {
    AcsReport<Issuance> report = issue(ISSUED);
    assertEquals(ISSUED, report.answer());
    assertEquals(1, report.tries());
    assertTrue(pauses.isEmpty());
  }

  @Test
  void asksAgainAfterPausesThatDoubleAndAddsUpWhatItTook() {
    AcsReport<Issuance> report = issue(DOWN, DOWN, ISSUED);
    assertEquals(
        new AcsReport<>(
            ISSUED, Duration.ofMillis(3), Duration.ofMillis(30), 3, Optional.of("id 0")),
        report);
    assertEquals(List.of(Duration.ofMillis(150), Duration.ofMillis(300)), pauses);
  }

  @Test
  void givesUpAfterTwoRetries() {
    assertEquals(DOWN, issue(DOWN, DOWN, DOWN, ISSUED).answer());
    assertEquals(1, answers.size());
  }

  @Test
  void asksNotAgainWhereItWasRefused() {
    Issuance refused = new Refused(RefusalReason.BROKER_DENIED, "HTTP 401 Denied");
    assertEquals(refused, issue(refused, ISSUED).answer());
    assertEquals(1, answers.size());
  }

  @Test
  void leavesTheManagedIdentityToItsOwnRetries() {
    Issuance down = unavailable(Cause.MANAGED_IDENTITY_UNAVAILABLE, null);
    assertEquals(down, issue(down, ISSUED).answer());
    assertEquals(1, answers.size());
  }

  @Test
  void asksNothingWhereTheSignInFails() {
    ManagedIdentityTokens nobody =
        SamplePlatform.tokens(
            () -> {
              clock.pass(Duration.ofSeconds(3));
              throw new IllegalStateException("no identity");
            },
            clock::instant,
            clock);
    AcsRequests<Issuance> unknown =
        new AcsRequests<>(
            nobody,
            new AcsThrottle(clock, () -> 0),
            new AcsBreaker(clock),
            new Semaphore(1),
            pause,
            why -> why);
    AcsReport<Issuance> report =
        unknown.ask(USER, this::asked, Deadline.in(Duration.ofSeconds(10), clock::nanoTime));
    assertEquals(
        new Unavailable(
            Cause.MANAGED_IDENTITY_UNAVAILABLE,
            Optional.empty(),
            "managed identity: no token, and no more is known"),
        report.answer());
    assertEquals(0, report.tries());
    assertEquals(Duration.ofSeconds(3), report.signingIn());
    assertTrue(pauses.isEmpty());
  }

  @Test
  void asksNothingOnceTheDeadlineHasPassed() {
    answers.add(ISSUED);
    AcsReport<Issuance> report =
        requests.ask(USER, this::asked, Deadline.in(Duration.ZERO, clock::nanoTime));
    assertEquals(0, report.tries());
    assertEquals(1, answers.size());
  }

  private AcsReport<Issuance> askOnce(Issuance... acsAnswers) {
    answers.addAll(List.of(acsAnswers));
    return requests.askOnce(
        USER, this::asked, Deadline.in(Duration.ofSeconds(10), clock::nanoTime));
  }

  /** Whether ACS has done it is not known: a second identity would be one too many. */
  @Test
  void asksNotAgainForWhatMustNotBeDoneTwice() {
    assertEquals(DOWN, askOnce(DOWN, ISSUED).answer());
    assertEquals(1, answers.size());
  }

  @Test
  void asksAgainForWhatMustNotBeDoneTwiceWhereAcsHasNotDoneIt() {
    assertEquals(ISSUED, askOnce(unavailable(Cause.ACS_THROTTLES, 2), ISSUED).answer());
  }

  @Test
  void endsAtOnceWhereItIsInterruptedAndSaysWhatItHasAsked() {
    RetryPause interrupted =
        new RetryPause(() -> 0) {
          @Override
          void take(Duration wait) throws InterruptedException {
            throw new InterruptedException();
          }
        };
    AcsRequests<Issuance> cut =
        new AcsRequests<>(
            deadline -> {},
            new AcsThrottle(clock, () -> 0),
            new AcsBreaker(clock),
            new Semaphore(1),
            interrupted,
            why -> why);
    answers.addAll(List.of(DOWN, ISSUED));
    AcsReport<Issuance> report =
        cut.ask(USER, this::asked, Deadline.in(Duration.ofSeconds(10), clock::nanoTime));
    assertTrue(Thread.interrupted());
    assertEquals(
        new AcsReport<>(
            new Unavailable(Cause.ACS_UNAVAILABLE, Optional.empty(), "out of time"),
            Duration.ZERO,
            Duration.ofMillis(10),
            1,
            Optional.of("id 1")),
        report);
  }

  @Test
  void keepsTheIdOfAnAnswerThatCannotBeRead() {
    AcsReport<Issuance> report =
        requests.ask(
            USER,
            () -> {
              throw new UnreadableAnswerException(
                  "HTTP 200 without a token", Optional.empty(), Optional.of("cv.0"));
            },
            Deadline.in(Duration.ofSeconds(10), clock::nanoTime));
    assertEquals(
        new Refused(RefusalReason.ANSWER_NOT_UNDERSTOOD, "HTTP 200 without a token"),
        report.answer());
    assertEquals(Optional.of("cv.0"), report.correlationId());
  }

  @Test
  void freesItsPlaceForTheNextCall() {
    for (int i = 0; i < 3; i++) {
      assertEquals(ISSUED, issue(ISSUED).answer());
    }
  }

  @Test
  void asksNothingWhereNoPlaceIsFreeInTime() {
    AcsRequests<Issuance> full =
        new AcsRequests<>(
            deadline -> {},
            new AcsThrottle(clock, () -> 0),
            new AcsBreaker(clock),
            new Semaphore(0),
            pause,
            why -> why);
    AcsReport<Issuance> report =
        full.ask(USER, this::asked, Deadline.in(Duration.ofMillis(1), clock::nanoTime));
    assertEquals(
        AcsReport.unasked(new Unavailable(Cause.ACS_UNAVAILABLE, Optional.empty(), "out of time")),
        report);
  }
}
