package io.acsbroker.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.azure.functions.ExecutionContext;
import io.acsbroker.fixture.ManualClock;
import io.acsbroker.http.Answer.Problem;
import io.acsbroker.outcome.RefusalCode;
import io.acsbroker.telemetry.BrokerMetrics;
import io.acsbroker.telemetry.RequestLog;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** What is told of the requests that a function answers. */
class FunctionRunnerTest {
  private final AtomicInteger lines = new AtomicInteger();
  private final InMemoryMetricReader reader = InMemoryMetricReader.create();
  private final FunctionRunner runner =
      new FunctionRunner(
          new RequestLog(new ManualClock()),
          new BrokerMetrics(
              () ->
                  OpenTelemetrySdk.builder()
                      .setMeterProvider(
                          SdkMeterProvider.builder().registerMetricReader(reader).build())
                      .build()),
          new RestOfStart(List.of()));

  private ExecutionContext context() {
    Logger logger = Logger.getAnonymousLogger();
    logger.setUseParentHandlers(false);
    logger.setFilter(line -> lines.incrementAndGet() < 0);
    return new ExecutionContext() {
      @Override
      public Logger getLogger() {
        return logger;
      }

      @Override
      public String getInvocationId() {
        return "an id";
      }

      @Override
      public String getFunctionName() {
        return "TeamsToken";
      }
    };
  }

  @Test
  void countsInItsMetricsWhatItsLogLeavesOut() {
    Problem missing = Problem.of(RefusalCode.BEARER_TOKEN_MISSING, "There is no token.");
    for (int i = 0; i < 500; i++) {
      runner.run(SampleRequest.of(Map.of()), context(), () -> LoggedAnswer.with(missing));
    }
    assertEquals(10, lines.get());
    assertEquals(
        500,
        reader.collectAllMetrics().stream()
            .filter(metric -> metric.getName().equals("acsbroker.request.duration"))
            .flatMap(metric -> metric.getHistogramData().getPoints().stream())
            .mapToLong(point -> point.getCount())
            .sum());
  }
}
