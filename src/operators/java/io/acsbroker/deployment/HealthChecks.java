package io.acsbroker.deployment;

import io.acsbroker.deployment.Finding.Scrutiny;
import io.acsbroker.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Whether a broker lives at the address, and finds all that an exchange needs. */
record HealthChecks(BrokerClient client, Duration patience) {
  private static final Pattern VERSION = Pattern.compile("[0-9A-Za-z.+-]{1,40}");

  void run(Report report) throws NoBrokerException, InterruptedException {
    report.check("GET /api/health says alive", () -> alive(report));
    report.check("GET /api/health/ready says ready", () -> ready(report));
  }

  private Finding alive(Report report) throws NoBrokerException, InterruptedException {
    BrokerAnswer answer = first(report);
    if (!answer.isHealthOfBroker()) {
      throw new NoBrokerException(ForeignAnswer.diagnose(answer));
    }
    return finding(answer, "alive");
  }

  /** Whoever wakes an app that sleeps is given a second try. */
  private BrokerAnswer first(Report report) throws NoBrokerException, InterruptedException {
    try {
      return client.send(client.request("/api/health"));
    } catch (NoBrokerException silence) {
      if (!silence.isLate()) {
        throw silence;
      }
      report.remark(
          "No answer within "
              + patience.toSeconds()
              + " s, as a cold start takes at most: asking once more.");
      return client.send(client.request("/api/health"));
    }
  }

  private Finding ready(Report report) throws NoBrokerException, InterruptedException {
    BrokerAnswer answer = client.ask(client.request("/api/health/ready"));
    JsonObject body = answer.body();
    if (body.string("code").filter("not_ready"::equals).isEmpty()) {
      return finding(answer, "ready");
    }
    List<String> missing = body.strings("missing");
    report.brokerMisses(missing);
    return Finding.faulty(
        missing.isEmpty()
            ? "it is not, and the log says why (docs/errors.md, not_ready)"
            : missing.stream()
                .map(Prerequisite::described)
                .collect(Collectors.joining(", ", "missing: ", "")));
  }

  private static Finding finding(BrokerAnswer answer, String word) {
    JsonObject body = answer.body();
    return new Scrutiny()
        .expect(answer.status() == 200, "answers " + answer.summary())
        .expect(body.string("status").filter(word::equals).isPresent(), "status is not " + word)
        .expect(
            answer.header("Cache-Control").contains("no-store"), "Cache-Control is not no-store")
        .finding(
            body.string("version")
                .filter(text -> VERSION.matcher(text).matches())
                .map(text -> "version " + text)
                .orElse(""));
  }
}
