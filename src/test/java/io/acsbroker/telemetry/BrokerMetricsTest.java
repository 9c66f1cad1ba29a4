package io.acsbroker.telemetry;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BrokerMetricsTest extends BrokerMetricsFixture {
  @Test
  void countsExchangesByOutcomeAndByWhereTheAnswerCameFrom() {
    metrics.prepare();
    metrics.count(event("granted", exchange("acs", 1)));
    metrics.count(event("granted", exchange("memory", 0)));
    metrics.count(event("granted", exchange("memory", 0)));
    metrics.count(event("alive", Optional.empty()));
    assertEquals(
        Map.of(exchanged("granted", "acs"), 1L, exchanged("granted", "memory"), 2L),
        counts("exchanges"));
  }

  @Test
  void countsByTheNameOfTheCallersIssuerWhereThatIsNotEntra() {
    metrics.prepare();
    metrics.count(event("granted", exchange("acs", 1, Optional.of("acme"))));
    metrics.count(event("granted", exchange("acs", 1)));
    Attributes ofEntra = exchanged("granted", "acs");
    assertEquals(
        Map.of(ofEntra, 1L, ofEntra.toBuilder().put("caller_issuer", "acme").build(), 1L),
        counts("exchanges"));
  }

  @Test
  void measuresRequestsAndStagesInSeconds() {
    metrics.prepare();
    metrics.count(event("granted", exchange("acs", 1)));
    assertEquals(
        Map.of(Attributes.builder().put("function", "F").put("code", "granted").build(), 0.5),
        seconds("request.duration"));
    assertEquals(
        Map.of(
            attributes("stage", "verification"), 0.001,
            attributes("stage", "managed_identity"), 0.002,
            attributes("stage", "acs"), 0.25),
        seconds("stage.duration"));
  }

  @Test
  void countsThrottlesByWhoseLimitItIs() {
    metrics.prepare();
    metrics.count(event("acs_throttled", exchange("acs", 1)));
    metrics.count(event("too_many_exchanges", exchange("broker", 0)));
    assertEquals(
        Map.of(attributes("limit", "acs"), 1L, attributes("limit", "user"), 1L),
        counts("throttles"));
  }

  @Test
  void countsKeyFetchesAndIgnoredHeaderParameters() {
    metrics.prepare();
    metrics.countKeyFetch(true);
    metrics.countKeyFetch(false);
    metrics.countKeyFetch(false);
    metrics.count(event("granted", exchange("acs", 1)));
    AttributeKey<Boolean> succeeded = AttributeKey.booleanKey("succeeded");
    assertEquals(
        Map.of(Attributes.of(succeeded, true), 1L, Attributes.of(succeeded, false), 2L),
        counts("key_fetches"));
    assertEquals(Map.of(Attributes.empty(), 3L), counts("token.ignored_header_parameters"));
  }

  @Test
  void measuresOnBehalfOfWhereEntraWasAskedAndAcsWhereThatWas() {
    metrics.prepare();
    metrics.count(event("granted", exchange("memory", 0)));
    assertEquals(Map.of(attributes("stage", "verification"), 0.001), seconds("stage.duration"));
    ExchangeEvent asked = exchange("memory", 0).orElseThrow();
    ExchangeEvent.Times times =
        new ExchangeEvent.Times(
            Duration.ZERO, Duration.ofMillis(40), Duration.ZERO, Duration.ZERO, Optional.empty());
    metrics.count(
        event(
            "granted",
            Optional.of(
                new ExchangeEvent(asked.progress(), asked.parties(), times, asked.acs(), "", 0))));
    assertEquals(
        Map.of(
            attributes("stage", "verification"), 0.001, attributes("stage", "on_behalf_of"), 0.04),
        seconds("stage.duration"));
    assertEquals(Map.of(Attributes.empty(), 3L), counts("token.ignored_header_parameters"));
  }

  @Test
  void countsNoThrottleWhereNobodyThrottled() {
    metrics.prepare();
    metrics.count(event("too_many_requests", exchange("broker", 0)));
    metrics.count(event("granted", exchange("acs", 1)));
    metrics.count(event("acs_unavailable", exchange("acs", 1)));
    assertEquals(Map.of(attributes("limit", "user"), 1L), counts("throttles"));
  }

  /** In seconds, as OpenTelemetry wants durations, and for answers from a millisecond on. */
  @Test
  void namesTheUnitAndTheBoundsOfDurations() {
    metrics.prepare();
    metrics.count(event("granted", exchange("acs", 1)));
    for (String name : List.of("request.duration", "stage.duration")) {
      assertEquals("s", metric(name).getUnit());
      List<Double> bounds =
          metric(name).getHistogramData().getPoints().iterator().next().getBoundaries();
      assertEquals(0.001, bounds.getFirst());
      assertEquals(30.0, bounds.getLast());
    }
  }

  @Test
  void countsNoHeaderParameterWhereNoneWasIgnored() {
    metrics.prepare();
    metrics.count(event("alive", Optional.empty()));
    ExchangeEvent some = exchange("acs", 1).orElseThrow();
    metrics.count(
        event(
            "granted",
            Optional.of(
                new ExchangeEvent(
                    some.progress(), some.parties(), some.times(), some.acs(), "", 0))));
    assertThrows(NoSuchElementException.class, () -> counts("token.ignored_header_parameters"));
  }

  @Test
  void countsForNobodyWhereThereIsNoAgent() {
    BrokerMetrics global = BrokerMetrics.global();
    global.count(event("granted", exchange("acs", 1)));
    assertDoesNotThrow(global::prepare);
    global.countKeyFetch(true);
  }
}
