package io.acsbroker.local.net;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

class LoopbackServerTest {
  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void readsQueryFormAndHeaders() throws Exception {
    LoopbackHandler echo =
        it ->
            CannedAnswer.text(
                200,
                String.join(
                    "|",
                    it.method(),
                    it.target(),
                    it.query().getOrDefault("a b", "none"),
                    it.form().getOrDefault("field", "none"),
                    it.header("X-Sent").orElse("none")));
    try (LoopbackServer server = LoopbackServer.http(0, echo)) {
      HttpRequest request =
          HttpRequest.newBuilder(at(server, "http", "/p%3Aq?a+b=%C3%A9&flag"))
              .header("x-sent", "yes")
              .POST(HttpRequest.BodyPublishers.ofString("field=1%2B1&field=2"))
              .build();

      assertEquals("POST|/p%3Aq?a+b=%C3%A9&flag|é|1+1|yes", send(request).body());
    }
  }

  @Test
  void readsABodyThatComesInChunks() throws Exception {
    try (LoopbackServer server = LoopbackServer.http(0, it -> CannedAnswer.text(200, it.text()))) {
      HttpRequest chunked =
          HttpRequest.newBuilder(at(server, "http", "/"))
              .POST(
                  HttpRequest.BodyPublishers.ofInputStream(
                      () -> new ByteArrayInputStream("in parts".getBytes(UTF_8))))
              .build();

      assertEquals("in parts", send(chunked).body());
    }
  }

  @Test
  void tellsAClientThatWaitsForItToSendTheBody() throws Exception {
    try (LoopbackServer server = LoopbackServer.http(0, it -> CannedAnswer.text(200, it.text()))) {
      HttpRequest waiting =
          HttpRequest.newBuilder(at(server, "http", "/"))
              .expectContinue(true)
              .POST(HttpRequest.BodyPublishers.ofString("at last"))
              .build();

      assertEquals("at last", send(waiting).body());
    }
  }

  @Test
  void datesAnswersByTheClockThatItWasGiven() throws Exception {
    InstantSource clock = () -> Instant.parse("1994-11-06T08:49:37.9Z");
    try (LoopbackServer server =
        LoopbackServer.http(0, it -> CannedAnswer.text(200, "dated"), clock)) {
      HttpResponse<String> response = get(at(server, "http", "/"));

      assertEquals(List.of("Sun, 06 Nov 1994 08:49:37 GMT"), response.headers().allValues("Date"));
    }
  }

  @Test
  void keepsTheDateThatAnAnswerHas() throws Exception {
    CannedAnswer dated = CannedAnswer.text(200, "dated").with("Date", "yesterday");
    try (LoopbackServer server = LoopbackServer.http(0, it -> dated)) {
      HttpResponse<String> response = get(at(server, "http", "/"));

      assertEquals(List.of("yesterday"), response.headers().allValues("Date"));
    }
  }

  @Test
  void answersWithStatusHeadersAndDelayOfCannedAnswer() throws Exception {
    CannedAnswer slow =
        new CannedAnswer(429, Map.of("Retry-After", "7"), "", Duration.ofMillis(200));
    try (LoopbackServer server = LoopbackServer.http(0, it -> slow)) {
      long start = System.nanoTime();
      HttpResponse<String> response = get(at(server, "http", "/"));

      assertTrue(System.nanoTime() - start >= Duration.ofMillis(200).toNanos());
      assertEquals(429, response.statusCode());
      assertEquals("7", response.headers().firstValue("Retry-After").orElseThrow());
      assertEquals("", response.body());
    }
  }

  @Test
  void answers500WithClassNameWhenHandlerThrows() throws Exception {
    LoopbackHandler broken =
        it -> {
          throw new IOException("with a secret in its message");
        };
    try (LoopbackServer server = LoopbackServer.http(0, broken)) {
      HttpResponse<String> response = get(at(server, "http", "/"));

      assertEquals(500, response.statusCode());
      assertEquals("java.io.IOException", response.body());
    }
  }

  @Test
  void servesHttpsToClientsThatTrustItsCertificateAlone() throws Exception {
    LoopbackCertificate certificate = LoopbackCertificate.create();
    try (LoopbackServer server =
            LoopbackServer.https(
                0, certificate.serverContext(), it -> CannedAnswer.text(200, "safe"));
        HttpClient trusting =
            HttpClient.newBuilder().sslContext(certificate.clientContext()).build()) {
      HttpRequest byName = HttpRequest.newBuilder(at(server, "https", "/")).build();
      HttpRequest byAddress =
          HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + server.port() + "/")).build();

      assertEquals("safe", trusting.send(byName, BodyHandlers.ofString()).body());
      assertEquals("safe", trusting.send(byAddress, BodyHandlers.ofString()).body());
      assertThrows(SSLHandshakeException.class, () -> send(byName));
    }
  }

  @Test
  void trustStoreHoldsCertificateWithoutKey() throws Exception {
    LoopbackCertificate certificate = LoopbackCertificate.create();

    KeyStore store =
        KeyStore.getInstance(
            certificate.trustStore().toFile(), certificate.trustStorePassword().toCharArray());

    assertEquals(1, store.size());
    assertTrue(store.isCertificateEntry("localhost"));
  }

  @Test
  void countsRequestsAndAnswersThemCannedUntilReset() throws Exception {
    CountingHandler handler = new CountingHandler(it -> CannedAnswer.text(200, "normal"));
    try (LoopbackServer server = LoopbackServer.http(0, handler)) {
      handler.answerAll(CannedAnswer.text(503, "down"));
      assertEquals("down", get(at(server, "http", "/")).body());

      handler.answerAll(null);
      assertEquals("normal", get(at(server, "http", "/")).body());
      assertEquals(2, handler.requests());
    }
  }

  private HttpResponse<String> get(URI uri) throws Exception {
    return send(HttpRequest.newBuilder(uri).build());
  }

  private HttpResponse<String> send(HttpRequest request) throws Exception {
    return client.send(request, BodyHandlers.ofString());
  }

  private static URI at(LoopbackServer server, String scheme, String path) {
    return URI.create(scheme + "://localhost:" + server.port() + path);
  }
}
