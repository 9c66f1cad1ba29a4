package io.acsbroker.local.drill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.fixture.ManualClock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DrillTest {
  private final ManualClock clock = new ManualClock();
  private final SimulatedOutage outage = new SimulatedOutage();

  private Drill drill(Cause first) {
    return new Drill(new DrawnCauses(Optional.of(first), new Random(17)), outage, clock);
  }

  @Test
  void drawsEveryCauseAndNoneTwiceInARow() {
    DrawnCauses drawn = new DrawnCauses(Optional.empty(), new Random(17));
    Set<Cause> seen = EnumSet.noneOf(Cause.class);
    Cause last = drawn.get();
    for (int i = 0; i < 1000; i++) {
      Cause next = drawn.get();
      assertNotEquals(last, next);
      seen.add(next);
      last = next;
    }
    assertEquals(EnumSet.allOf(Cause.class), seen);
  }

  @ParameterizedTest
  @EnumSource
  void isFoundByTheNameOfItsCauseAndByItsNumber(Cause cause) throws Exception {
    for (String typed : List.of(cause.text(), " " + cause.number() + " ")) {
      Drill drill = drill(cause);
      drill.begin();
      assertEquals(Optional.of(cause), outage.now());
      Drill.Reply reply = drill.answer(typed);
      assertTrue(reply.understood());
      assertEquals(
          "Found in 0 min 0 s, with 1 try. It was %s: %s The row that leads to it is %s ."
                  .formatted(cause.text(), cause.sentence(), cause.row())
              + " It is over: next draws another.",
          reply.text());
      assertEquals(Optional.empty(), outage.now());
      assertFalse(drill.isOn());
    }
  }

  @Test
  void saysOfAWrongGuessThatItIsNotThatAndNothingElse() throws Exception {
    Drill drill = drill(Cause.CLOCK_AHEAD);
    drill.begin();
    assertEquals(new Drill.Reply(true, "It is not acs-slow."), drill.answer("acs-slow"));
    assertEquals(Optional.of(Cause.CLOCK_AHEAD), outage.now());
  }

  @Test
  void countsTriesAndMinutes() throws Exception {
    Drill drill = drill(Cause.CLOCK_AHEAD);
    drill.begin();
    drill.answer("acs-slow");
    drill.answer("no-such-cause");
    clock.pass(Duration.ofSeconds(299));
    assertTrue(
        drill
            .answer("clock-ahead")
            .text()
            .startsWith("Found in 4 min 59 s, with 2 tries. It was clock"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "   ", "no-such-cause", "CLOCK-AHEAD", "0", "17", "-1", "clock ahead"})
  void explainsWhatNamesNoCauseAndCountsItNot(String typed) throws Exception {
    Drill drill = drill(Cause.CLOCK_AHEAD);
    drill.begin();
    Drill.Reply reply = drill.answer(typed);
    assertFalse(reply.understood());
    assertTrue(reply.text().contains("Type the name of the cause or its number"), reply.text());
    assertTrue(drill.end().startsWith("You did not find it, without a try."));
  }

  @Test
  void givesNothingAwayBeforeItIsFound() throws Exception {
    Drill drill = drill(Cause.CLOCK_AHEAD);
    String said = drill.begin();
    for (String typed : List.of("", "what", "acs-slow", "next", "7")) {
      said += drill.answer(typed).text();
    }
    assertFalse(said.contains("clock-ahead"), said);
    assertFalse(said.contains(Cause.CLOCK_AHEAD.sentence()), said);
    assertEquals(
        list(drill(Cause.ACS_SLOW)), drill.answer("list").text(), "lists all, whatever it is");
  }

  private static String list(Drill other) throws InterruptedException {
    other.begin();
    return other.answer("list").text();
  }

  @Test
  void drawsAnotherOnceOneIsOver() throws Exception {
    Drill drill = drill(Cause.CLOCK_AHEAD);
    drill.begin();
    assertEquals(
        new Drill.Reply(false, "One is still to be found; give-up tells which it is."),
        drill.answer("next"));
    String told = drill.answer("give-up").text();
    assertTrue(told.startsWith("You did not find it, without a try. It was clock-ahead: "), told);
    assertEquals("It is over: next draws another.", drill.answer("clock-ahead").text());
    assertEquals("It is over: next draws another.", drill.answer("give-up").text());
    assertTrue(drill.answer("next").understood());
    assertNotEquals(Optional.of(Cause.CLOCK_AHEAD), outage.now());
    assertTrue(outage.now().isPresent());
  }

  @Test
  void saysAtItsEndWhatWasNotFoundAndThatOnce() throws Exception {
    Drill drill = drill(Cause.CLOCK_AHEAD);
    drill.begin();
    assertTrue(drill.untold().orElseThrow().contains("It was clock-ahead: "));
    assertTrue(drill.end().contains("It was clock-ahead: "));
    assertEquals(Optional.empty(), outage.now());
    assertEquals(Optional.empty(), drill.untold());
    assertEquals("The drill is over.", drill.end());
  }

  @Test
  void endsWhatCouldNotBegin() {
    outage.fail();
    Drill drill = drill(Cause.CLOCK_AHEAD);
    assertThrows(IllegalStateException.class, drill::begin);
    assertEquals(1, outage.ends());
    assertFalse(drill.isOn());
  }
}
