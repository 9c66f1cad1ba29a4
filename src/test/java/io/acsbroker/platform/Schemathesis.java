package io.acsbroker.platform;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.acsbroker.local.node.FailureLog;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * schemathesis, which makes requests of docs/openapi.yaml, such as fit it and such as do not, and
 * holds the answers to it. The system property {@code schemathesis} says where the program is,
 * {@code .ci/openapi.toml} what it looks at.
 *
 * @param name of its log and report in {@code target/openapi}
 * @param bearers the bearer token of each route, by the name that the configuration has for it
 * @see <a href="https://schemathesis.readthedocs.io">its documentation</a>
 */
record Schemathesis(String name, Map<String, String> bearers) {
  private static final Path FOLDER = Path.of("target/openapi").toAbsolutePath();

  /** Has it put these values, by the names of the configuration, into many requests. */
  static void offer(Map<String, String> values) throws Exception {
    Files.createDirectories(FOLDER);
    for (Map.Entry<String, String> value : values.entrySet()) {
      Files.writeString(FOLDER.resolve(value.getKey()), '"' + value.getValue() + '"');
    }
  }

  /**
   * Plays its cases, and fails where it finds a 5xx, an answer that is not described, or one that
   * does not fit.
   *
   * @param options further ones of its own
   * @return which requests succeeded, like {@code GET /api/user}
   */
  Set<String> play(URI host, List<String> options) throws Exception {
    Path log = FOLDER.resolve(name + ".log");
    Path report = FOLDER.resolve(name + ".har");
    List<String> command = new ArrayList<>(List.of(System.getProperty("schemathesis")));
    command.addAll(List.of("--config-file", Path.of(".ci/openapi.toml").toAbsolutePath().toString()));
    command.addAll(List.of("run", Path.of("docs/openapi.yaml").toAbsolutePath().toString()));
    command.addAll(List.of("--url", host.toString(), "--report-har-path", report.toString()));
    command.addAll(options);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(FOLDER.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().putAll(bearers);
    Process process = builder.start();
    try {
      assertTrue(process.waitFor() == 0, () -> FailureLog.of(log));
    } finally {
      process.destroy();
    }
    return succeeded(report);
  }

  private Set<String> succeeded(Path report) throws Exception {
    Map<String, Object> log = JSONObjectUtils.getJSONObject(
        JSONObjectUtils.parse(Files.readString(report)), "log");
    Map<String, Object>[] entries = JSONObjectUtils.getJSONObjectArray(log, "entries");
    Set<String> succeeded = new TreeSet<>();
    for (Map<String, Object> entry : entries) {
      Map<String, Object> request = JSONObjectUtils.getJSONObject(entry, "request");
      int status = JSONObjectUtils.getInt(JSONObjectUtils.getJSONObject(entry, "response"), "status");
      if (status < 300) {
        URI uri = URI.create(JSONObjectUtils.getString(request, "url"));
        succeeded.add(JSONObjectUtils.getString(request, "method") + " " + uri.getPath());
      }
    }
    System.out.printf("%s: %d requests, and all answers are described%n", name, entries.length);
    return succeeded;
  }
}
