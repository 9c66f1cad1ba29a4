package io.acsbroker.deployment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.local.net.LoopbackRequest;
import io.acsbroker.local.net.LoopbackServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is said of a broker that lives and is not ready. */
class ReadinessOfBrokerTest {
  private static final String READY = "GET /api/health/ready says ready";

  private static VerificationRun run(Map<String, ?> notReady) throws Exception {
    try (LoopbackServer broker = LoopbackServer.http(0, request -> answer(request, notReady))) {
      return VerificationRun.of(
          Surroundings.ofThisProcess(),
          "http://localhost:" + broker.port(),
          "--tenant=72aa62aa-dd7a-4ca7-8940-f9482b30e300");
    }
  }

  private static CannedAnswer answer(LoopbackRequest request, Map<String, ?> notReady) {
    CannedAnswer answer =
        switch (request.path()) {
          case "/api/health" ->
              CannedAnswer.json(200, Map.of("status", "alive", "version", "0.0.1"));
          case "/api/health/ready" -> problem("not_ready", notReady);
          default -> problem("signing_keys_unavailable", Map.of());
        };
    return answer.with("Cache-Control", "no-store");
  }

  private static CannedAnswer problem(String code, Map<String, ?> more) {
    Map<String, Object> body = new HashMap<>(more);
    body.putAll(Map.of("status", 503, "code", code, "correlationId", "x"));
    return CannedAnswer.json(503, body).with("Content-Type", "application/problem+json");
  }

  @Test
  void namesWhatIsMissingAndWhereToReadOn() throws Exception {
    VerificationRun run = run(Map.of("missing", List.of("signing keys", "clock", "moon phase")));
    assertEquals(
        "FAILED       "
            + READY
            + ": missing: signing keys (docs/errors.md, signing_keys_unavailable), clock"
            + " (docs/errors.md, token_expired), moon phase (docs/errors.md,"
            + " not_ready)",
        run.lineOf(READY));
    assertEquals(1, run.exitCode());
  }

  @Test
  void goesOnAndSaysWhatDependsOnIt() throws Exception {
    VerificationRun run = run(Map.of("missing", List.of("signing keys", "table")));
    String forged = run.lineOf("a forged signature is refused");
    assertTrue(forged.contains("is 503 signing_keys_unavailable; "), forged);
    assertTrue(forged.endsWith("; this needs what the broker misses: signing keys"), forged);
    String garbage = run.lineOf("garbage is refused");
    assertTrue(garbage.startsWith("FAILED"), garbage);
    assertTrue(!garbage.contains("misses"), garbage);
  }

  @Test
  void takesABrokerThatDoesNotSayWhatIsMissing() throws Exception {
    VerificationRun run = run(Map.of());
    assertEquals(
        "FAILED       " + READY + ": it is not, and the log says why (docs/errors.md, not_ready)",
        run.lineOf(READY));
    String garbage = run.lineOf("garbage is refused");
    assertTrue(garbage.endsWith("; the broker is not ready, which may be why"), garbage);
  }

  @Test
  void repeatsNoNameThatIsNone() throws Exception {
    VerificationRun run = run(Map.of("missing", List.of("eyJhbGciOiJSUzI1NiJ9")));
    assertTrue(run.lineOf(READY).contains("missing: something without a name ("));
  }

  @Test
  @Tag("gate")
  void everyRowIsThere() throws Exception {
    String page = Files.readString(Path.of("docs/errors.md"), UTF_8);
    for (Prerequisite each : Prerequisite.values()) {
      assertTrue(page.contains("<a id=\"" + each.code() + "\"></a>"), each.code());
    }
    assertTrue(page.contains("<a id=\"not_ready\"></a>"), "not_ready");
  }
}
