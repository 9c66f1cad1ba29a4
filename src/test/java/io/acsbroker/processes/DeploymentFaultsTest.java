package io.acsbroker.processes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.BrokerInstanceInjector;
import io.acsbroker.deployment.DeploymentCommand;
import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.local.host.CorsPolicy;
import io.acsbroker.local.host.FunctionsApp;
import io.acsbroker.local.host.FunctionsHost;
import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.local.net.LoopbackHandler;
import io.acsbroker.local.net.LoopbackRequest;
import io.acsbroker.local.net.LoopbackServer;
import io.acsbroker.overhttp.RunningBroker;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Servers that are no good brokers, and what the check of a deployment finds. */
class DeploymentFaultsTest {
  private static final String PAGE = "https://app.example";
  private static final String EVERYTHING =
      "{\"status\":\"alive\",\"version\":\"0.0.1\",\"token\":\"x\",\"expiresOn\":\"x\",\"userId\":\"x\"}";

  private static List<String> verify(int expectedExitCode, String url, String tokens)
      throws InterruptedException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int exitCode =
        DeploymentCommand.run(
            new ByteArrayInputStream(tokens.getBytes(UTF_8)),
            new PrintStream(out, true, UTF_8),
            "--url=" + url,
            "--origin=" + PAGE,
            "--tenant=" + SampleDirectory.CONTOSO.tenantId(),
            "--tokens=-");
    String text = out.toString(UTF_8);
    assertEquals(expectedExitCode, exitCode, text);
    assertFalse(text.contains("eyJ"), "a token");
    return text.lines().toList();
  }

  private static List<String> faults(LoopbackHandler handler) throws Exception {
    try (LoopbackServer server = LoopbackServer.http(0, handler)) {
      String tokens = "good=" + RunningBroker.token();
      return verify(1, "http://localhost:" + server.port(), tokens).stream()
          .filter(line -> line.startsWith("FAILED"))
          .map(line -> line.substring("FAILED".length()).strip())
          .toList();
    }
  }

  private static Optional<CannedAnswer> alive(LoopbackRequest request) {
    return request.path().equals("/api/health")
        ? Optional.of(CannedAnswer.json(200, Map.of("status", "alive", "version", "0.0.1")))
        : Optional.empty();
  }

  private static void assertFound(String fault, List<String> faults) {
    assertTrue(faults.stream().anyMatch(line -> line.startsWith(fault)), "" + faults);
  }

  @Test
  void findsThatEverythingIsAccepted() throws Exception {
    Map<String, String> headers = Map.of("Cache-Control", "no-store");
    List<String> faults =
        faults(request -> new CannedAnswer(200, headers, EVERYTHING, Duration.ZERO));
    String refusal = ": should be 401 token_invalid, is 200 without a code of the broker's";
    assertFound("garbage is refused" + refusal, faults);
    assertFound(
        "a forged signature is refused: should be 401 signing_key_unknown or token_invalid, is 200"
            + " without a code of the broker's",
        faults);
    assertFound("a tenant that is not allowed is refused: should be 403", faults);
    assertFound("a request without a token is refused: should be 401", faults);
    assertFound("a good token is exchanged: userId is not that of the token's user", faults);
  }

  @Test
  void findsAnErrorThatIsNoRefusal() throws Exception {
    CannedAnswer error = CannedAnswer.json(500, Map.of("error", "internal"));
    List<String> faults = faults(request -> alive(request).orElse(error));
    assertFound("GET /api/health/ready says ready: answers 500", faults);
    assertFound("garbage is refused: should be 401 token_invalid, is 500", faults);
    assertFound("a good token is exchanged: should be 200, is 500", faults);
  }

  @Test
  void findsThatEveryPageIsLetIn() throws Exception {
    Map<String, String> headers =
        Map.of(
            "Access-Control-Allow-Origin", "*",
            "Access-Control-Allow-Methods", "POST",
            "Access-Control-Allow-Headers", "authorization");
    List<String> faults =
        faults(request -> new CannedAnswer(200, headers, EVERYTHING, Duration.ZERO));
    assertFound("CORS keeps other pages out: a page that nobody knows may call; a page", faults);
    assertFound("CORS lets https://app.example in: the preflight does not name it; it", faults);
  }

  @Test
  void findsThatEveryOriginIsRepeated() throws Exception {
    List<String> faults =
        faults(
            request ->
                new CannedAnswer(
                    200,
                    Map.of("Access-Control-Allow-Origin", request.header("origin").orElse("none")),
                    EVERYTHING,
                    Duration.ZERO));
    assertFound("CORS keeps other pages out", faults);
  }

  @Test
  void repeatsNothingThatAServerRepeats() throws Exception {
    List<String> faults =
        faults(
            request ->
                alive(request)
                    .orElseGet(
                        () ->
                            CannedAnswer.json(
                                401,
                                Map.of("code", request.header("authorization").orElse("none")))));
    assertFound("garbage is refused: should be 401 token_invalid, is 401 without", faults);
  }

  @Test
  void saysThatNobodyAnswers() throws Exception {
    List<String> lines = verify(1, "http://localhost:1", "");
    assertEquals(
        List.of(
            "FAILED       GET /api/health says alive: no broker answers",
            "What came:   Nobody listens at localhost:1.",
            "What to do:  See whether -Durl has the right host and port; a local cloud has to be"
                + " up.",
            "verify-deployment: 0 ok, 1 FAILED, stopped - FAILED: GET /api/health says alive:"
                + " Nobody listens at localhost:1."),
        lines);
  }

  @Test
  void passesABrokerThatLetsOnePageIn() throws Exception {
    FunctionsApp app =
        FunctionsApp.load(
            Path.of("target/classes"),
            Path.of("host.json"),
            getClass().getClassLoader(),
            new BrokerInstanceInjector(settings()));
    try (FunctionsHost host = FunctionsHost.start(app, 0, CorsPolicy.of(PAGE))) {
      List<String> lines = verify(0, host.uri().toString(), "");
      assertTrue(lines.contains("ok           CORS lets https://app.example in"), "" + lines);
    }
  }

  private static Map<String, String> settings() {
    return Map.of(
        "ENTRA_TENANT_IDS",
        SampleDirectory.CONTOSO.tenantId(),
        "ENTRA_CLIENT_IDS",
        SampleDirectory.CLIENT_ID,
        "ENTRA_AUTHORITY_HOST",
        RunningBroker.CLOUD.entra().authority().toString(),
        "COMMUNICATION_SERVICES_CONNECTION_STRING",
        RunningBroker.CLOUD.acs().connectionString());
  }

  @Test
  void looksAtTheVersionOfTls() throws Exception {
    try (LoopbackServer server =
        LoopbackServer.https(
            0,
            RunningBroker.CLOUD.certificate().serverContext(),
            request -> new CannedAnswer(200, Map.of(), EVERYTHING, Duration.ZERO))) {
      List<String> lines = verify(1, "https://localhost:" + server.port(), "");
      assertTrue(lines.contains("ok           TLS 1.2 or newer is spoken: TLSv1.3"), "" + lines);
      assertTrue(lines.contains("ok           TLS 1.1 is refused"), "" + lines);
    }
  }
}
