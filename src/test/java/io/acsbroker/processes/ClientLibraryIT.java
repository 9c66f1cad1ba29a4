package io.acsbroker.processes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.acsbroker.local.node.FailureLog;
import io.acsbroker.local.node.Node;
import io.acsbroker.local.node.NodePackage;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client library for browsers is built and tested where Node is there. */
class ClientLibraryIT {
  private static final Path CLIENT = Path.of("web/client");

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
}
