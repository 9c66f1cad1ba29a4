package io.acsbroker.telemetry;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class BrokerMetricsTest {
  private static final ExchangeEvent.TokenTrace UNKNOWN =
      new ExchangeEvent.TokenTrace(Optional.empty(), Optional.empty(), Optional.empty());

  private final InMemoryMetricReader reader = InMemoryMetricReader.create();
  private final BrokerMetrics metrics = new BrokerMetrics(this::sdk);

  private static RequestEvent event(String code, Optional<ExchangeEvent> exchange) {
    return new RequestEvent("F", 200, code, "", "id", Duration.ofMillis(500), exchange);
  }

  private static Optional<ExchangeEvent> exchange(String source, int tries) {
    return exchange(source, tries, Optional.empty());
  }

  private static Optional<ExchangeEvent> exchange(
      String source, int tries, Optional<String> callerIssuer) {
    return Optional.of(
        new ExchangeEvent(
            new ExchangeEvent.Progress("acs", source),
            new ExchangeEvent.Parties(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                callerIssuer,
                UNKNOWN,
                UNKNOWN),
            new ExchangeEvent.Times(
                Duration.ofMillis(1),
                Duration.ZERO,
                Duration.ofMillis(2),
                Duration.ofMillis(250),
                Optional.empty()),
            new ExchangeEvent.AcsCalls(tries, Optional.empty()),
            "",
            3));
  }

  private Map<Attributes, Long> counts(String name) {
    return metric(name).getLongSumData().getPoints().stream()
        .collect(Collectors.toMap(LongPointData::getAttributes, LongPointData::getValue));
  }

  private Map<Attributes, Double> seconds(String name) {
    return metric(name).getHistogramData().getPoints().stream()
        .collect(Collectors.toMap(HistogramPointData::getAttributes, HistogramPointData::getSum));
  }

  private MetricData metric(String name) {
    return reader.collectAllMetrics().stream()
        .filter(metric -> metric.getName().equals("acsbroker." + name))
        .findFirst()
        .orElseThrow();
  }

  private static Attributes attributes(String name, String value) {
    return Attributes.of(AttributeKey.stringKey(name), value);
  }

  private static Attributes exchanged(String code, String source) {
    return Attributes.builder().put("code", code).put("source", source).build();
  }

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
  void countsWhatHappenedBeforeThereWereInstrumentsWhenTheyAreMadeAndNotBefore() {
    AtomicInteger made = new AtomicInteger();
    BrokerMetrics late = lateMetrics(made);
    late.count(event("granted", exchange("acs", 1)));
    late.countKeyFetch(true);
    assertEquals(0, made.get());
    late.prepare();
    late.count(event("granted", exchange("acs", 1)));
    assertEquals(1, made.get());
    assertEquals(Map.of(exchanged("granted", "acs"), 2L), counts("exchanges"));
    assertEquals(
        Map.of(Attributes.of(AttributeKey.booleanKey("succeeded"), true), 1L),
        counts("key_fetches"));
  }

  @Test
  void makesTheInstrumentsItselfRatherThanKeepMoreThanAHundredRequests() {
    AtomicInteger made = new AtomicInteger();
    BrokerMetrics late = lateMetrics(made);
    for (int i = 0; i < 100; i++) {
      late.count(event("granted", exchange("acs", 1)));
    }
    assertEquals(0, made.get());
    late.count(event("granted", exchange("acs", 1)));
    assertEquals(1, made.get());
    assertEquals(Map.of(exchanged("granted", "acs"), 101L), counts("exchanges"));
  }

  /** A request that is answered while they are made would wait for all classes of OpenTelemetry. */
  @Test
  void keepsARequestThatHappensWhileTheInstrumentsAreMadeAndDoesNotHoldItUp() throws Exception {
    CountDownLatch making = new CountDownLatch(1);
    CountDownLatch counted = new CountDownLatch(1);
    BrokerMetrics late =
        new BrokerMetrics(
            () -> {
              making.countDown();
              requireSoon(counted, "the request was held up");
              return sdk();
            });
    CompletableFuture<Void> prepared = CompletableFuture.runAsync(late::prepare);
    requireSoon(making, "nobody makes them");
    late.count(event("granted", exchange("acs", 1)));
    late.countKeyFetch(true);
    counted.countDown();
    prepared.get(30, TimeUnit.SECONDS);
    assertEquals(Map.of(exchanged("granted", "acs"), 1L), counts("exchanges"));
    assertEquals(
        Map.of(Attributes.of(AttributeKey.booleanKey("succeeded"), true), 1L),
        counts("key_fetches"));
  }

  private static void requireSoon(CountDownLatch latch, String otherwise) {
    try {
      if (!latch.await(30, TimeUnit.SECONDS)) {
        throw new IllegalStateException(otherwise);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private BrokerMetrics lateMetrics(AtomicInteger made) {
    return new BrokerMetrics(
        () -> {
          made.incrementAndGet();
          return sdk();
        });
  }

  private OpenTelemetrySdk sdk() {
    return OpenTelemetrySdk.builder()
        .setMeterProvider(SdkMeterProvider.builder().registerMetricReader(reader).build())
        .build();
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

  @Test
  void countsWhatWasKeptOnceAlone() {
    metrics.count(event("granted", exchange("acs", 1)));
    metrics.countKeyFetch(false);
    metrics.prepare();
    metrics.prepare();
    assertEquals(Map.of(exchanged("granted", "acs"), 1L), counts("exchanges"));
    assertEquals(
        Map.of(Attributes.of(AttributeKey.booleanKey("succeeded"), false), 1L),
        counts("key_fetches"));
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

  /** Who comes with more than is kept waits, and finds what another has made. */
  @Test
  void makesTheInstrumentsOnceForAllWhoNeedThem() throws Exception {
    CountDownLatch making = new CountDownLatch(1);
    CountDownLatch waited = new CountDownLatch(1);
    BrokerMetrics late =
        new BrokerMetrics(
            () -> {
              making.countDown();
              requireSoon(waited, "nobody waits");
              return sdk();
            });
    for (int i = 0; i < 100; i++) {
      late.count(event("granted", exchange("acs", 1)));
    }
    CompletableFuture<Void> prepared = CompletableFuture.runAsync(late::prepare);
    requireSoon(making, "nobody makes them");
    CompletableFuture<Void> counted = new CompletableFuture<>();
    Thread waiting =
        Thread.ofPlatform()
            .start(
                () -> {
                  late.count(event("granted", exchange("acs", 1)));
                  counted.complete(null);
                });
    while (waiting.getState() != Thread.State.BLOCKED && waiting.isAlive()) {
      Thread.onSpinWait();
    }
    waited.countDown();
    prepared.get(30, TimeUnit.SECONDS);
    counted.get(30, TimeUnit.SECONDS);
    assertEquals(Map.of(exchanged("granted", "acs"), 101L), counts("exchanges"));
  }
}
