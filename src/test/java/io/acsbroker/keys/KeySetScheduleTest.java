package io.acsbroker.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.fixture.ManualClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When keys are fetched anew: for their age, and for tokens whose key is not among them. */
class KeySetScheduleTest {
  private final ManualClock clock = new ManualClock();

  private UnknownKeySchedule schedule(int most) {
    return new UnknownKeySchedule(new UnknownKeyBudget(most, clock), clock);
  }

  /** A token with an unknown key comes; whether it is worth a fetch, which then ends at once. */
  private static boolean fetches(UnknownKeySchedule schedule) {
    schedule.seen();
    boolean fetches = schedule.takeTurn();
    if (fetches) {
      schedule.turnEnded();
    }
    return fetches;
  }

  private void assertNextAfter(Duration pause, UnknownKeySchedule schedule) {
    assertEquals(pause, schedule.untilNext());
    clock.pass(pause.minusMillis(1));
    assertFalse(fetches(schedule), pause::toString);
    assertEquals(Duration.ofSeconds(1), schedule.untilNext());
    clock.pass(Duration.ofMillis(1));
    assertTrue(fetches(schedule), pause::toString);
  }

  @ParameterizedTest
  @CsvSource({
    "PT-1S, DUE",
    "PT0S, FRESH",
    "PT59M59S, FRESH",
    "PT1H, DUE",
    "PT23H59M59S, DUE",
    "PT24H, OVERDUE",
    "PT71H59M59S, OVERDUE",
    "PT72H, GONE"
  })
  void usesASetForThreeDaysAndRenewsItFromAnHourOn(Duration age, KeySetSchedule expected) {
    Instant fetchedAt = clock.instant();
    assertEquals(expected, KeySetSchedule.of(fetchedAt, fetchedAt.plus(age)));
  }

  @Test
  void fetchesForUnknownKeysAtOnceAndThenEverMoreSeldom() {
    UnknownKeySchedule schedule = schedule(60);
    assertEquals(Duration.ofSeconds(1), schedule.untilNext());
    assertTrue(fetches(schedule));
    assertNextAfter(Duration.ofSeconds(10), schedule);
    assertNextAfter(Duration.ofSeconds(30), schedule);
    assertNextAfter(Duration.ofMinutes(1), schedule);
    assertNextAfter(Duration.ofMinutes(1), schedule);
  }

  @Test
  void beginsAnewAfterTenMinutesWithoutAny() {
    UnknownKeySchedule schedule = schedule(60);
    assertTrue(fetches(schedule));
    assertNextAfter(Duration.ofSeconds(10), schedule);
    clock.pass(Duration.ofMinutes(10).minusMillis(1));
    assertTrue(fetches(schedule));
    assertEquals(Duration.ofMinutes(1), schedule.untilNext());
    clock.pass(Duration.ofMinutes(10));
    assertTrue(fetches(schedule));
    assertEquals(Duration.ofSeconds(10), schedule.untilNext());
  }

  @Test
  void beginsAnewWhereTheClockWasSetBack() {
    UnknownKeySchedule schedule = schedule(60);
    assertTrue(fetches(schedule));
    clock.pass(Duration.ofMillis(-1));
    assertTrue(fetches(schedule));
  }

  @Test
  void beginsAnewWhereKeysAreChanging() {
    UnknownKeySchedule schedule = schedule(60);
    assertTrue(fetches(schedule));
    assertFalse(fetches(schedule));
    schedule.beginAnew();
    assertTrue(fetches(schedule));
    assertEquals(Duration.ofSeconds(10), schedule.untilNext());
  }

  @Test
  void spendsNoMoreOfAllSetsTogetherThanThereIsInAMinute() {
    UnknownKeyBudget budget = new UnknownKeyBudget(2, clock);
    assertTrue(budget.take());
    clock.pass(Duration.ofSeconds(20));
    assertTrue(budget.take());
    assertFalse(budget.take());
    assertEquals(Duration.ofSeconds(40), new UnknownKeySchedule(budget, clock).untilNext());
    clock.pass(Duration.ofSeconds(40).minusMillis(1));
    assertFalse(budget.take());
    clock.pass(Duration.ofMillis(1));
    assertTrue(budget.take());
    assertFalse(budget.take());
    clock.pass(Duration.ofSeconds(20));
    assertTrue(budget.take());
  }
}
