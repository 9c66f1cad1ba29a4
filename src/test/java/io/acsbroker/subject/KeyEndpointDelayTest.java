package io.acsbroker.subject;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.acsbroker.local.net.CannedAnswer;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Key endpoints that take longer than anybody waits: these tests wait for the time-outs. */
@Timeout(60)
class KeyEndpointDelayTest {
  private static KeyFixture hurried(URI host) {
    Duration patience = Duration.ofMillis(500);
    return KeyFixture.start(KeyFixture.LISTED, EntraCloud.PUBLIC, host, patience);
  }

  private static KeysUnavailable tooSlow(URI host) {
    String late = "timed out after 500 ms, asking localhost:" + host.getPort();
    return new KeysUnavailable(Duration.ofSeconds(5), KeyFixture.failure(host, late));
  }

  @Test
  void doesNotWaitForAnAnswerThatTakesHalfAMinute() {
    try (KeyFixture fixture = hurried(URI.create(""))) {
      String keys = fixture.entra.keys().toString();
      CannedAnswer late = new CannedAnswer(200, Map.of(), keys, Duration.ofSeconds(30));
      fixture.entra.answerKeyRequests(late);
      assertEquals(tooSlow(fixture.entra.authority()), fixture.verify());
      fixture.entra.answerKeyRequests(null);
      fixture.pass(Duration.ofSeconds(5));
      assertInstanceOf(Verified.class, fixture.verify());
      fixture.pass(Duration.ofHours(24));
      fixture.entra.answerKeyRequests(late);
      assertInstanceOf(Verified.class, fixture.verify());
    }
  }

  @Test
  void doesNotWaitForABodyThatDripsWithoutEnd() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> drip(server));
      URI host = URI.create("http://localhost:" + server.getLocalPort());
      try (KeyFixture fixture = hurried(host)) {
        assertEquals(tooSlow(host), fixture.verify());
      }
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
}
