package io.acsbroker.overhttp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.local.net.HeldRequests;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Brokers that cannot serve, each of its own: what they answer, and what their log says. */
class UnavailabilityTest {
  private static Optional<String> code(HttpResponse<String> response) {
    return RunningBroker.json(response).string("code");
  }

  @Test
  void isUnavailableWhileKeysCannotBeHad() {
    RunningBroker.CLOUD
        .entra()
        .answerKeyRequests(new CannedAnswer(500, Map.of(), "", Duration.ZERO));
    try (RunningBroker broker = RunningBroker.start()) {
      int exchanges = RunningBroker.CLOUD.acs().exchanges();
      HttpResponse<String> response = RunningBroker.send(broker.request());
      assertEquals(503, response.statusCode());
      assertEquals(Optional.of("signing_keys_unavailable"), code(response));
      assertEquals(Optional.of("5"), response.headers().firstValue("Retry-After"));
      assertEquals(exchanges, RunningBroker.CLOUD.acs().exchanges());
    } finally {
      RunningBroker.CLOUD.entra().answerKeyRequests(null);
    }
  }

  @Test
  void givesUpAtTheDeadlineWhileKeysDoNotCome() {
    HeldRequests held = new HeldRequests(request -> true);
    RunningBroker.CLOUD.entra().disturbKeyRequests(held);
    try (RunningBroker broker =
        RunningBroker.start(settings -> with(settings, "BROKER_DEADLINE_SECONDS", "1"))) {
      HttpResponse<String> response = RunningBroker.send(broker.request());
      assertEquals(504, response.statusCode(), response.body());
      assertEquals(Optional.of("deadline_passed"), code(response));
    } finally {
      held.letGo();
      RunningBroker.CLOUD.entra().answerKeyRequests(null);
    }
  }

  @Test
  void isUnavailableWhileNobodyListensAtAcs() {
    String nowhere = "endpoint=https://localhost:1/;accesskey=c2VjcmV0";
    try (RunningBroker broker =
        RunningBroker.start(
            settings -> with(settings, "COMMUNICATION_SERVICES_CONNECTION_STRING", nowhere))) {
      HttpResponse<String> response = RunningBroker.send(broker.request());
      assertEquals(503, response.statusCode(), response.body());
      assertEquals(Optional.of("acs_unavailable"), code(response));
    }
  }

  @Test
  void isABadGatewayWithTheWrongAccessKey() {
    String wrong = "endpoint=" + RunningBroker.CLOUD.acs().endpoint() + "/;accesskey=d3Jvbmc=";
    try (RunningBroker broker =
        RunningBroker.start(
            settings -> with(settings, "COMMUNICATION_SERVICES_CONNECTION_STRING", wrong))) {
      HttpResponse<String> response = RunningBroker.send(broker.request());
      assertEquals(502, response.statusCode());
      assertEquals(Optional.of("acs_denied"), code(response));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "POST"})
  void saysThatItIsMisconfiguredWhateverItIsAsked(String method) {
    LogLines log = new LogLines();
    try (RunningBroker broker =
        RunningBroker.start(settings -> with(settings, "ENTRA_TENANT_IDS", "my-secret"), log)) {
      HttpResponse<String> response =
          RunningBroker.send(broker.anonymous().method(method, BodyPublishers.noBody()));
      assertEquals(503, response.statusCode());
      assertEquals(Optional.of("misconfigured"), code(response));
      assertEquals(Optional.of("60"), response.headers().firstValue("Retry-After"));
      assertFalse(response.body().contains("ENTRA_TENANT_IDS"));
      assertEquals(
          404, RunningBroker.send(broker.anonymous().uri(broker.uri("/api/x"))).statusCode());
    }
    assertTrue(log.text().contains("\"reason\":\"settings: ENTRA_TENANT_IDS\""), log.text());
    assertFalse(log.text().contains("my-secret"));
  }

  private static Map<String, String> with(Map<String, String> settings, String name, String value) {
    Map<String, String> changed = new HashMap<>(settings);
    changed.put(name, value);
    return changed;
  }
}
