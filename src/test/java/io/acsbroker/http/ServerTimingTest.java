package io.acsbroker.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.acsbroker.outcome.AcsUse;
import io.acsbroker.outcome.ExchangeOutcome.Done;
import io.acsbroker.outcome.FinishedExchange;
import io.acsbroker.outcome.Source;
import io.acsbroker.outcome.Stage;
import io.acsbroker.outcome.Trail;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is said of the time, to the letter. */
class ServerTimingTest {
  private static final Trail TRAIL = Trail.EMPTY.verified(Duration.ofNanos(1_250_000));

  private static String header(Trail trail, Source source, AcsUse acs) {
    return ServerTiming.of(
        new FinishedExchange(new Done(), Stage.ACS, source, trail, acs, Optional.empty()));
  }

  @Test
  void namesTheStepsOfATokenThatAcsHasJustIssued() {
    AcsUse acs =
        new AcsUse(Duration.ofNanos(50_000), Duration.ofMillis(83), 1, Optional.of("not told"));
    assertEquals(
        "verification;dur=1.2, identity;dur=0.0, acs;dur=83.0", header(TRAIL, Source.ACS, acs));
  }

  @Test
  void namesMemoryInsteadOfAcs() {
    assertEquals("verification;dur=1.2, memory", header(TRAIL, Source.MEMORY, AcsUse.NONE));
  }

  @Test
  void saysThatAnotherRequestHadAcsAsked() {
    assertEquals(
        "verification;dur=1.2, acs;desc=shared", header(TRAIL, Source.SHARED, AcsUse.NONE));
  }

  @Test
  void namesTheTimeOnATokenOnBehalfOfTheCaller() {
    assertEquals(
        "verification;dur=1.2, on_behalf_of;dur=40.9, memory",
        header(TRAIL.delegated(Duration.ofNanos(40_999_999)), Source.MEMORY, AcsUse.NONE));
  }
}
