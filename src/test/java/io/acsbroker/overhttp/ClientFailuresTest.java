package io.acsbroker.overhttp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import io.acsbroker.fixture.PageTable;
import io.acsbroker.json.JsonObject;
import io.acsbroker.overhttp.ClientFailure.Deployment;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Provokes what goes wrong with clients, and holds the table of docs/troubleshooting.md to what is
 * answered. With {@code WRITE_TABLES=true} in the environment it writes the table.
 */
class ClientFailuresTest {
  private static final PageTable TABLE =
      new PageTable(Path.of("docs/troubleshooting.md"), "## Twenty-four failures of clients");

  private static final Map<Deployment, RunningBroker> BROKERS = new EnumMap<>(Deployment.class);

  @AfterEach
  void noFault() {
    LocalRequest.noFault();
  }

  @AfterAll
  static void close() {
    BROKERS.values().forEach(RunningBroker::close);
    BROKERS.clear();
  }

  @Test
  void thePageSaysWhatIsAnsweredToEachFailure() throws IOException {
    List<String> rows = new ArrayList<>();
    for (ClientFailure failure : ClientFailure.all()) {
      rows.add(row(failure));
    }
    assertEquals(24, rows.size());
    List<String> written = TABLE.rowsOr(rows);
    if (!written.equals(rows)) {
      fail(
          TABLE.page()
              + " has another answer than the broker; WRITE_TABLES=true writes these rows:\n"
              + rows.stream()
                  .filter(row -> !written.contains(row))
                  .collect(Collectors.joining("\n")));
    }
  }

  private static String row(ClientFailure failure) {
    RunningBroker broker = BROKERS.computeIfAbsent(failure.deployment(), Deployment::start);
    HttpResponse<String> response = RunningBroker.send(failure.request().apply(broker));
    JsonObject problem = RunningBroker.json(response);
    String code = problem.string("code").orElse("no refusal");
    return "| %s | %d [`%s`](errors.md#%s) | %s | %s |"
        .formatted(
            failure.what(),
            response.statusCode(),
            code,
            code,
            cell(problem.string("detail").orElse("")),
            failure.who());
  }

  /** A text for people, in which Markdown sees no tag, and which has no time of this run. */
  private static String cell(String detail) {
    return detail
        .replaceAll("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z", "<time>")
        .replace("<", "&lt;")
        .replace(">", "&gt;");
  }
}
