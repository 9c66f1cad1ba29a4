package io.acsbroker.processes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.local.node.FailureLog;
import io.acsbroker.local.node.Node;
import io.acsbroker.local.node.NodePackage;
import io.acsbroker.overhttp.CallerFixture;
import io.acsbroker.overhttp.RunningBroker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * openapi-typescript makes a client from docs/openapi.yaml, the compiler takes it strictly, and it
 * gets tokens and refusals, where Node is there.
 */
@Tag("slow")
class GeneratedClientIT {
  private static final Path SOURCE = Path.of("src/test/node/openapi");
  private static final Path FOLDER = Path.of("target/node/openapi");
  private static final Map<String, String> PUBLIC =
      Map.of("BROKER_PUBLIC_URL", "https://broker.example");
  private static final Path DESCRIPTION = Path.of("docs/openapi.yaml");

  @TempDir private Path folder;

  @Test
  void knowsAnswersAndCodesByTheirTypes() throws Exception {
    Optional<Node> node = Node.find();
    assumeTrue(node.isPresent(), Node.MISSING + ": no client was made from docs/openapi.yaml");
    Path log = folder.resolve("client.log");
    assertTrue(
        NodePackage.copy(SOURCE, FOLDER).install(node.get(), log),
        () -> "npm ci fails: " + FailureLog.of(log));
    Files.copy(DESCRIPTION, FOLDER.resolve("openapi.yaml"), StandardCopyOption.REPLACE_EXISTING);
    try (RunningBroker direct = RunningBroker.start();
        RunningBroker callers = CallerFixture.start(PUBLIC)) {
      List<String> command = new ArrayList<>(List.of("test", "--", url(direct), url(callers)));
      command.add(RunningBroker.CLOUD.entra().authority().toString());
      command.add(SampleDirectory.ADELE.userName());
      command.add(SampleDirectory.ADELE.objectId());
      int exitCode = node.get().run(FOLDER, log, command.toArray(String[]::new));
      assertEquals(0, exitCode, () -> FailureLog.of(log));
    }
    assertTrue(Files.readString(log).contains(" pass 7"), () -> FailureLog.of(log));
  }

  private static String url(RunningBroker broker) {
    return broker.uri("/").toString().replaceFirst("/$", "");
  }
}
