package io.acsbroker.net;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.fixture.CannedServer;
import io.acsbroker.fixture.UnansweredName;
import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.local.net.Delivery;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What servers do, and what comes of it. */
class BoundedHttpTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  private final BoundedHttp http = new BoundedHttp(BoundedHttp.client().build(), 1_000);
  private final CannedServer server = new CannedServer();

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpRequest request() {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/")).build();
  }

  @Test
  void readsAnAnswerThatIsAsLargeAsAllowed() throws Exception {
    server.answer(CannedAnswer.text(200, "x".repeat(1_000)));
    HttpResponse<byte[]> response = http.send(request(), LONG);
    assertEquals(200, response.statusCode());
    assertEquals("x".repeat(1_000), new String(response.body(), UTF_8));
  }

  @Test
  void readsNoAnswerThatIsLarger() {
    server.answer(CannedAnswer.text(200, "x".repeat(1_001)));
    AnswerTooLargeException large =
        assertThrows(AnswerTooLargeException.class, () -> http.send(request(), LONG));
    assertEquals("more than 1000 bytes in the answer", large.sentence());
  }

  @Test
  void readsNoEndlessAnswer() {
    server.answer(CannedAnswer.text(200, "x").delivered(Delivery.ENDLESS));
    assertThrows(AnswerTooLargeException.class, () -> http.send(request(), LONG));
  }

  @Test
  void waitsNoLongerThanItMay() {
    server.answer(server.answer().after(LONG));
    NoAnswerException late =
        assertThrows(NoAnswerException.class, () -> http.send(request(), Duration.ofMillis(100)));
    assertEquals(NoAnswer.TIMED_OUT, late.kind());
    assertEquals("timed out after 100 ms, asking 127.0.0.1:" + server.port(), late.getMessage());
  }

  /** Names are looked up anew every half a minute, whatever connections there are. */
  @Test
  void waitsNoLongerWhereNoNameServerAnswers() {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + UnansweredName.HOST + "/")).build();
    NoAnswerException late =
        assertThrows(NoAnswerException.class, () -> http.send(request, Duration.ofMillis(100)));
    assertEquals(NoAnswer.TIMED_OUT, late.kind());
  }

  @Test
  void saysWhereTheConnectionFails() {
    server.answer(server.answer().delivered(Delivery.HALF));
    NoAnswerException broken =
        assertThrows(NoAnswerException.class, () -> http.send(request(), LONG));
    assertEquals(NoAnswer.CUT, broken.kind());
  }

  @Test
  void followsNoRedirectAndKeepsNoCookie() throws Exception {
    server.answer(
        new CannedAnswer(
            302, Map.of("Location", "/elsewhere", "Set-Cookie", "a=b"), "", Duration.ZERO));
    assertEquals(302, http.send(request(), LONG).statusCode());
    assertEquals(302, http.send(request(), LONG).statusCode());
    assertEquals(2, server.requests().size());
    assertEquals(
        List.of(), server.requests().getLast().headers().getOrDefault("cookie", List.of()));
  }

  @Test
  void tellsThoseWhoDoNotWaitThatItTookTooLong() {
    server.answer(server.answer().after(LONG));
    CompletableFuture<HttpResponse<byte[]>> late = http.start(request(), Duration.ofMillis(100));
    ExecutionException failure = assertThrows(ExecutionException.class, late::get);
    NoAnswerException cause = assertInstanceOf(NoAnswerException.class, failure.getCause());
    assertEquals(NoAnswer.TIMED_OUT, cause.kind());
  }

  @Test
  void givesARequestUpWhoseThreadIsInterrupted() throws Exception {
    server.answer(server.answer().after(LONG));
    CompletableFuture<Throwable> thrown = new CompletableFuture<>();
    Thread waiting =
        Thread.ofPlatform()
            .start(
                () ->
                    thrown.complete(
                        assertThrows(Exception.class, () -> http.send(request(), LONG))));
    while (server.requests().isEmpty()) {
      Thread.sleep(5);
    }
    waiting.interrupt();
    assertInstanceOf(InterruptedException.class, thrown.get());
  }

  /** A server that answers nothing, and hears when whoever asked has gone. */
  private static final class Silent implements AutoCloseable {
    private final ServerSocket socket = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
    final CompletableFuture<Boolean> asked = new CompletableFuture<>();
    final CompletableFuture<Boolean> left = new CompletableFuture<>();

    Silent() throws IOException {
      Thread.ofVirtual().start(this::listen);
    }

    private void listen() {
      try (Socket connection = socket.accept()) {
        InputStream sent = connection.getInputStream();
        boolean begun = sent.read() == 'G';
        sent.skipNBytes("ET / HTTP/1.1\r\n".length());
        asked.complete(begun);
        sent.transferTo(OutputStream.nullOutputStream());
        left.complete(true);
      } catch (IOException reset) {
        left.complete(true);
      }
    }

    HttpRequest request() {
      return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/"))
          .build();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  @Test
  void leavesTheServerWhereARequestIsCancelled() throws Exception {
    try (Silent silent = new Silent()) {
      CompletableFuture<HttpResponse<byte[]>> answer = http.start(silent.request(), LONG);
      assertTrue(silent.asked.get());
      answer.cancel(true);
      assertTrue(silent.left.get(30, TimeUnit.SECONDS));
    }
  }

  @Test
  void leavesTheServerWhereItsTimeIsUp() throws Exception {
    try (Silent silent = new Silent()) {
      assertThrows(
          NoAnswerException.class, () -> http.send(silent.request(), Duration.ofMillis(500)));
      assertTrue(silent.left.get(30, TimeUnit.SECONDS));
    }
  }

  @Test
  void leavesTheServerWhereTheThreadIsInterrupted() throws Exception {
    try (Silent silent = new Silent()) {
      Thread waiting =
          Thread.ofPlatform()
              .start(
                  () ->
                      assertThrows(
                          InterruptedException.class, () -> http.send(silent.request(), LONG)));
      assertTrue(silent.asked.get());
      waiting.interrupt();
      assertTrue(silent.left.get(30, TimeUnit.SECONDS));
      waiting.join();
    }
  }

  /** One server under two names is two witnesses. */
  @Test
  void tellsTheBrokersClockWhatTimeItsServersHave() throws Exception {
    ServerClock servers =
        new ServerClock(() -> Instant.now().plus(Duration.ofMinutes(5)), System::nanoTime);
    BoundedHttp telling = http.tellingTheTimeTo(servers);
    for (String host : List.of("127.0.0.1", "localhost")) {
      URI address = URI.create("http://" + host + ":" + server.port() + "/");
      server.answer(
          new CannedAnswer(
              200, Map.of("Date", AnsweringServers.date(Instant.now())), "a body", Duration.ZERO));
      HttpResponse<byte[]> answer = telling.send(HttpRequest.newBuilder(address).build(), LONG);
      assertEquals("a body", new String(answer.body(), UTF_8));
    }
    assertTrue(
        servers.problem().orElseThrow().startsWith("The broker's clock is 5 min ahead of that of"));
  }
}
