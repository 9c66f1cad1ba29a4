package io.acsbroker.overhttp;

import static io.acsbroker.local.entra.SampleDirectory.ADELE;
import static io.acsbroker.overhttp.CallerFixture.assertGranted;
import static io.acsbroker.overhttp.CallerFixture.bodyless;
import static io.acsbroker.overhttp.CallerFixture.callerToken;
import static io.acsbroker.overhttp.CallerFixture.inBody;
import static io.acsbroker.overhttp.CallerFixture.inHeader;
import static io.acsbroker.overhttp.CallerFixture.subjectToken;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A body whose length is not told, as {@code JsonContent} of .NET sends it and some gateways do:
 * Functions hands it over empty.
 *
 * @see <a href="https://github.com/Azure/azure-functions-host/issues/7930">An empty body where
 *     Transfer-Encoding is chunked</a>
 * @see <a href="https://github.com/Azure/azure-functions-java-library/issues/158">The same in
 *     Java</a>
 */
class ChunkedBodyTest {
  private static RunningBroker broker;

  @BeforeAll
  static void start() {
    broker = CallerFixture.start(Map.of());
  }

  @AfterAll
  static void close() {
    broker.close();
  }

  private static BodyPublisher chunked(String body) {
    return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body.getBytes(UTF_8)));
  }

  private static void assertMissing(HttpRequest.Builder request) {
    HttpResponse<String> answer = RunningBroker.send(request);
    assertEquals(400, answer.statusCode(), answer.body());
    assertEquals(Optional.of("body_missing"), RunningBroker.json(answer).string("code"));
    assertEquals(
        Optional.of(
            "The request announces a body and none arrived: Azure Functions hands chunked ones over"
                + " empty. Send it with a Content-Length (in .NET as StringContent, not as"
                + " JsonContent), or no body and no Content-Type; a subject token may come in the"
                + " header teams-user-aad-token."),
        RunningBroker.json(answer).string("detail"));
  }

  @Test
  void isRefusedWithWhatHelps() {
    String body = "{\"accessToken\":\"" + subjectToken(ADELE) + "\"}";
    assertMissing(
        bodyless(broker, callerToken(ADELE))
            .header("Content-Type", "application/json")
            .POST(chunked(body)));
    assertMissing(bodyless(broker, callerToken(ADELE)).POST(chunked(body)));
  }

  @Test
  void isRefusedBesideTheHeaderToo() {
    assertMissing(inHeader(broker, callerToken(ADELE), subjectToken(ADELE)).POST(chunked("{}")));
  }

  @Test
  void isRefusedWhereItWouldNameScopes() {
    assertMissing(
        bodyless(broker, callerToken(ADELE))
            .uri(broker.uri("/api/token"))
            .POST(chunked("{\"scopes\":[\"voip.join\"]}")));
  }

  @Test
  void arrivesInBothWaysThatTheRefusalNames() {
    assertGranted(ADELE, inBody(broker, callerToken(ADELE), subjectToken(ADELE)));
    assertGranted(ADELE, inHeader(broker, callerToken(ADELE), subjectToken(ADELE)));
  }
}
