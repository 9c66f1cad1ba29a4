package io.acsbroker.processes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.acsbroker.local.node.FailureLog;
import io.acsbroker.local.node.Node;
import io.acsbroker.local.node.NodePackage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The snippet in Python and the client library do in each case what the table says. */
class ScriptedClientsIT {
  private static final Path CLIENT = Path.of("web/client");
  private static final Path SNIPPETS = Path.of("docs/snippets");

  @TempDir private Path folder;

  @Tag("slow")
  @Test
  void pythonDoesWhatTheTableSays() throws Exception {
    Path log = folder.resolve("python.log");
    Python python = new Python(folder);
    assumeTrue(python.isHere(log), "no Python is here");
    try (ScriptedRun run = new ScriptedRun(ScriptedCases.all())) {
      String cases = Files.write(folder.resolve("cases"), run.lines()).toString();
      assertEquals(0, python.run(log, "scripted.py", cases), () -> FailureLog.of(log));
      run.assertEndsPrinted(Files.readAllLines(log));
    }
  }

  @Tag("slow")
  @Test
  void theClientLibraryDoesWhatTheTableSays() throws Exception {
    Optional<Node> node = Node.find();
    assumeTrue(node.isPresent(), Node.MISSING + ": the client library was held to nothing");
    Path log = folder.resolve("npm.log");
    boolean installed =
        new NodePackage(CLIENT).install(node.get(), log)
            && new NodePackage(SNIPPETS).install(node.get(), log)
            && node.get().run(CLIENT, log, "run", "build") == 0;
    assertTrue(installed, () -> "npm fails: " + FailureLog.of(log));
    try (ScriptedRun run = new ScriptedRun(ScriptedCases.ofTheLibrary())) {
      String cases = Files.write(folder.resolve("cases"), run.lines()).toString();
      Path printed = folder.resolve("printed");
      int exitCode = node.get().run(SNIPPETS, printed, "run", "scripted", "--", cases);
      assertEquals(0, exitCode, () -> FailureLog.of(printed));
      run.assertEndsPrinted(Files.readAllLines(printed));
    }
  }
}
