package io.acsbroker.subject;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.local.net.LoopbackServer;
import io.acsbroker.net.BoundedHttp;
import io.acsbroker.subject.Verification.KeysUnavailable;
import io.acsbroker.token.CallerIssuer;
import io.acsbroker.token.CallerIssuer.Keys;
import io.acsbroker.token.ReceivedToken;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One issuer whose server takes every request and answers none, and another one beside it. */
class HangingIssuerTest {
  private static final int CALLERS = 100;

  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch end = new CountDownLatch(1);
  private final AtomicInteger requests = new AtomicInteger();
  private LoopbackServer server;
  private CallerIssuer hanging;
  private ForeignTokenVerifier verifier;

  @BeforeEach
  void hang() throws IOException {
    server =
        LoopbackServer.http(
            0,
            request -> {
              requests.incrementAndGet();
              asked.countDown();
              try {
                end.await();
              } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
              }
              return CannedAnswer.text(404, "");
            });
    String issuer = "http://localhost:" + server.port() + "/";
    hanging = SampleIssuer.PLAIN.settings(issuer, new Keys.Discovered());
    verifier =
        ForeignTokenVerifier.of(
            List.of(hanging, SampleIssuer.CURVED.settings()),
            Duration.ofSeconds(60),
            BoundedHttp.client().build(),
            SampleToken.CLOCK,
            (name, failure) -> {});
  }

  @AfterEach
  void stop() {
    end.countDown();
    server.close();
  }

  private ReceivedToken ofHanging(int caller) {
    return new ReceivedToken(
        SampleIssuer.PLAIN
            .token()
            .with("iss", hanging.issuer())
            .withHeader("kid", "k" + caller)
            .signed());
  }

  @Test
  void isAskedOnceForAllWhoWaitAndMakesNobodyWaitWhoIsOfAnother() throws Exception {
    // Signed before anybody hangs: who waits is let go after four seconds
    List<ReceivedToken> tokens = IntStream.range(0, CALLERS).mapToObj(this::ofHanging).toList();
    ReceivedToken token = new ReceivedToken(SampleIssuer.CURVED.token().signed());
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<ForeignVerification>> waiting = new ArrayList<>();
      for (ReceivedToken one : tokens) {
        waiting.add(callers.submit(() -> verifier.verify(one, hanging, SampleToken.soon())));
      }
      asked.await();
      assertInstanceOf(
          ForeignVerification.Proven.class,
          verifier.verify(token, SampleIssuer.CURVED.settings(), SampleToken.soon()));
      end.countDown();
      for (Future<ForeignVerification> one : waiting) {
        assertInstanceOf(KeysUnavailable.class, one.get());
      }
      assertEquals(1, requests.get());
    }
  }
}
