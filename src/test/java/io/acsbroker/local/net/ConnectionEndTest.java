package io.acsbroker.local.net;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.acsbroker.local.host.RawHttp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What becomes of connections whose client or handler does not do its part. */
class ConnectionEndTest {
  private static final CannedAnswer MUCH = CannedAnswer.text(200, "a".repeat(1 << 25));

  @Test
  void closesWhileAClientOverTlsDoesNotRead() throws Exception {
    LoopbackCertificate certificate = LoopbackCertificate.create();
    LoopbackServer server = LoopbackServer.https(0, certificate.serverContext(), it -> MUCH);
    try (Socket plain = new Socket(InetAddress.getLoopbackAddress(), server.port());
        Socket client =
            certificate
                .clientContext()
                .getSocketFactory()
                .createSocket(plain, "localhost", server.port(), true)) {
      client.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(UTF_8));
      assertEquals('H', client.getInputStream().read());

      assertTimeoutPreemptively(Duration.ofSeconds(30), server::close);
    }
  }

  @Test
  void closesWhileAClientDoesNotRead() throws Exception {
    LoopbackServer server = LoopbackServer.http(0, it -> MUCH);
    try (Socket client = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      client.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(UTF_8));
      assertEquals('H', client.getInputStream().read());

      assertTimeoutPreemptively(Duration.ofSeconds(30), server::close);
    }
  }

  @Test
  void answersAnErrorOfAHandlerWithItsClassName() throws IOException {
    RawRequests broken =
        new RawRequests(
            it -> {
              throw new AssertionError("with a secret in its message");
            });

    broken.refuses("GET / HTTP/1.1\r\nConnection: close\r\n\r\n", 500, "java.lang.AssertionError");
  }

  @Test
  void endsAConnectionWhoseClientIsIdle() throws IOException {
    try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket client = new Socket(InetAddress.getLoopbackAddress(), listening.getLocalPort());
        Socket accepted = listening.accept()) {
      accepted.setSoTimeout(1);
      new LoopbackConnection(accepted, null, it -> MUCH, InstantSource.system()).run();

      assertEquals(-1, client.getInputStream().read());
    }
  }

  @Test
  void servesOthersWhereAConnectionFails() throws IOException {
    AtomicInteger readings = new AtomicInteger();
    InstantSource clock =
        () -> {
          if (readings.getAndIncrement() == 0) {
            throw new AssertionError("a clock that stands still for once");
          }
          return Instant.EPOCH;
        };
    try (LoopbackServer server = LoopbackServer.http(0, it -> CannedAnswer.empty(204), clock)) {
      RawHttp client = new RawHttp(URI.create("http://localhost:" + server.port()));
      String request = "GET / HTTP/1.1\r\nConnection: close\r\n\r\n";

      assertEquals("", client.exchange(request));
      assertEquals(
          "HTTP/1.1 204 \r\nConnection: close\r\nDate: Thu, 01 Jan 1970 00:00:00 GMT\r\n\r\n",
          client.exchange(request));
    }
  }
}
