package io.acsbroker.processes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.acsbroker.local.node.FailureLog;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The snippet in Python and the client library do in each case what the table says. */
class ScriptedClientsIT {
  @TempDir private Path folder;

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
}
