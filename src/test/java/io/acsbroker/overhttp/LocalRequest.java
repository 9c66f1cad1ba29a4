package io.acsbroker.overhttp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;

/** What a developer asks of the local cloud itself, below {@code /local}. */
final class LocalRequest {
  private LocalRequest() {}

  static HttpRequest.Builder post(String path, String body) {
    return HttpRequest.newBuilder(URI.create(RunningBroker.CLOUD.entra().authority() + path))
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body));
  }

  static void fault(String order) {
    HttpResponse<String> response = RunningBroker.send(post("/local/faults", order));
    assertEquals(200, response.statusCode(), response.body());
  }

  static void noFault() {
    fault("{\"fault\":\"none\"}");
  }

  static void reset() {
    HttpResponse<String> response = RunningBroker.send(post("/local/reset", "{}"));
    assertEquals(200, response.statusCode(), response.body());
  }
}
