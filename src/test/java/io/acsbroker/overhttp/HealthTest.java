package io.acsbroker.overhttp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.json.JsonObject;
import io.acsbroker.local.net.CannedAnswer;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the two health routes tell, and whom they burden with it. */
class HealthTest {
  @AfterEach
  void mend() {
    RunningBroker.CLOUD.entra().answerKeyRequests(null);
  }

  private static HttpResponse<String> get(RunningBroker broker, String path) {
    return RunningBroker.send(HttpRequest.newBuilder(broker.uri(path)));
  }

  private static void assertStatus(int status, String word, HttpResponse<String> response) {
    assertEquals(status, response.statusCode(), response.body());
    JsonObject body = RunningBroker.json(response);
    assertEquals(Optional.of(word), body.string(status == 200 ? "status" : "code"));
  }

  private static RunningBroker misconfigured() {
    return RunningBroker.start(settings -> Map.of("ENTRA_TENANT_IDS", "my-secret"));
  }

  @Test
  void isAliveAndTellsItsVersionAndNothingElse() {
    try (RunningBroker broker = RunningBroker.start()) {
      HttpResponse<String> response = get(broker, "/api/health");
      assertStatus(200, "alive", response);
      JsonObject body = RunningBroker.json(response);
      assertTrue(body.string("version").orElseThrow().matches("\\d+\\.\\d+\\.\\d+.*"));
      assertEquals(Set.of("status", "version"), body.names());
      assertEquals(Optional.of("no-store"), response.headers().firstValue("Cache-Control"));
    }
  }

  @Test
  void isReadyWhereKeysAndCredentialAreAtHand() {
    try (RunningBroker broker = RunningBroker.start()) {
      assertStatus(200, "ready", get(broker, "/api/health/ready"));
    }
  }

  @Test
  void isAliveAndNotReadyWhereItIsMisconfigured() {
    try (RunningBroker broker = misconfigured()) {
      assertStatus(200, "alive", get(broker, "/api/health"));
      HttpResponse<String> response = get(broker, "/api/health/ready");
      assertStatus(503, "not_ready", response);
      assertFalse(response.body().contains("ENTRA"));
    }
  }

  @Test
  void isNotReadyWhereKeysCannotBeHadAndSaysWhyInTheLogAlone() {
    RunningBroker.CLOUD
        .entra()
        .answerKeyRequests(new CannedAnswer(418, Map.of(), "", Duration.ZERO));
    LogLines log = new LogLines();
    try (RunningBroker broker = RunningBroker.start(settings -> settings, log)) {
      HttpResponse<String> response = get(broker, "/api/health/ready");
      assertStatus(503, "not_ready", response);
      assertEquals(Optional.of("10"), response.headers().firstValue("Retry-After"));
      JsonObject body = RunningBroker.json(response);
      assertEquals(List.of("signing keys"), body.strings("missing"));
      assertFalse(response.body().contains("keys of "));
      // The three digits alone may stand in its correlationId
      assertFalse(response.body().contains("HTTP 418"));
    }
    assertTrue(log.text().contains("keys of "), log.text());
    assertTrue(log.text().contains("HTTP 418"), log.text());
  }

  /** The keys would be asked for again after five seconds. */
  @Test
  void asksNobodyMoreThanOnceInTenSeconds() {
    RunningBroker.CLOUD
        .entra()
        .answerKeyRequests(new CannedAnswer(418, Map.of(), "", Duration.ZERO));
    MovedClock clock = new MovedClock();
    try (RunningBroker broker = RunningBroker.start(settings -> settings, clock)) {
      BrokerStarts.awaitEnd();
      assertStatus(503, "not_ready", get(broker, "/api/health/ready"));
      int asked = RunningBroker.CLOUD.entra().keyRequests();
      clock.pass(Duration.ofSeconds(6));
      for (int i = 0; i < 3; i++) {
        assertStatus(503, "not_ready", get(broker, "/api/health/ready"));
      }
      assertEquals(asked, RunningBroker.CLOUD.entra().keyRequests());
      clock.pass(Duration.ofSeconds(4));
      assertStatus(503, "not_ready", get(broker, "/api/health/ready"));
      assertTrue(asked < RunningBroker.CLOUD.entra().keyRequests());
    }
  }

  /**
   * As Front Door probes, which takes nothing but a 200.
   *
   * @see <a href="https://learn.microsoft.com/azure/frontdoor/health-probes">Health probes</a>
   */
  @Test
  void answersHeadWith200AndNothingAfterItsHeaders() throws IOException {
    try (RunningBroker broker = RunningBroker.start();
        Socket socket = new Socket(broker.uri("/").getHost(), broker.uri("/").getPort())) {
      String request = "HEAD /api/health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), US_ASCII);
      assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
      assertEquals(answer.length() - 4, answer.indexOf("\r\n\r\n"), answer);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/health", "/api/health/ready"})
  void isOnlyRead(String path) {
    try (RunningBroker broker = RunningBroker.start()) {
      HttpResponse<String> response =
          RunningBroker.send(
              HttpRequest.newBuilder(broker.uri(path)).POST(BodyPublishers.noBody()));
      assertStatus(405, "method_not_allowed", response);
      assertEquals(Optional.of("GET, HEAD"), response.headers().firstValue("Allow"));
      HttpRequest.Builder head =
          HttpRequest.newBuilder(broker.uri(path)).method("HEAD", BodyPublishers.noBody());
      assertEquals(200, RunningBroker.send(head).statusCode());
    }
  }
}
