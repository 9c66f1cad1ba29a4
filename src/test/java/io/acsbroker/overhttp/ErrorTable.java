package io.acsbroker.overhttp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.json.JsonObject;
import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.local.entra.TokenOrder;
import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.outcome.RefusalCode;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/**
 * What the tests of the error table share. What the broker refuses by itself reaches neither the
 * key endpoint nor ACS, and after each case the next good request succeeds.
 */
abstract class ErrorTable {
  static RunningBroker broker;

  @BeforeAll
  static void start() {
    broker = RunningBroker.start();
    BrokerStarts.awaitEnd();
    assertGoodRequestSucceeds();
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @AfterEach
  void assertNothingIsLost() {
    RunningBroker.CLOUD.acs().answerExchanges(null);
    assertGoodRequestSucceeds();
  }

  private static void assertGoodRequestSucceeds() {
    HttpResponse<String> response = RunningBroker.send(broker.request());
    assertEquals(200, response.statusCode(), response.body());
  }

  /** Sends a request that the broker refuses by itself. */
  static HttpResponse<String> refused(int status, String code, HttpRequest.Builder request) {
    int keyRequests = RunningBroker.CLOUD.entra().keyRequests();
    int exchanges = RunningBroker.CLOUD.acs().exchanges();
    HttpResponse<String> response = problem(status, code, request);
    assertEquals(keyRequests, RunningBroker.CLOUD.entra().keyRequests(), "keys were asked for");
    assertEquals(exchanges, RunningBroker.CLOUD.acs().exchanges(), "ACS was asked");
    return response;
  }

  static HttpResponse<String> problem(int status, String code, HttpRequest.Builder request) {
    HttpResponse<String> response = RunningBroker.send(request);
    assertEquals(status, response.statusCode(), response.body());
    JsonObject body = RunningBroker.json(response);
    assertEquals(Optional.of(code), body.string("code"));
    assertEquals(Optional.of((long) status), body.integer("status"));
    assertEquals(Optional.of("https://acsbroker.io/errors#" + code), body.string("type"));
    assertEquals(
        Optional.of(RefusalCode.valueOf(code.toUpperCase(Locale.ROOT)).title()),
        body.string("title"));
    assertTrue(body.string("detail").orElseThrow().endsWith("."));
    assertTrue(body.string("correlationId").orElseThrow().matches("[0-9a-f-]{36}"));
    assertEquals(
        Optional.of("application/problem+json; charset=utf-8"),
        response.headers().firstValue("Content-Type"));
    assertEquals(Optional.of("no-store"), response.headers().firstValue("Cache-Control"));
    assertEquals(
        Optional.of("WWW-Authenticate, Retry-After, Date"),
        response.headers().firstValue("Access-Control-Expose-Headers"));
    return response;
  }

  static HttpRequest.Builder authorization(String value) {
    return broker.anonymous().header("Authorization", value);
  }

  static HttpRequest.Builder token(UnaryOperator<TokenOrder> change) {
    TokenOrder order = change.apply(TokenOrder.forUser(SampleDirectory.ADELE));
    return authorization("Bearer " + RunningBroker.CLOUD.entra().token(order));
  }

  static HttpRequest.Builder json(String body) {
    return broker
        .request()
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body));
  }

  static Optional<String> challenge(HttpResponse<String> response) {
    return response.headers().firstValue("WWW-Authenticate");
  }

  static void assertClaim(String claim, String expected, HttpResponse<String> response) {
    JsonObject body = RunningBroker.json(response);
    assertEquals(Optional.of(claim), body.string("claim"));
    assertEquals(Optional.of(expected), body.string("expected"));
  }

  static void acsAnswers(int status, String body, Map<String, String> headers) {
    RunningBroker.CLOUD
        .acs()
        .answerExchanges(new CannedAnswer(status, headers, body, Duration.ZERO));
  }
}
