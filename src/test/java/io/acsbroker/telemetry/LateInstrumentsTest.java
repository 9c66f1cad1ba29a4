package io.acsbroker.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What is counted before there are instruments, and when these are made. */
class LateInstrumentsTest extends BrokerMetricsFixture {
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
