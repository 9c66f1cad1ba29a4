package io.acsbroker.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.local.net.LoopbackHandler;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who goes away in the middle of an exchange, while ACS is still thinking. */
class InterruptionCheck {
  private static final Duration RECOVERY = Duration.ofSeconds(60);

  private final CountDownLatch asked = new CountDownLatch(1);
  private PlatformFixture fixture;
  private MicrosoftHost host;

  @BeforeEach
  void start() throws Exception {
    fixture = PlatformFixture.start();
    host = MicrosoftHost.run(PlatformFixture.PACKAGE, fixture.settings(Map.of()));
    fixture.cloud().acs().disturbExchanges(this::slow);
  }

  @AfterEach
  void stop() {
    host.close();
    fixture.close();
  }

  private LoopbackHandler slow(LoopbackHandler acs) {
    return request -> {
      asked.countDown();
      return acs.answer(request).after(Duration.ofSeconds(3));
    };
  }

  private void awaitQuestionToAcs() throws InterruptedException {
    assertTrue(asked.await(30, TimeUnit.SECONDS), host::log);
    fixture.cloud().acs().disturbExchanges(acs -> acs);
  }

  private HttpResponse<String> exchange() throws Exception {
    return PlatformFixture.send(PlatformFixture.exchange(host.uri(), fixture.token()));
  }

  private void assertServesTheNext() throws Exception {
    long end = System.nanoTime() + RECOVERY.toNanos();
    HttpResponse<String> response = exchange();
    while (response.statusCode() != 200 && System.nanoTime() < end) {
      Thread.sleep(500);
      response = exchange();
    }
    assertEquals(200, response.statusCode(), () -> host.log());
  }

  private CompletableFuture<HttpResponse<String>> asking() {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return exchange();
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        });
  }

  @Test
  void servesTheNextWhereAClientHasGone() throws Exception {
    String request =
        "POST /api/token/teams HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n\r\n"
            .formatted(fixture.token());
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), host.uri().getPort())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      awaitQuestionToAcs();
    }
    assertEquals(200, exchange().statusCode());
  }

  @Test
  void servesTheNextWhereTheWorkerWasKilled() throws Exception {
    CompletableFuture<HttpResponse<String>> first = asking();
    awaitQuestionToAcs();
    ProcessHandle worker = host.worker();
    assertTrue(worker.destroyForcibly());
    assertTrue(first.get(60, TimeUnit.SECONDS).statusCode() >= 500, host::log);
    assertServesTheNext();
    assertFalse(worker.isAlive());
  }

  @Test
  void leavesNoWorkerBehindWhereTheHostWasKilled() throws Exception {
    CompletableFuture<HttpResponse<String>> first = asking();
    awaitQuestionToAcs();
    ProcessHandle worker = host.worker();
    host.kill();
    try {
      worker.onExit().get(30, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("The worker outlives its host:\n" + host.log(), e);
    }
    assertTrue(first.handle((answer, failure) -> failure != null).get(30, TimeUnit.SECONDS));
  }
}
