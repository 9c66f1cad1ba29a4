package io.acsbroker.processes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.acsbroker.local.node.FailureLog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The snippet in C#, with MSAL.NET as it is, does in each case what the table says. */
class CSharpSnippetIT {
  @TempDir private Path folder;

  @Test
  void doesWhatTheTableSays() throws Exception {
    Path log = folder.resolve("run.log");
    Path cases = folder.resolve("cases");
    Optional<CSharp> csharp = CSharp.find(Files.createDirectory(folder.resolve("src")), cases);
    assumeTrue(csharp.isPresent(), "no SDK of .NET is here that has MSAL.NET: C# was not compiled");
    try (ScriptedRun run = new ScriptedRun(ScriptedCases.all())) {
      Files.write(cases, run.lines());
      assertEquals(0, csharp.get().run(log), () -> FailureLog.of(log));
      run.assertEndsPrinted(Files.readAllLines(log));
    }
  }
}
