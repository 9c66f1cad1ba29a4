package io.acsbroker.subject;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.local.net.LoopbackServer;
import io.acsbroker.subject.Verification.KeysUnavailable;
import io.acsbroker.subject.Verification.Verified;
import io.acsbroker.token.EntraCloud;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a key endpoint may answer, at the first request and after good keys. */
@Timeout(60)
class KeyEndpointFaultTest {
  private KeyTestBench bench;

  @BeforeEach
  void start() {
    bench = KeyTestBench.start();
  }

  @AfterEach
  void stop() {
    bench.close();
  }

  private void assertNeverReplacesGoodKeys(CannedAnswer answer) {
    bench.entra.answerKeyRequests(answer);
    assertInstanceOf(KeysUnavailable.class, bench.verify());
    bench.entra.answerKeyRequests(null);
    bench.pass(Duration.ofSeconds(5));
    assertInstanceOf(Verified.class, bench.verify());
    bench.pass(Duration.ofHours(24));
    bench.entra.answerKeyRequests(answer);
    assertInstanceOf(Verified.class, bench.verify());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "500|{}",
        "404|{}",
        "204|",
        "200|",
        "200|<!doctype html><title>Sign in</title>",
        "200|null",
        "200|[]",
        "200|{}",
        "200|{\"keys\":[]}",
        "200|{\"keys\":{}}",
        "200|{\"keys\":[null,1,\"x\",[],{}]}",
        "200|{\"keys\":[{\"kty\":\"EC\",\"kid\":\"x\"}]}",
        "200|{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"x\",\"n\":\"AQAB\",\"e\":\"AQAB\"}]}"
      })
  void refusesWhatIsNoUsableKeySet(int status, @Nullable String body) {
    assertNeverReplacesGoodKeys(
        new CannedAnswer(status, Map.of(), body == null ? "" : body, Duration.ZERO));
  }

  @Test
  void refusesMoreThan50KibOfKeys() {
    String keys = bench.entra.keys().toString();
    String large = keys + " ".repeat(51 * 1024 - keys.length());
    assertNeverReplacesGoodKeys(new CannedAnswer(200, Map.of(), large, Duration.ZERO));
    String allowed = keys + " ".repeat(50 * 1024 - keys.length());
    bench.pass(Duration.ofDays(3));
    bench.answerKeyRequests(200, allowed);
    assertInstanceOf(Verified.class, bench.verify());
  }

  @Test
  void followsNoRedirectNotEvenToGoodKeys() {
    String elsewhere =
        SampleToken.ENTRA.authority() + "/" + SampleToken.CONTOSO.value() + "/discovery/keys";
    int before = SampleToken.ENTRA.keyRequests();
    assertNeverReplacesGoodKeys(
        new CannedAnswer(302, Map.of("Location", elsewhere), "", Duration.ZERO));
    assertEquals(before, SampleToken.ENTRA.keyRequests());
  }

  @Test
  void doesNotWaitForAnAnswerThatTakesHalfAMinute() {
    assertNeverReplacesGoodKeys(
        new CannedAnswer(200, Map.of(), bench.entra.keys().toString(), Duration.ofSeconds(30)));
  }

  @Test
  void doesNotWaitForABodyThatDripsWithoutEnd() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> drip(server));
      assertInstanceOf(KeysUnavailable.class, verifyWithKeysFrom(server.getLocalPort()));
    }
  }

  private static void drip(ServerSocket server) {
    while (!server.isClosed()) {
      try (Socket socket = server.accept();
          OutputStream out = socket.getOutputStream()) {
        out.write("HTTP/1.1 200 OK\r\nContent-Length: 40000\r\n\r\n".getBytes(US_ASCII));
        for (int i = 0; i < 400; i++) {
          out.write(' ');
          out.flush();
          Thread.sleep(50);
        }
      } catch (IOException | InterruptedException hungUp) {
        // The client has had enough
      }
    }
  }

  @Test
  void saysThatKeysAreUnavailableWhereNobodyListens() {
    bench.entra.close();
    assertInstanceOf(KeysUnavailable.class, bench.verify());
  }

  @Test
  void triesOnceMoreAfterAServerErrorAndNotAfterARefusal() throws IOException {
    assertEquals(2, requestsUntilGivenUp(503));
    assertEquals(1, requestsUntilGivenUp(403));
  }

  private static int requestsUntilGivenUp(int status) throws IOException {
    AtomicInteger requests = new AtomicInteger();
    try (LoopbackServer server =
        LoopbackServer.http(
            0,
            request -> {
              requests.incrementAndGet();
              return new CannedAnswer(status, Map.of(), "", Duration.ZERO);
            })) {
      assertInstanceOf(KeysUnavailable.class, verifyWithKeysFrom(server.port()));
    }
    return requests.get();
  }

  @Test
  void succeedsWhereTheSecondTryDoes() throws IOException {
    AtomicInteger requests = new AtomicInteger();
    try (LoopbackServer server =
            LoopbackServer.http(
                0,
                request ->
                    requests.incrementAndGet() == 1
                        ? new CannedAnswer(500, Map.of(), "", Duration.ZERO)
                        : CannedAnswer.json(200, SampleToken.ENTRA.keys().toJSONObject()));
        KeyTestBench other = benchWithKeysFrom(server.port())) {
      assertInstanceOf(Verified.class, other.verify(SampleToken.v1().signed()));
    }
  }

  private static Verification verifyWithKeysFrom(int port) {
    try (KeyTestBench other = benchWithKeysFrom(port)) {
      return other.verify();
    }
  }

  private static KeyTestBench benchWithKeysFrom(int port) {
    URI host = URI.create("http://localhost:" + port);
    return KeyTestBench.start(KeyTestBench.LISTED, EntraCloud.PUBLIC, host);
  }
}
