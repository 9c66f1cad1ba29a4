package io.acsbroker.deployment;

import io.acsbroker.deployment.Finding.Scrutiny;
import io.acsbroker.json.JsonObject;
import io.acsbroker.token.ReadinessProblem;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Whether the broker lives, and finds all that an exchange needs. */
record HealthChecks(BrokerClient client) {

  void run(Report report) throws InterruptedException {
    report.check("GET /api/health says alive", () -> answers("/api/health", "alive"));
    if (!report.hasSilence()) {
      report.check("GET /api/health/ready says ready", () -> answers("/api/health/ready", "ready"));
    }
  }

  private Finding answers(String path, String word) throws NoAnswerException, InterruptedException {
    BrokerAnswer answer = client.send(client.request(path));
    JsonObject body = answer.body();
    return new Scrutiny()
        .expect(answer.status() == 200, "answers " + answer.summary() + missing(body))
        .expect(body.string("status").filter(word::equals).isPresent(), "status is not " + word)
        .expect(
            answer.header("Cache-Control").contains("no-store"), "Cache-Control is not no-store")
        .finding("");
  }

  /** What a broker says is missing; what else a server may say there is not repeated. */
  private static String missing(JsonObject body) {
    List<String> said = body.strings("missing");
    String kinds =
        Arrays.stream(ReadinessProblem.Kind.values())
            .map(ReadinessProblem.Kind::text)
            .filter(said::contains)
            .collect(Collectors.joining(", "));
    return kinds.isEmpty() ? "" : ", missing: " + kinds;
  }
}
