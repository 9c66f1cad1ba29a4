package io.acsbroker.local.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FaultInjectionTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final LoopbackHandler GOOD = request -> CannedAnswer.text(200, "all is well");

  @Test
  void throttlesAndFailsWithTheStatusOfEach() throws Exception {
    HttpResponse<String> throttled = answer(always(Fault.THROTTLED));
    assertEquals(429, throttled.statusCode());
    assertEquals("1", throttled.headers().firstValue("Retry-After").orElseThrow());
    assertEquals(500, answer(always(Fault.FAILED)).statusCode());
  }

  @ParameterizedTest
  @EnumSource(names = {"CLOSED", "HALVED"})
  void endsTheConnectionBeforeTheAnswerIsComplete(Fault fault) {
    assertThrows(IOException.class, () -> answer(always(fault)));
  }

  @Test
  void answersTooLate() throws Exception {
    CountingHandler handler = new CountingHandler(GOOD);
    handler.disturb(always(Fault.LATE));
    try (LoopbackServer server = LoopbackServer.http(0, handler)) {
      assertThrows(HttpTimeoutException.class, () -> get(server, Duration.ofSeconds(2)));
    }
  }

  @Test
  void injectsItsShareAndCountsIt() throws Exception {
    FaultInjection none = new FaultInjection(0);
    assertEquals(200, answer(none).statusCode());
    assertEquals(Map.of(), none.injected());

    FaultInjection half = new FaultInjection(0.5, () -> Fault.THROTTLED);
    CountingHandler handler = new CountingHandler(GOOD);
    handler.disturb(half);
    try (LoopbackServer server = LoopbackServer.http(0, handler)) {
      for (int i = 0; i < 400; i++) {
        var unused = get(server);
      }
    }
    int injected = half.injected().getOrDefault(Fault.THROTTLED, 0);
    assertTrue(injected > 100 && injected < 300, injected + " of 400");
  }

  @Test
  void isUndoneByANormalAnswer() throws Exception {
    CountingHandler handler = new CountingHandler(GOOD);
    handler.disturb(always(Fault.FAILED));
    handler.answerAll(null);
    try (LoopbackServer server = LoopbackServer.http(0, handler)) {
      assertEquals("all is well", get(server).body());
      assertTrue(handler.requests() > 0);
    }
  }

  private static FaultInjection always(Fault fault) {
    return new FaultInjection(1, () -> fault);
  }

  private static HttpResponse<String> answer(FaultInjection faults) throws Exception {
    CountingHandler handler = new CountingHandler(GOOD);
    handler.disturb(faults);
    try (LoopbackServer server = LoopbackServer.http(0, handler)) {
      return get(server);
    }
  }

  private static HttpResponse<String> get(LoopbackServer server) throws Exception {
    return get(server, Duration.ofMinutes(1));
  }

  private static HttpResponse<String> get(LoopbackServer server, Duration patience)
      throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + server.port()))
            .timeout(patience)
            // A GET would be tried again by the client itself
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    return CLIENT.send(request, BodyHandlers.ofString());
  }
}
