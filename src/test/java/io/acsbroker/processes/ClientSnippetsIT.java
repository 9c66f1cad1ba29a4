package io.acsbroker.processes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.acsbroker.local.LocalCloud;
import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.local.node.FailureLog;
import io.acsbroker.local.node.Node;
import io.acsbroker.local.node.NodePackage;
import io.acsbroker.overhttp.RunningBroker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What docs/clients.md shows of TypeScript and Python, where Node and Python are there, with tokens
 * that ACS alone can read.
 */
@Tag("slow")
class ClientSnippetsIT {
  private static final Path CLIENT = Path.of("web/client");
  private static final Path SNIPPETS = Path.of("docs/snippets");
  private static final LocalCloud CLOUD = RunningBroker.CLOUD;

  @TempDir private Path folder;

  @BeforeEach
  void encryptAllTokens() {
    CLOUD.acs().encryptAllTokens(true);
  }

  @AfterEach
  void encryptThoseOfEntraUsersAlone() {
    CLOUD.acs().encryptAllTokens(false);
  }

  @Test
  void typeScriptIsSoundAndItsCredentialExchanges() throws Exception {
    CLOUD.acs().challenge(SampleDirectory.ALEX, "{\"access_token\":{\"acrs\":{\"value\":\"c1\"}}}");
    try {
      assertNodeRuns("test", SampleDirectory.ALEX.userName());
    } finally {
      CLOUD.acs().withdrawChallenges();
    }
  }

  /** The Calling SDK reads the tokens of Teams users, and can make nothing of encrypted ones. */
  @Tag("slow")
  @Test
  void pagesSayWhyThereIsNoTokenAndMakeOneAgent() throws Exception {
    CLOUD.acs().encryptAllTokens(false);
    assertNodeRuns("pages");
  }

  private void assertNodeRuns(String script, String... more) throws Exception {
    Optional<Node> node = Node.find();
    assumeTrue(node.isPresent(), Node.MISSING + ": the snippets were not compiled");
    Path log = folder.resolve("npm.log");
    boolean installed =
        new NodePackage(CLIENT).install(node.get(), log)
            && new NodePackage(SNIPPETS).install(node.get(), log);
    assertTrue(installed, () -> "npm ci fails: " + FailureLog.of(log));
    try (RunningBroker broker = RunningBroker.start()) {
      List<String> command = new ArrayList<>(List.of("run", script, "--"));
      command.add(broker.uri("/").toString());
      command.add(CLOUD.entra().authority().toString());
      command.addAll(List.of(more));
      int exitCode = node.get().run(SNIPPETS, log, command.toArray(String[]::new));
      assertEquals(0, exitCode, () -> FailureLog.of(log));
      assertTrue(Files.readString(log).contains(" skipped 0"), () -> FailureLog.of(log));
    }
  }

  @Test
  void pythonExchanges() throws Exception {
    Path log = folder.resolve("python.log");
    Python python = new Python(folder);
    assumeTrue(python.isHere(log), "no Python is here");
    try (RunningBroker broker = RunningBroker.start()) {
      String brokerUrl = broker.uri("/").toString().replaceFirst("/$", "");
      String entraUrl = CLOUD.entra().authority().toString();
      int exitCode = python.run(log, "local.py", brokerUrl, entraUrl);
      assertEquals(0, exitCode, () -> FailureLog.of(log));
    }
  }
}
