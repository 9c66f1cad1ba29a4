package io.acsbroker.telemetry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Events to count, and what the metrics say of them. */
abstract class BrokerMetricsFixture {
  static final ExchangeEvent.TokenTrace UNKNOWN =
      new ExchangeEvent.TokenTrace(Optional.empty(), Optional.empty(), Optional.empty());

  final InMemoryMetricReader reader = InMemoryMetricReader.create();
  final BrokerMetrics metrics = new BrokerMetrics(this::sdk);

  static RequestEvent event(String code, Optional<ExchangeEvent> exchange) {
    return new RequestEvent("F", 200, code, "", "id", Duration.ofMillis(500), exchange);
  }

  static Optional<ExchangeEvent> exchange(String source, int tries) {
    return exchange(source, tries, Optional.empty());
  }

  static Optional<ExchangeEvent> exchange(String source, int tries, Optional<String> callerIssuer) {
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

  Map<Attributes, Long> counts(String name) {
    return metric(name).getLongSumData().getPoints().stream()
        .collect(Collectors.toMap(LongPointData::getAttributes, LongPointData::getValue));
  }

  Map<Attributes, Double> seconds(String name) {
    return metric(name).getHistogramData().getPoints().stream()
        .collect(Collectors.toMap(HistogramPointData::getAttributes, HistogramPointData::getSum));
  }

  MetricData metric(String name) {
    return reader.collectAllMetrics().stream()
        .filter(metric -> metric.getName().equals("acsbroker." + name))
        .findFirst()
        .orElseThrow();
  }

  static Attributes attributes(String name, String value) {
    return Attributes.of(AttributeKey.stringKey(name), value);
  }

  static Attributes exchanged(String code, String source) {
    return Attributes.builder().put("code", code).put("source", source).build();
  }

  OpenTelemetrySdk sdk() {
    return OpenTelemetrySdk.builder()
        .setMeterProvider(SdkMeterProvider.builder().registerMetricReader(reader).build())
        .build();
  }
}
