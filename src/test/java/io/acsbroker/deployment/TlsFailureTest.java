package io.acsbroker.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.local.net.LoopbackServer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates and versions of TLS that are not right: what is said of them, word for word. */
class TlsFailureTest {
  private static TestAuthority authority;

  @BeforeAll
  static void makeAuthority(@TempDir Path folder) throws Exception {
    authority = new TestAuthority(folder);
  }

  private static Surroundings trusting(SSLContext tls) {
    return new Surroundings(InstantSource.system(), Duration.ofSeconds(10), Map.of(), tls);
  }

  private static void assertSaid(SSLContext server, SSLContext client, String came, String remedy)
      throws Exception {
    try (LoopbackServer broker =
        LoopbackServer.https(0, server, request -> CannedAnswer.empty(200))) {
      VerificationRun.of(trusting(client), "https://localhost:" + broker.port())
          .assertNobody(came.replace("HOST", "localhost:" + broker.port()), remedy);
    }
  }

  @Test
  void isACertificateOfNobodyWhoIsTrusted() throws Exception {
    assertSaid(
        authority.server("localhost", 0),
        ofThisJdk(),
        "The certificate of HOST is of nobody whom this JDK trusts; nothing was sent.",
        "Take it for what it may be, somebody in between; if it is your own proxy or authority,"
            + " add -Djavax.net.ssl.trustStore=<file>.");
  }

  private static SSLContext ofThisJdk() throws Exception {
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(null, null, null);
    return tls;
  }

  @Test
  void isACertificateThatHasExpired() throws Exception {
    assertSaid(
        authority.server("localhost", -20),
        authority.client(),
        "The certificate of HOST has expired; nothing was sent.",
        "Renew it (portal, the app, Certificates, for a custom domain), and see whether this"
            + " machine's clock is right.");
  }

  @Test
  void isACertificateThatIsNotValidYet() throws Exception {
    assertSaid(
        authority.server("localhost", 5),
        authority.client(),
        "The certificate of HOST is not valid yet; nothing was sent.",
        "See whether this machine's clock is right.");
  }

  @Test
  void isACertificateOfAnotherHost() throws Exception {
    assertSaid(
        authority.server("other.example", 0),
        authority.client(),
        "The certificate of HOST is for another host; nothing was sent.",
        "Give the host of the certificate as -Durl, or bind one to the custom domain (portal, the"
            + " app, Custom domains).");
  }

  @Test
  void isAServerThatSpeaksNoTls() throws Exception {
    try (RawServer broker = RawServer.greeting("HTTP/1.1 400 Bad Request\r\n\r\n")) {
      VerificationRun.of(trusting(authority.client()), "https://localhost:" + broker.port())
          .assertNobody(
              "An answer of localhost:" + broker.port() + " that is not TLS.",
              "See whether -Durl has the right port; the local cloud is at http://localhost:7071.");
    }
  }

  /** The JDK speaks no version that is this old, so its words are taken in place of a server. */
  @Test
  void isAServerThatSpeaksOldTlsAlone() {
    String remedy =
        "Let the app take TLS 1.2 and newer (portal, the app, Configuration, Minimum inbound TLS"
            + " version), and see what stands in between.";
    for (String words :
        new String[] {
          "Received fatal alert: protocol_version",
          "The server selected protocol version TLS10 is not accepted by client preferences"
              + " [TLS13, TLS12]"
        }) {
      assertEquals(
          new Diagnosis("No version of TLS that app.example and this JDK both speak.", remedy),
          TlsFailure.diagnose("app.example", new SSLHandshakeException(words)));
    }
  }

  @Test
  void isAnyOtherHandshakeThatFails() {
    assertEquals(
        new Diagnosis(
            "The TLS handshake with app.example failed.",
            "See what stands in between (a firewall, a proxy), and which certificate and versions"
                + " of TLS the app has."),
        TlsFailure.diagnose("app.example", new SSLException("handshake_failure")));
  }
}
