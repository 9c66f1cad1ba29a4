package io.acsbroker.issuance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.fixture.SampleSubjects;
import io.acsbroker.issuance.Issuance.Cause;
import io.acsbroker.issuance.Issuance.Unavailable;
import io.acsbroker.token.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

/** How long is waited for ACS before it is asked again, and left alone. */
class AcsWaitTest extends AcsRequestsFixture {
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
