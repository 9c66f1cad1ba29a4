package io.acsbroker.issuance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.azure.ManagedIdentityTokens;
import io.acsbroker.azure.SamplePlatform;
import io.acsbroker.fixture.ManualClock;
import io.acsbroker.fixture.SampleSubjects;
import io.acsbroker.issuance.Issuance.Cause;
import io.acsbroker.issuance.Issuance.Issued;
import io.acsbroker.issuance.Issuance.RefusalReason;
import io.acsbroker.issuance.Issuance.Refused;
import io.acsbroker.issuance.Issuance.Unavailable;
import io.acsbroker.token.Deadline;
import io.acsbroker.token.IssuedToken;
import io.acsbroker.token.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** When ACS is asked, and asked again. */
class AcsRequestsTest {
  private static final Subject USER = SampleSubjects.number(0);
  private static final Issuance ISSUED = new Issued(new IssuedToken("t", Instant.MAX, "8:orgid:x"));
  private static final Issuance DOWN = unavailable(Cause.ACS_UNAVAILABLE, null);

  private final ManualClock clock = new ManualClock();
  private final Deque<Issuance> answers = new ArrayDeque<>();
  private final List<Duration> pauses = new ArrayList<>();
  private final RetryPause pause =
      new RetryPause(() -> 0.5) {
        @Override
        void take(Duration wait) {
          pauses.add(wait);
          clock.pass(wait);
        }
      };
  private final AcsRequests<Issuance> requests = requests(new AcsThrottle(clock, () -> 0));

  private AcsRequests<Issuance> requests(AcsThrottle throttle) {
    return new AcsRequests<>(
        deadline -> clock.pass(Duration.ofMillis(1)),
        throttle,
        new AcsBreaker(clock),
        new Semaphore(1),
        pause,
        why -> why);
  }

  private AcsReport<Issuance> asked() {
    clock.pass(Duration.ofMillis(10));
    return AcsReport.of(answers.removeFirst(), Optional.of("id " + answers.size()));
  }

  private static Issuance unavailable(Cause cause, @Nullable Integer seconds) {
    return new Unavailable(
        cause, Optional.ofNullable(seconds).map(Duration::ofSeconds), "HTTP whatever");
  }

  private AcsReport<Issuance> issue(Issuance... acsAnswers) {
    answers.clear();
    answers.addAll(List.of(acsAnswers));
    return requests.ask(USER, this::asked, Deadline.in(Duration.ofSeconds(10), clock::nanoTime));
  }

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
  void waitsAsLongAsAcsSaysAndALittleMore() {
    assertEquals(ISSUED, issue(unavailable(Cause.ACS_UNAVAILABLE, 3), ISSUED).answer());
    assertEquals(List.of(Duration.ofMillis(3_150)), pauses);
  }

  @Test
  void handsOnAWaitThatIsTooLongForTheDeadline() {
    Issuance tooLong = unavailable(Cause.ACS_UNAVAILABLE, 10);
    assertEquals(tooLong, issue(tooLong, ISSUED).answer());
    assertTrue(pauses.isEmpty());
  }

  @Test
  void addsUpItsPausesBeforeItWaitsAgain() {
    Issuance wait = unavailable(Cause.ACS_UNAVAILABLE, 5);
    assertEquals(wait, issue(wait, wait, ISSUED).answer());
    assertEquals(List.of(Duration.ofMillis(5_150)), pauses);
  }

  @Test
  void asksNothingOnceTheDeadlineHasPassed() {
    answers.add(ISSUED);
    AcsReport<Issuance> report =
        requests.ask(USER, this::asked, Deadline.in(Duration.ZERO, clock::nanoTime));
    assertEquals(0, report.tries());
    assertEquals(1, answers.size());
  }

  @Test
  void asksAgainOnceThrottlingIsOver() {
    assertEquals(ISSUED, issue(unavailable(Cause.ACS_THROTTLES, 2), ISSUED).answer());
    assertEquals(List.of(Duration.ofMillis(2_150)), pauses);
  }

  @Test
  void pausesForAsLongAsItLeavesAcsAloneAndNotOnlyForAsLongAsAcsSays() {
    answers.addAll(List.of(unavailable(Cause.ACS_THROTTLES, 5), ISSUED));
    AcsReport<Issuance> report =
        requests(new AcsThrottle(clock, () -> 1))
            .ask(USER, this::asked, Deadline.in(Duration.ofSeconds(10), clock::nanoTime));
    assertEquals(ISSUED, report.answer());
    assertEquals(List.of(Duration.ofMillis(5_650)), pauses);
  }

  @Test
  void leavesAcsAloneForAsLongAsItSays() {
    issue(unavailable(Cause.ACS_THROTTLES, 3_600));
    clock.pass(Duration.ofSeconds(3_599));
    AcsReport<Issuance> report = issue(ISSUED);
    Unavailable unavailable = assertInstanceOf(Unavailable.class, report.answer());
    assertEquals(Cause.ACS_THROTTLES, unavailable.cause());
    assertEquals(Optional.of(Duration.ofSeconds(1)), unavailable.retryAfter());
    assertEquals(0, report.tries());
    clock.pass(Duration.ofSeconds(1));
    assertEquals(ISSUED, issue(ISSUED).answer());
  }

  @Test
  void leavesAcsAloneForFiveSecondsWhereItDoesNotSayForHowLong() {
    issue(unavailable(Cause.ACS_THROTTLES, null), unavailable(Cause.ACS_THROTTLES, 20));
    assertEquals(List.of(Duration.ofMillis(5_150)), pauses);
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
  void tellsWithoutAskingWhatAUserWouldHear() {
    assertEquals(Optional.empty(), requests.leftAlone(USER));
    issue(unavailable(Cause.ACS_THROTTLES, 30));
    assertEquals(
        Optional.of(
            AcsReport.unasked(
                new Unavailable(
                    Cause.ACS_THROTTLES,
                    Optional.of(Duration.ofSeconds(30)),
                    "not asked, as ACS wants it"))),
        requests.leftAlone(USER));
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

  /** ACS counts each kind of request by itself, and says so where it is asked: it is there. */
  @Test
  void takesThrottlingForASignThatAcsIsThere() {
    AcsBreaker breaker = new AcsBreaker(clock);
    AcsRequests<Issuance> one =
        new AcsRequests<>(
            deadline -> {},
            new AcsThrottle(clock, () -> 0),
            breaker,
            new Semaphore(1),
            pause,
            why -> why);
    for (int user = 0; user < 9; user++) {
      breaker.failed(SampleSubjects.number(user));
    }
    answers.addAll(List.of(unavailable(Cause.ACS_THROTTLES, 3_600)));
    one.ask(USER, this::asked, Deadline.in(Duration.ofSeconds(10), clock::nanoTime));
    breaker.failed(SampleSubjects.number(9));
    assertEquals(Optional.empty(), breaker.left(USER));
  }
}
