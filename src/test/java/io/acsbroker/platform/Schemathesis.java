package io.acsbroker.platform;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.local.node.FailureLog;
import io.acsbroker.openapi.HttpArchive;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

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
  private static final int PATIENCE_MINUTES = 3;

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
    ProcessBuilder builder =
        new ProcessBuilder(command(host, report, options))
            .directory(FOLDER.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().putAll(bearers);
    Process process = builder.start();
    try {
      assertTrue(process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES), () -> FailureLog.of(log));
      assertEquals(0, process.exitValue(), () -> FailureLog.of(log));
    } finally {
      process.destroy();
    }
    HttpArchive archive = HttpArchive.read(report);
    // It passes over the statuses of requests with another method or media type
    assertEquals(Set.of(), archive.faults());
    System.out.printf("%s: %d requests, and all answers are described%n", name, archive.size());
    return archive.succeeded();
  }

  private static List<String> command(URI host, Path report, List<String> options) {
    List<String> command = new ArrayList<>();
    command.add(requireNonNull(System.getProperty("schemathesis"), "run .ci/openapi"));
    command.addAll(List.of("--config-file", absolute(".ci/openapi.toml")));
    command.addAll(List.of("run", absolute("docs/openapi.yaml"), "--url", host.toString()));
    command.addAll(List.of("--report-har-path", report.toString()));
    command.addAll(options);
    return command;
  }

  private static String absolute(String file) {
    return Path.of(file).toAbsolutePath().toString();
  }
}
