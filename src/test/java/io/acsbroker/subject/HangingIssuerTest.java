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

  private ForeignVerification ofHanging(int caller) {
    ForeignToken token =
        SampleIssuer.PLAIN.token().with("iss", hanging.issuer()).withHeader("kid", "k" + caller);
    return verifier.verify(new ReceivedToken(token.signed()), hanging, SampleToken.soon());
  }

  @Test
  void isAskedOnceForAllWhoWaitAndMakesNobodyWaitWhoIsOfAnother() throws Exception {
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<ForeignVerification>> waiting = new ArrayList<>();
      for (int i = 0; i < CALLERS; i++) {
        int caller = i;
        waiting.add(callers.submit(() -> ofHanging(caller)));
      }
      asked.await();
      ReceivedToken token = new ReceivedToken(SampleIssuer.CURVED.token().signed());
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
