package io.acsbroker.net;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.local.net.LoopbackCertificate;
import io.acsbroker.local.net.LoopbackServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of each way in which a server gives no answer, each by a socket that does so. */
class NoAnswerTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final String SECRET = "/secret-path?secret=query";

  private final BoundedHttp http = new BoundedHttp(BoundedHttp.client().build(), 1_000);

  private void assertSaid(NoAnswer kind, String sentence, String address, Duration atMost) {
    HttpRequest request = HttpRequest.newBuilder(URI.create(address + SECRET)).build();
    NoAnswerException none =
        assertThrows(NoAnswerException.class, () -> http.send(request, atMost));
    assertEquals(sentence, none.sentence());
    assertEquals(kind, none.kind());
  }

  /** Reads a request, writes this and closes. */
  private static ServerSocket closingAfter(String text) throws IOException {
    ServerSocket server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
    Thread.ofVirtual()
        .start(
            () -> {
              while (!server.isClosed()) {
                try (Socket socket = server.accept()) {
                  int unused = socket.getInputStream().read(new byte[8_192]);
                  socket.getOutputStream().write(text.getBytes(US_ASCII));
                } catch (IOException closed) {
                  // The next one, or none
                }
              }
            });
    return server;
  }

  @ParameterizedTest
  @CsvSource({"http", "https"})
  void namesTheHostAndPortThatRefuse(String scheme) {
    String host = "localhost:1";
    assertSaid(NoAnswer.REFUSED, "connection refused by " + host, scheme + "://" + host, LONG);
  }

  /** The name is reserved so that there is no such host, RFC 6761. */
  @Test
  void namesTheHostThatNobodyKnows() {
    assertSaid(NoAnswer.NO_SUCH_HOST, "no such host: acs.invalid", "https://acs.invalid", LONG);
  }

  @ParameterizedTest
  @CsvSource({"100, 100 ms", "1400, 1 s"})
  void saysHowLongItHasWaited(long millis, String inWords) throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
      String host = "localhost:" + silent.getLocalPort();
      assertSaid(
          NoAnswer.TIMED_OUT,
          "timed out after " + inWords + ", asking " + host,
          "http://" + host,
          Duration.ofMillis(millis));
    }
  }

  @Test
  void namesWhoseCertificateIsNotTrusted() throws IOException {
    LoopbackCertificate nobodyTrusts = LoopbackCertificate.create();
    try (LoopbackServer server =
        LoopbackServer.https(0, nobodyTrusts.serverContext(), request -> CannedAnswer.empty(200))) {
      String host = "localhost:" + server.port();
      assertSaid(
          NoAnswer.NOT_TRUSTED,
          "TLS: certificate not trusted, of " + host,
          "https://" + host,
          LONG);
    }
  }

  @Test
  void saysWhereNoTlsIsSpoken() throws IOException {
    try (ServerSocket plain = closingAfter("HTTP/1.1 400 Bad Request\r\n\r\n")) {
      String host = "localhost:" + plain.getLocalPort();
      assertSaid(NoAnswer.NO_TLS, "TLS: no agreement with " + host, "https://" + host, LONG);
    }
  }

  @ParameterizedTest
  @CsvSource({"http", "https"})
  void saysThatNothingHadComeWhereTheConnectionEnds(String scheme) throws IOException {
    try (ServerSocket closing = closingAfter("")) {
      String host = "localhost:" + closing.getLocalPort();
      assertSaid(
          NoAnswer.CLOSED,
          "connection closed before an answer by " + host,
          scheme + "://" + host,
          LONG);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "HTTP/1.1 200 OK|Conten",
    "HTTP/1.1 200 OK|Content-Length: 100||half",
    "HTTP/1.1 200 OK|Transfer-Encoding: chunked||10|half"
  })
  void saysThatSomethingHadComeWhereTheConnectionEnds(String begun) throws IOException {
    try (ServerSocket closing = closingAfter(begun.replace("|", "\r\n"))) {
      String host = "localhost:" + closing.getLocalPort();
      assertSaid(
          NoAnswer.CUT,
          "connection closed in the middle of an answer by " + host,
          "http://" + host,
          LONG);
    }
  }

  @Test
  void repeatsNothingOfWhatIsNotHttp() throws IOException {
    try (ServerSocket other = closingAfter("SSH-2.0-secret\r\n\r\n")) {
      String host = "localhost:" + other.getLocalPort();
      assertSaid(
          NoAnswer.NOT_HTTP, "something else than HTTP from " + host, "http://" + host, LONG);
    }
  }

  @Test
  void namesTheUsualPortWhereTheAddressHasNone() {
    assertEquals(
        "connection refused by acs.example.com:443",
        NoAnswer.REFUSED.sentence(URI.create("https://acs.example.com/a?b"), LONG));
    assertEquals(
        "connection broken to acs.example.com:80",
        NoAnswer.of(new IllegalStateException("unheard of"))
            .sentence(URI.create("http://user:password@acs.example.com"), LONG));
  }

  @Test
  void countsInSecondsFromOneOnAndNamesThePortThatTheAddressHas() {
    URI address = URI.create("https://acs.example.com:0/a");
    assertEquals(
        "timed out after 1 s, asking acs.example.com:0",
        NoAnswer.TIMED_OUT.sentence(address, Duration.ofSeconds(1)));
    assertEquals(
        "timed out after 999 ms, asking acs.example.com:0",
        NoAnswer.TIMED_OUT.sentence(address, Duration.ofMillis(999)));
  }
}
