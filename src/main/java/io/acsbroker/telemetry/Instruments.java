package io.acsbroker.telemetry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The instruments by their names, which docs/operations.md explains. */
final class Instruments {
  private static final AttributeKey<String> FUNCTION = AttributeKey.stringKey("function");
  private static final AttributeKey<String> CODE = AttributeKey.stringKey("code");
  private static final AttributeKey<String> SOURCE = AttributeKey.stringKey("source");
  private static final AttributeKey<String> STAGE = AttributeKey.stringKey("stage");
  private static final AttributeKey<String> CALLER_ISSUER = AttributeKey.stringKey("caller_issuer");
  private static final AttributeKey<String> LIMIT = AttributeKey.stringKey("limit");
  private static final AttributeKey<Boolean> SUCCEEDED = AttributeKey.booleanKey("succeeded");

  /** In seconds: a repeated exchange takes a fraction of a millisecond, the longest 200 s. */
  private static final List<Double> BOUNDS =
      List.of(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0);

  private final LongCounter exchanges;
  private final LongCounter throttles;
  private final LongCounter keyFetches;
  private final LongCounter ignoredHeaderParameters;
  private final DoubleHistogram requestDuration;
  private final DoubleHistogram stageDuration;

  Instruments(Meter meter) {
    exchanges = meter.counterBuilder("acsbroker.exchanges").build();
    throttles = meter.counterBuilder("acsbroker.throttles").build();
    keyFetches = meter.counterBuilder("acsbroker.key_fetches").build();
    ignoredHeaderParameters =
        meter.counterBuilder("acsbroker.token.ignored_header_parameters").build();
    requestDuration = seconds(meter, "acsbroker.request.duration");
    stageDuration = seconds(meter, "acsbroker.stage.duration");
  }

  private static DoubleHistogram seconds(Meter meter, String name) {
    return meter
        .histogramBuilder(name)
        .setUnit("s")
        .setExplicitBucketBoundariesAdvice(BOUNDS)
        .build();
  }

  void count(RequestEvent event) {
    requestDuration.record(
        seconds(event.took()), Attributes.of(FUNCTION, event.function(), CODE, event.code()));
    event.exchange().ifPresent(exchange -> count(event.code(), exchange));
  }

  void countKeyFetch(boolean succeeded) {
    keyFetches.add(1, Attributes.of(SUCCEEDED, succeeded));
  }

  private void count(String code, ExchangeEvent exchange) {
    Attributes kind = Attributes.of(CODE, code, SOURCE, exchange.progress().source());
    Optional<String> issuer = exchange.parties().callerIssuer();
    exchanges.add(
        1, issuer.isPresent() ? kind.toBuilder().put(CALLER_ISSUER, issuer.get()).build() : kind);
    switch (code) {
      case "acs_throttled" -> throttles.add(1, Attributes.of(LIMIT, "acs"));
      case "too_many_exchanges", "too_many_requests" ->
          throttles.add(1, Attributes.of(LIMIT, "user"));
      default -> {}
    }
    if (exchange.ignoredHeaderParameters() > 0) {
      ignoredHeaderParameters.add(exchange.ignoredHeaderParameters());
    }
    ExchangeEvent.Times times = exchange.times();
    time("verification", times.verifying());
    if (times.onBehalfOf().isPositive()) {
      time("on_behalf_of", times.onBehalfOf());
    }
    if (exchange.acs().tries() > 0) {
      time("managed_identity", times.managedIdentity());
      time("acs", times.acs());
    }
  }

  private void time(String stage, Duration time) {
    stageDuration.record(seconds(time), Attributes.of(STAGE, stage));
  }

  private static double seconds(Duration time) {
    return time.toNanos() / 1e9;
  }
}
