package io.acsbroker.azure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpLogDetailLevel;
import com.azure.core.util.Context;
import io.acsbroker.fixture.CannedServer;
import io.acsbroker.fixture.ManualClock;
import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.local.net.Delivery;
import io.acsbroker.local.net.LoopbackRequest;
import io.acsbroker.net.BoundedHttp;
import io.acsbroker.net.ServerClock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the SDK's clients send, and what they are given. */
class AzureHttpTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  private final AzureHttp http = new AzureHttp(BoundedHttp.client().build());
  private final CannedServer server = new CannedServer();

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpRequest request(HttpMethod method) {
    return new HttpRequest(method, "http://localhost:" + server.port() + "/path?query=1");
  }

  private HttpResponse sent() {
    return http.sendSync(request(HttpMethod.GET), Context.NONE);
  }

  private CallFailure failure(Context context) {
    return CallFailure.of(
        assertThrows(
            RuntimeException.class, () -> http.sendSync(request(HttpMethod.GET), context)));
  }

  @Test
  void sendsWhatItIsGiven() {
    HttpResponse unused =
        http.sendSync(
            request(HttpMethod.POST)
                .setHeader(HttpHeaderName.AUTHORIZATION, "Bearer token")
                .setBody("{\"a\":1}"),
            Context.NONE);
    LoopbackRequest sent = server.requests().getFirst();
    assertEquals("POST", sent.method());
    assertEquals("/path?query=1", sent.target());
    assertEquals(Optional.of("Bearer token"), sent.header("Authorization"));
    assertEquals("{\"a\":1}", sent.text());
  }

  /** The SDK signs host and length, which the JDK's client lets nobody set. */
  @Test
  void leavesToTheClientWhatTheClientSetsItself() {
    HttpResponse unused =
        http.sendSync(
            request(HttpMethod.PUT)
                .setHeader(HttpHeaderName.HOST, "localhost:" + server.port())
                .setHeader(HttpHeaderName.CONTENT_LENGTH, "3")
                .setHeader(HttpHeaderName.CONNECTION, "close")
                .setBody("abc"),
            Context.NONE);
    LoopbackRequest sent = server.requests().getFirst();
    assertEquals(Optional.of("localhost:" + server.port()), sent.header("Host"));
    assertEquals(Optional.of("3"), sent.header("Content-Length"));
    assertEquals("abc", sent.text());
  }

  @Test
  void handsOverStatusHeadersAndBody() {
    server.answer(new CannedAnswer(418, Map.of("X-Some", "header"), "tea", Duration.ZERO));
    HttpResponse response = sent();
    assertEquals(418, response.getStatusCode());
    assertEquals("header", response.getHeaders().getValue(HttpHeaderName.fromString("x-some")));
    assertEquals("tea", response.getBodyAsBinaryData().toString());
    assertEquals("tea", response.getBodyAsString().block());
  }

  @Test
  void answersThoseWhoDoNotWait() {
    CompletableFuture<String> text =
        http.send(request(HttpMethod.GET)).flatMap(HttpResponse::getBodyAsString).toFuture();
    assertEquals("hello", text.join());
  }

  @Test
  void sendsNothingBeforeSomebodyWantsTheAnswer() {
    Object unused = http.send(request(HttpMethod.GET));
    assertEquals("hello", sent().getBodyAsString().block());
    assertEquals(1, server.requests().size());
  }

  @Test
  void followsNoRedirectAndKeepsNoCookie() {
    server.answer(
        new CannedAnswer(
            302, Map.of("Location", "/elsewhere", "Set-Cookie", "a=b"), "", Duration.ZERO));
    assertEquals(302, sent().getStatusCode());
    assertEquals(302, sent().getStatusCode());
    assertEquals(2, server.requests().size());
    assertEquals(Optional.empty(), server.requests().getLast().header("Cookie"));
  }

  @Test
  void takesTheTimeOutOfASingleCall() {
    server.answer(server.answer().after(LONG));
    CallFailure late = failure(AzureHttp.within(Duration.ofMillis(100)));
    assertTrue(late.unreachable());
    assertEquals("timed out after 100 ms, asking localhost:" + server.port(), late.diagnosis());
  }

  @Test
  void readsNoEndlessAnswerAndDoesNotTakeItForAnOutage() {
    server.answer(CannedAnswer.text(200, "x").delivered(Delivery.ENDLESS));
    CallFailure endless = failure(Context.NONE);
    assertFalse(endless.unreachable());
    assertEquals("more than 65536 bytes in the answer", endless.diagnosis());
  }

  @Test
  void takesAConnectionThatEndsForAnOutage() {
    server.answer(server.answer().delivered(Delivery.NOTHING));
    CallFailure ended = failure(Context.NONE);
    assertTrue(ended.unreachable());
    assertEquals(
        "connection closed before an answer by localhost:" + server.port(), ended.diagnosis());
  }

  @Test
  void givesACallUpWhoseThreadIsInterrupted() throws Exception {
    server.answer(server.answer().after(LONG));
    CompletableFuture<CallFailure> failure = new CompletableFuture<>();
    Thread waiting =
        Thread.ofPlatform().start(() -> failure.complete(failure(AzureHttp.within(LONG))));
    while (server.requests().isEmpty()) {
      Thread.sleep(5);
    }
    waiting.interrupt();
    assertEquals(new CallFailure(true, "given up at the request's deadline"), failure.get());
  }

  @Test
  void tellsTheTimeOfTheServersToWhoWantsToHear() {
    ManualClock clock = new ManualClock();
    ServerClock servers = new ServerClock(clock);
    AzureHttp telling = http.tellingTheTimeTo(servers);
    server.answer(
        new CannedAnswer(200, Map.of("Date", "Mon, 04 May 2026 13:00:00 GMT"), "", Duration.ZERO));
    HttpResponse first = telling.sendSync(request(HttpMethod.GET), Context.NONE);
    assertEquals(200, first.getStatusCode());
    assertEquals(Optional.empty(), servers.problem(), "one answer alone");
    assertEquals(200, sent().getStatusCode());
  }

  /** An environment variable of the SDK's would have bodies logged, and tokens in them. */
  @Test
  void letsTheSdkNeitherLogNorTryAgain() {
    assertEquals(HttpLogDetailLevel.NONE, AzureHttp.silent().getLogLevel());
    assertEquals(0, AzureHttp.noRetries().getFixedDelayOptions().getMaxRetries());
  }
}
