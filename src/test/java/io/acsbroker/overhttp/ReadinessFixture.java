package io.acsbroker.overhttp;

import static io.acsbroker.overhttp.CallerFixture.callerToken;
import static io.acsbroker.overhttp.LocalRequest.reset;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.acsbroker.local.entra.SampleUser;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;

/** Brokers that are asked what they miss, under a clock that a test moves. */
abstract class ReadinessFixture {
  final MovedClock clock = new MovedClock();
  final LogLines log = new LogLines();

  @AfterEach
  void mend() {
    RunningBroker.CLOUD.entra().answerKeyRequests(null);
    reset();
  }

  RunningBroker direct(Map<String, String> further) {
    return RunningBroker.start(
        settings -> {
          settings.putAll(further);
          return settings;
        },
        log,
        clock);
  }

  RunningBroker direct() {
    return direct(Map.of());
  }

  RunningBroker withIdentities() {
    return CallerFixture.start(Map.of(), log, clock);
  }

  static HttpResponse<String> ready(RunningBroker broker) {
    return RunningBroker.send(HttpRequest.newBuilder(broker.uri("/api/health/ready")));
  }

  /** Asserts what is missing now, when what was found the last time is no longer told. */
  void assertMissing(RunningBroker broker, String... kinds) {
    clock.pass(Duration.ofSeconds(10));
    HttpResponse<String> response = ready(broker);
    List<String> missing = RunningBroker.json(response).strings("missing");
    assertEquals(missing.isEmpty() ? 200 : 503, response.statusCode(), response.body());
    // Servers do not let their time pass with it: BrokerClockTest has what comes of that
    assertEquals(List.of(kinds), missing.stream().filter(kind -> !kind.equals("clock")).toList());
  }

  static void refused(String code, HttpRequest.Builder request) {
    HttpResponse<String> response = RunningBroker.send(request);
    assertEquals(Optional.of(code), RunningBroker.json(response).string("code"), response.body());
  }

  static HttpRequest.Builder identity(RunningBroker broker, SampleUser user) {
    return HttpRequest.newBuilder(broker.uri("/api/token"))
        .header("Authorization", "Bearer " + callerToken(user))
        .POST(BodyPublishers.noBody());
  }

  /** The same refusal twice, as far apart as it takes to count. */
  void refusedForAMinute(String code, Supplier<HttpRequest.Builder> request) {
    refused(code, request.get());
    clock.pass(Duration.ofMinutes(1));
    refused(code, request.get());
  }
}
