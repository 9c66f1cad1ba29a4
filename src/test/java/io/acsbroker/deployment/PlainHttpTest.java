package io.acsbroker.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.local.net.LoopbackServer;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What counts as refusing requests that are not encrypted. */
class PlainHttpTest {
  private static Finding answeredBy(int status, Map<String, String> headers) throws Exception {
    CannedAnswer answer = new CannedAnswer(status, headers, "", Duration.ZERO);
    try (LoopbackServer server = LoopbackServer.http(0, request -> answer);
        BrokerClient client =
            new BrokerClient(
                URI.create("http://localhost:" + server.port()), Surroundings.ofThisProcess())) {
      return TransportChecks.refusal(client.send(client.request("/")));
    }
  }

  @Test
  void isSoundToRedirectToHttpsOrToForbid() throws Exception {
    assertEquals(
        new Finding.Sound("HTTP 301"), answeredBy(301, Map.of("Location", "https://x/api")));
    assertEquals(new Finding.Sound("HTTP 403"), answeredBy(403, Map.of()));
  }

  @Test
  void isFaultyToAnswerOrToRedirectElsewhere() throws Exception {
    assertEquals(Finding.faulty("answers 200 without encryption"), answeredBy(200, Map.of()));
    assertEquals(
        Finding.faulty("answers 301 without encryption"),
        answeredBy(301, Map.of("Location", "http://x/api")));
  }
}
