package io.acsbroker.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.azure.functions.HttpResponseMessage;
import io.acsbroker.fixture.ManualClock;
import io.acsbroker.http.Answer.Problem;
import io.acsbroker.json.JsonObject;
import io.acsbroker.outcome.RefusalCode;
import io.acsbroker.telemetry.BrokerMetrics;
import io.acsbroker.telemetry.RequestLog;
import io.acsbroker.token.Deadline;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What is told of the requests that a function answers. */
class FunctionRunnerTest {
  private static final Problem MISSING =
      Problem.of(401, RefusalCode.BEARER_TOKEN_MISSING, "There is no token.");

  private final FunctionFixture fixture = new FunctionFixture();
  private final InMemoryMetricReader reader = InMemoryMetricReader.create();
  private final BrokerMetrics metrics =
      new BrokerMetrics(
          () ->
              OpenTelemetrySdk.builder()
                  .setMeterProvider(SdkMeterProvider.builder().registerMetricReader(reader).build())
                  .build());
  private FunctionRunner runner =
      new FunctionRunner(new RequestLog(new ManualClock()), metrics, new RestOfStart(List.of()));

  private HttpResponseMessage run(Supplier<LoggedAnswer> function) {
    return runner.run(SampleRequest.of(Map.of()), fixture.context(), function);
  }

  private long counted() {
    return reader.collectAllMetrics().stream()
        .filter(metric -> metric.getName().equals("acsbroker.request.duration"))
        .flatMap(metric -> metric.getHistogramData().getPoints().stream())
        .mapToLong(point -> point.getCount())
        .sum();
  }

  private static JsonObject json(String text) {
    return JsonObject.parse(text).orElseThrow();
  }

  @Test
  void countsInItsMetricsWhatItsLogLeavesOut() {
    for (int i = 0; i < 500; i++) {
      HttpResponseMessage unused = run(() -> LoggedAnswer.with(MISSING));
    }
    assertEquals(10, fixture.log.size());
    metrics.prepare();
    assertEquals(500, counted());
  }

  @Test
  void tellsOfARequestWhatItWasAnsweredAndWhyAndHowLongItTook() {
    Problem problem = MISSING.withReason("a reason", "a detail");
    long start = System.nanoTime();
    assertEquals(401, run(() -> LoggedAnswer.with(problem)).getStatusCode());
    long took = Duration.ofNanos(System.nanoTime() - start).toMillis();
    JsonObject event = json(fixture.line());
    assertEquals(Optional.of("TeamsToken"), event.string("function"));
    assertEquals(Optional.of(401L), event.integer("status"));
    assertEquals(Optional.of("bearer_token_missing"), event.string("code"));
    assertEquals(Optional.of("a reason"), event.string("reason"));
    assertEquals(Optional.of("a detail"), event.string("details"));
    assertEquals(Optional.of("an id"), event.string("correlationId"));
    long told = event.integer("ms").orElseThrow();
    assertTrue(told >= 0 && told <= took, told + " of " + took);
    assertFalse(event.has("stage"), "there was no exchange");
  }

  @Test
  void answersAnErrorWithAProblemAndTellsItsPlaceInTheLogAlone() {
    HttpResponseMessage response =
        run(
            () -> {
              throw new StackOverflowError("a secret");
            });
    assertEquals(500, response.getStatusCode());
    String body = String.valueOf(response.getBody());
    assertEquals(Optional.of("internal_error"), json(body).string("code"));
    assertEquals(Optional.of("an id"), json(body).string("correlationId"));
    assertFalse(body.contains("StackOverflowError"), body);
    String reason = json(fixture.line()).string("reason").orElseThrow();
    assertTrue(reason.startsWith("java.lang.StackOverflowError at "), reason);
    assertFalse(fixture.line().contains("a secret"), fixture.line());
  }

  /** The host's own logger is one of them: what it cannot write is no reason for a 500. */
  @Test
  void answersWhereNothingCanBeReported() {
    runner =
        new FunctionRunner(
            new RequestLog(
                () -> {
                  throw new IllegalStateException("a secret");
                }),
            metrics,
            new RestOfStart(List.of()));
    PrintStream before = System.err;
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    System.setErr(new PrintStream(err, true, UTF_8));
    try {
      assertEquals(401, run(() -> LoggedAnswer.with(MISSING)).getStatusCode());
    } finally {
      System.setErr(before);
    }
    assertEquals(
        "The request cannot be reported: java.lang.IllegalStateException",
        err.toString(UTF_8).strip());
  }

  @Test
  void readsWithGetAndHeadAlone() {
    Answer health = SuccessAnswer.health("alive", "1.2.3");
    for (String method : List.of("GET", "HEAD")) {
      var request = SampleRequest.of(method, Map.of(), Optional.empty());
      assertEquals(
          200, runner.runReading(request, fixture.context(), () -> health).getStatusCode());
    }
    HttpResponseMessage refused =
        runner.runReading(
            SampleRequest.of(Map.of()),
            fixture.context(),
            () -> {
              throw new AssertionError("it does nothing else");
            });
    assertEquals(405, refused.getStatusCode());
    assertEquals("GET, HEAD", refused.getHeader("Allow"));
  }

  /** The rest of a start waits for the first request from its beginning to its end. */
  @Test
  void tellsTheRestOfTheStartWhenARequestBeginsAndWhenItIsAnswered() {
    CountDownLatch done = new CountDownLatch(1);
    RestOfStart rest =
        new RestOfStart(List.of(done::countDown), Duration.ofMillis(1), Duration.ZERO);
    runner = new FunctionRunner(new RequestLog(new ManualClock()), metrics, rest);
    AtomicReference<Boolean> meanwhile = new AtomicReference<>();
    HttpResponseMessage unused =
        run(
            () -> {
              rest.begin();
              meanwhile.set(rest.awaitEnd(Deadline.in(Duration.ofMillis(50))));
              return LoggedAnswer.with(MISSING);
            });
    assertEquals(false, meanwhile.get());
    assertTrue(rest.awaitEnd(Deadline.in(Duration.ofSeconds(20))));
    assertEquals(0, done.getCount());
  }
}
