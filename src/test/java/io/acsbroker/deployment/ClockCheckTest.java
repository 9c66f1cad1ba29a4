package io.acsbroker.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Clocks that do not agree, and answers from which nobody can tell. */
class ClockCheckTest {
  private static final String CHECK = "this machine's clock and the broker's agree";
  private static final InstantSource CLOCK = InstantSource.system();

  private static String said(String dateHeader) throws Exception {
    String body = "{\"status\":\"alive\",\"version\":\"0.0.1\"}";
    String answer =
        "HTTP/1.1 200 OK\r\n"
            + dateHeader
            + "Content-Type: application/json\r\nContent-Length: "
            + body.length()
            + "\r\nConnection: close\r\n\r\n"
            + body;
    Surroundings surroundings =
        new Surroundings(
            CLOCK, Duration.ofSeconds(10), Map.of(), Surroundings.ofThisProcess().tls());
    try (RawServer broker = RawServer.always(answer)) {
      return VerificationRun.of(surroundings, "http://localhost:" + broker.port()).lineOf(CHECK);
    }
  }

  private static String dateAhead(Duration time) {
    return "Date: "
        + DateTimeFormatter.RFC_1123_DATE_TIME.format(
            CLOCK.instant().plus(time).atOffset(ZoneOffset.UTC))
        + "\r\n";
  }

  private static String differs(String by) {
    return "FAILED       "
        + CHECK
        + ": the Date of its answers is "
        + by
        + " this machine's clock; one of the two is wrong: set this machine's by a time server"
        + " first, then see docs/errors.md, token_expired";
  }

  @Test
  void agreesWithinTwoMinutes() throws Exception {
    assertEquals("ok           " + CHECK, said(dateAhead(Duration.ZERO)));
    assertEquals("ok           " + CHECK, said(dateAhead(Duration.ofSeconds(-100))));
    assertEquals("ok           " + CHECK, said(dateAhead(Duration.ofSeconds(100))));
  }

  @Test
  void saysByHowMuchTheyDiffer() throws Exception {
    assertEquals(differs("180 minutes ahead of"), said(dateAhead(Duration.ofSeconds(10_830))));
    assertEquals(differs("10 minutes behind"), said(dateAhead(Duration.ofSeconds(-630))));
  }

  @Test
  void cannotTellWithoutADate() throws Exception {
    String line = "not checked  " + CHECK + ": an answer with a Date that can be read";
    assertEquals(line, said(""));
    assertEquals(line, said("Date: yesterday\r\n"));
  }
}
