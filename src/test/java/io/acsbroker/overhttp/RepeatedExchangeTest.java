package io.acsbroker.overhttp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.json.JsonObject;
import io.acsbroker.local.entra.InventedUsers;
import io.acsbroker.local.entra.TokenOrder;
import io.acsbroker.local.net.CannedAnswer;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clients that ask again and again, all at once, or hang up. */
class RepeatedExchangeTest {
  @AfterEach
  void mend() {
    RunningBroker.CLOUD.acs().answerExchanges(null);
  }

  private static HttpResponse<String> send(RunningBroker broker, String token) {
    return RunningBroker.send(broker.anonymous().header("Authorization", "Bearer " + token));
  }

  private static int asked() {
    return RunningBroker.CLOUD.acs().exchanges();
  }

  @Test
  void makesOneCallToAcsForTwoHundredRequestsWithOneToken() throws Exception {
    String token = RunningBroker.token();
    RunningBroker.CLOUD
        .acs()
        .disturbExchanges(acs -> request -> acs.answer(request).after(Duration.ofMillis(300)));
    int before = asked();
    try (RunningBroker broker = RunningBroker.start();
        ExecutorService clients = Executors.newFixedThreadPool(200)) {
      Callable<HttpResponse<String>> client = () -> send(broker, token);
      List<Future<HttpResponse<String>>> answers =
          clients.invokeAll(IntStream.range(0, 200).mapToObj(i -> client).toList());
      Set<String> tokens =
          answers.stream().map(RepeatedExchangeTest::issued).collect(Collectors.toSet());
      assertEquals(1, tokens.size(), "everybody gets the same token");
    }
    assertEquals(before + 1, asked());
  }

  private static String issued(Future<HttpResponse<String>> answer) {
    try {
      assertEquals(200, answer.get().statusCode(), answer.get().body());
      return RunningBroker.json(answer.get()).string("token").orElseThrow();
    } catch (Exception failed) {
      throw new AssertionError(failed);
    }
  }

  @Test
  void saysWhereTheAnswerCameFrom() {
    LogLines log = new LogLines();
    String token = RunningBroker.token();
    try (RunningBroker broker = RunningBroker.start(settings -> settings, log)) {
      send(broker, token);
      send(broker, token);
    }
    assertTrue(log.text().contains("\"source\":\"acs\""), log.text());
    assertTrue(log.text().contains("\"source\":\"memory\""), log.text());
  }

  @Test
  void judgesEveryRequestAnewAlsoWhereTheTokenIsRemembered() {
    String token = RunningBroker.token();
    try (RunningBroker broker = RunningBroker.start()) {
      assertEquals(200, send(broker, token).statusCode());
      HttpResponse<String> other =
          RunningBroker.send(
              broker
                  .anonymous()
                  .header("Authorization", "Bearer " + token)
                  .header("Content-Type", "application/json")
                  .POST(
                      BodyPublishers.ofString(
                          "{\"userObjectId\":\"22222222-2222-4222-8222-222222222222\"}")));
      assertEquals(403, other.statusCode(), other.body());
    }
  }

  @Test
  void limitsOneUserAndNotAnother() {
    try (RunningBroker broker =
        RunningBroker.start(
            settings -> {
              settings.put("BROKER_USER_EXCHANGE_LIMIT", "2");
              return settings;
            })) {
      TokenOrder one = TokenOrder.forUser(InventedUsers.number(2));
      assertEquals(200, send(broker, token(one)).statusCode());
      assertEquals(200, send(broker, token(one)).statusCode());
      HttpResponse<String> refused = send(broker, token(one));
      assertEquals(429, refused.statusCode(), refused.body());
      JsonObject body = RunningBroker.json(refused);
      assertEquals(Optional.of("too_many_exchanges"), body.string("code"));
      long wait = body.integer("retryAfterSeconds").orElseThrow();
      assertTrue(wait > 590 && wait <= 600, wait + " s");
      TokenOrder other = TokenOrder.forUser(InventedUsers.number(4));
      assertEquals(200, send(broker, token(other)).statusCode());
    }
  }

  private static String token(TokenOrder order) {
    return RunningBroker.CLOUD.entra().token(order);
  }

  @Test
  void goesOnWhereAClientHangsUp() throws Exception {
    String token = RunningBroker.token();
    try (RunningBroker broker = RunningBroker.start()) {
      assertEquals(200, RunningBroker.send(broker.request()).statusCode());
      RunningBroker.CLOUD
          .acs()
          .disturbExchanges(acs -> request -> acs.answer(request).after(Duration.ofMillis(200)));
      int before = asked();
      hangUp(broker, token);
      for (int i = 0; asked() == before && i < 2_000; i++) {
        Thread.sleep(5);
      }
      assertEquals(200, send(broker, token).statusCode());
      assertEquals(before + 1, asked(), "ACS was asked for each of the two");
    }
  }

  private static void hangUp(RunningBroker broker, String token) throws Exception {
    try (Socket socket = new Socket("localhost", broker.uri("/").getPort())) {
      String request =
          "POST /api/token/teams HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n"
              + "Authorization: Bearer "
              + token
              + "\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    }
  }

  @Test
  void countsNoExchangeThatAcsDidNotDecide() {
    try (RunningBroker broker =
        RunningBroker.start(
            settings -> {
              settings.put("BROKER_USER_EXCHANGE_LIMIT", "1");
              return settings;
            })) {
      RunningBroker.CLOUD
          .acs()
          .answerExchanges(new CannedAnswer(503, Map.of("Retry-After", "60"), "", Duration.ZERO));
      String token = token(TokenOrder.forUser(InventedUsers.number(6)));
      assertEquals(503, send(broker, token).statusCode());
      RunningBroker.CLOUD.acs().answerExchanges(null);
      assertEquals(200, send(broker, token).statusCode());
    }
  }
}
