package io.acsbroker.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.acsbroker.fixture.ManualClock;
import io.acsbroker.fixture.SampleSubjects;
import io.acsbroker.token.Subject;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a request of a user who has one in ten minutes spends, and is given back. */
class BudgetTest {
  private static final Subject USER = SampleSubjects.number(0);
  private static final Optional<Duration> TAKEN = Optional.empty();
  private static final Optional<Duration> NONE_LEFT = Optional.of(Duration.ofMinutes(10));

  private final ManualClock clock = new ManualClock();
  private final UserLimit limit = new UserLimit(1, clock);

  private Budget budget() {
    return limit.budget("route");
  }

  @Test
  void isTakenOnceForAllThatARequestAsks() {
    Budget budget = budget();
    assertEquals(TAKEN, budget.take(USER));
    assertEquals(TAKEN, budget.take(USER));
    assertEquals(NONE_LEFT, budget().take(USER));
  }

  @Test
  void isThereAgainWhereItWasTakenByAClockThatWasSetBack() {
    assertEquals(TAKEN, budget().take(USER));
    clock.pass(Duration.ofHours(-3));
    assertEquals(TAKEN, budget().take(USER));
    assertEquals(NONE_LEFT, budget().take(USER));
  }

  @Test
  void isGivenBackAnyNumberOfTimesWhereNobodyWasAsked() {
    for (int i = 0; i < 10; i++) {
      Budget budget = budget();
      assertEquals(TAKEN, budget.take(USER));
      budget.nobodyAsked();
    }
  }

  @Test
  void isGivenBackThreeTimesForOutages() {
    for (int i = 0; i < UserLimit.FREE_OUTAGES + 1; i++) {
      Budget budget = budget();
      assertEquals(TAKEN, budget.take(USER));
      budget.outage();
    }
    assertEquals(NONE_LEFT, budget().take(USER));
  }

  @Test
  void isGivenBackAsForAnOutageWhereEntraHasAnsweredAndAcsWasNotAsked() {
    for (int i = 0; i < UserLimit.FREE_OUTAGES + 1; i++) {
      Budget budget = budget();
      assertEquals(TAKEN, budget.take(USER));
      budget.answered();
      budget.nobodyAsked();
    }
    assertEquals(NONE_LEFT, budget().take(USER));
  }

  @Test
  void isGivenBackForFreeWhereEntraAnsweredAnotherRequest() {
    for (int i = 0; i < 10; i++) {
      Budget budget = budget();
      budget.answered();
      assertEquals(TAKEN, budget.take(USER));
      budget.nobodyAsked();
    }
  }

  @Test
  void isThereAgainTenMinutesAfterItWasTakenAndNotSooner() {
    assertEquals(TAKEN, budget().take(USER));
    clock.pass(UserLimit.WINDOW.minusMillis(1));
    assertEquals(Optional.of(Duration.ofMillis(1)), budget().take(USER));
    clock.pass(Duration.ofMillis(1));
    assertEquals(TAKEN, budget().take(USER));
  }

  @Test
  void isOfOneUserAndOneRoute() {
    assertEquals(TAKEN, budget().take(USER));
    assertEquals(TAKEN, budget().take(SampleSubjects.number(1)));
    assertEquals(TAKEN, limit.budget("another route").take(USER));
    assertEquals(NONE_LEFT, budget().take(USER));
  }

  @Test
  void isGivenBackForOutagesAgainTenMinutesLater() {
    for (int i = 0; i < 3 * UserLimit.FREE_OUTAGES; i++) {
      clock.pass(i % UserLimit.FREE_OUTAGES == 0 ? UserLimit.WINDOW : Duration.ZERO);
      Budget budget = budget();
      assertEquals(TAKEN, budget.take(USER), "outage " + i);
      budget.outage();
    }
  }
}
