package io.acsbroker.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.local.net.Delivery;
import io.acsbroker.local.net.LoopbackServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Nobody answers in HTTP: what is said of it, word for word. */
class TransportFailureTest {
  private static final String ALIVE =
      """
      HTTP/1.1 200 OK\r
      Content-Type: application/json\r
      Cache-Control: no-store\r
      Content-Length: 36\r
      \r
      {"status":"alive","version":"0.0.1"}""";

  private static Surroundings surroundings(Map<String, String> environment) {
    return new Surroundings(
        InstantSource.system(),
        Duration.ofSeconds(1),
        environment,
        Surroundings.ofThisProcess().tls());
  }

  private static VerificationRun run(int port) throws Exception {
    return VerificationRun.of(surroundings(Map.of()), "http://localhost:" + port);
  }

  /** RFC 2606 promises that nobody has this name. */
  @Test
  void isAHostWithoutAnAddress() throws Exception {
    VerificationRun.of(surroundings(Map.of()), "https://nobody.invalid")
        .assertNobody(
            "The host nobody.invalid has no address in DNS.",
            "Compare -Durl with the app's default domain (portal, or azd env get-value"
                + " SERVICE_BROKER_ENDPOINT_URL): it is misspelled, or the app is gone or minutes"
                + " old.");
  }

  @Test
  void isAPortAtWhichNobodyListens() throws Exception {
    run(1)
        .assertNobody(
            "Nobody listens at localhost:1.",
            "See whether -Durl has the right host and port; a local cloud has to be up.");
  }

  @Test
  void isAProxyThatJavaDoesNotKnow() throws Exception {
    Surroundings proxied = surroundings(Map.of("https_proxy", "http://proxy.example:3128"));
    VerificationRun.of(proxied, "https://nobody.invalid")
        .assertNobody(
            "The host nobody.invalid has no address in DNS.",
            "Add -Dhttps.proxyHost=<host> -Dhttps.proxyPort=<port>: HTTPS_PROXY is set here, which"
                + " Java does not read.");
  }

  /** The JDK's own words for a proxy's 403 or 502 to its CONNECT. */
  @Test
  void isAProxyThatMakesNoTunnel() {
    URI app = URI.create("https://app.example/api/health");
    assertEquals(
        new Diagnosis(
            "The proxy of -Dhttps.proxyHost makes no connection to app.example.",
            "Sign in at the proxy or let it pass this host, or run this from a network without"
                + " one."),
        new TransportFailure(app, surroundings(Map.of()))
            .diagnose(new IOException("Tunnel failed, got: 403")));
  }

  @Test
  void isAnAddressThatTakesNoConnection() {
    URI app = URI.create("https://app.example/api/health");
    assertEquals(
        new Diagnosis(
            "Nobody takes the connection to app.example.",
            "See whether a firewall keeps this machine from it, or the app is reached through a"
                + " private endpoint alone."),
        new TransportFailure(app, surroundings(Map.of()))
            .diagnose(new HttpConnectTimeoutException("late")));
  }

  @Test
  void isAConnectionThatIsClosed() throws Exception {
    try (LoopbackServer server =
        LoopbackServer.http(0, request -> CannedAnswer.empty(200).delivered(Delivery.NOTHING))) {
      run(server.port())
          .assertNobody(
              "The connection to localhost:" + server.port() + " was closed without an answer.",
              "Run this again; if it stays, see what stands in between (a firewall, a proxy), and"
                  + " whether -Durl has the right scheme and port.");
    }
  }

  @Test
  void isAnAnswerThatIsNotHttp() throws Exception {
    try (RawServer server = RawServer.greeting("220 mail.example ESMTP\r\n")) {
      run(server.port())
          .assertNobody(
              "An answer that is not HTTP.",
              "See whether -Durl has the broker's port, and what else listens there.");
    }
  }

  @Test
  void isAnAnswerWithoutAnEnd() throws Exception {
    CannedAnswer endless =
        new CannedAnswer(200, Map.of(), "x".repeat(8192), Duration.ZERO, Delivery.ENDLESS);
    try (LoopbackServer server = LoopbackServer.http(0, request -> endless)) {
      run(server.port())
          .assertNobody(
              "An answer without an end, or one that is too large for a broker's.",
              "See whether -Durl is the broker's address: its answers are small.");
    }
  }

  @Test
  void isAskedOnceMoreWhereItIsLate() throws Exception {
    try (RawServer server = RawServer.always("")) {
      VerificationRun run = run(server.port());
      assertEquals(
          List.of(
              "No answer within 1 s, as a cold start takes at most: asking once more.",
              "FAILED       GET /api/health says alive: no broker answers",
              "What came:   No answer within 1 s.",
              "What to do:  Run this again, since the app may be starting; if it stays, see whether"
                  + " it starts (portal, the app, Diagnose and solve problems)."),
          run.linesButLast());
      assertEquals(
          "verify-deployment: 0 ok, 1 FAILED, stopped - FAILED: GET /api/health says alive: No"
              + " answer within 1 s.",
          run.lastLine());
    }
  }

  @Test
  void goesOnWhereTheSecondAnswerComes() throws Exception {
    try (RawServer server = new RawServer(request -> request == 0 ? "" : ALIVE)) {
      VerificationRun run = run(server.port());
      assertEquals("ok           GET /api/health says alive: version 0.0.1", run.lines().get(1));
    }
  }
}
