package io.acsbroker.processes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.acsbroker.local.node.FailureLog;
import io.acsbroker.local.node.Node;
import io.acsbroker.local.node.NodePackage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The client library for browsers is built and tested where Node is there. */
class ClientLibraryIT {
  private static final Path CLIENT = Path.of("web/client");
  private static final Path NEWEST = CLIENT.resolve("newest");

  /** What the newest library of ACS needs to run. */
  private static final int ITS_NODE = 22;

  @TempDir private Path folder;

  @Test
  void isBuiltAndPassesItsTests() throws Exception {
    Optional<Node> node = Node.find();
    assumeTrue(node.isPresent(), Node.MISSING + ": the client library was not built or tested");
    Path log = folder.resolve("npm.log");

    assertTrue(
        new NodePackage(CLIENT).install(node.get(), log),
        () -> "npm ci fails: " + FailureLog.of(log));
    assertEquals(0, node.get().run(CLIENT, log, "test"), () -> FailureLog.of(log));
  }

  /** A newcomer takes a warning of the first command for a fault of what comes after it. */
  @Tag("slow")
  @ParameterizedTest
  @ValueSource(strings = {"ci", "pack"})
  void npmWarnsOfNothing(String command) throws Exception {
    Optional<Node> node = Node.find();
    assumeTrue(node.isPresent(), Node.MISSING + ": nobody looked for warnings of npm " + command);
    Path log = folder.resolve("warnings.log");

    assertTrue(new NodePackage(CLIENT).install(node.get(), log), () -> FailureLog.of(log));
    Files.deleteIfExists(log);
    assertEquals(0, node.get().run(CLIENT, log, command, "--dry-run"), () -> FailureLog.of(log));

    List<String> warnings =
        Files.readAllLines(log).stream()
            .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("npm warn"))
            .toList();
    assertEquals(List.of(), warnings);
  }

  /**
   * The first one that takes tokens which it cannot read. Where the Node of this machine is older
   * than it wants, npm installs one for these tests.
   */
  @Tag("slow")
  @Test
  void passesThemWithTheNewestLibraryOfAcsToo() throws Exception {
    Node node = Node.find().orElse(null);
    assumeTrue(node != null, Node.MISSING + ": nothing was tested with the newest library of ACS");
    Path log = folder.resolve("newest.log");
    String[] options = node.isAtLeast(ITS_NODE) ? new String[] {"--omit=optional"} : new String[0];
    boolean installed =
        new NodePackage(CLIENT).install(node, log)
            && new NodePackage(NEWEST).install(node, log, options);
    assertTrue(installed, () -> "npm ci fails: " + FailureLog.of(log));
    assumeTrue(
        node.run(NEWEST, log, "run", "enough") == 0,
        "Node 22 is neither on this machine's path nor to be had from npm's registry: nothing was"
            + " tested with the newest library of ACS");

    assertEquals(0, node.run(CLIENT, log, "run", "pretest"), () -> FailureLog.of(log));
    assertEquals(0, node.run(NEWEST, log, "test"), () -> FailureLog.of(log));
  }
}
