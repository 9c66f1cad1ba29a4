package io.acsbroker.processes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What compiles and runs the snippet in C#: the SDK of .NET, or the compiler within PowerShell, for
 * which {@code -Dcsharp.powershell} names the program and {@code -Dcsharp.packages} the folder that
 * has MSAL.NET.
 */
record CSharp(CommandLine command) {
  private static final Path SNIPPETS = Path.of("docs/snippets/csharp");

  /**
   * Puts the snippet into a folder, with what runs the cases in the place of its first statements,
   * and finds what compiles it.
   *
   * @param folder an empty one
   * @param cases the file of cases
   */
  static Optional<CSharp> find(Path folder, Path cases) throws IOException, InterruptedException {
    writeProgram(folder);
    String powerShell = System.getProperty("csharp.powershell", "");
    return powerShell.isEmpty()
        ? sdk(folder, cases)
        : Optional.of(shell(powerShell, folder, cases));
  }

  private static void writeProgram(Path folder) throws IOException {
    Path program = ClientSnippets.write("Program.cs", folder);
    String snippet = Files.readString(program);
    String usings = snippet.substring(0, snippet.indexOf("\n\n") + 1);
    String types = snippet.substring(snippet.indexOf("/// <summary>"));
    String more =
        """
        using System.Reflection;
        using System.Text;
        using Microsoft.Identity.Client.Extensibility;
        """;
    String cases = Files.readString(SNIPPETS.resolve("Scripted.cs"));
    Files.writeString(program, usings + more + cases + types);
  }

  private static CSharp shell(String powerShell, Path folder, Path cases) throws IOException {
    // The generator of BrokerJson is no part of that compiler
    copy("BrokerJson.cs", folder);
    String script = SNIPPETS.resolve("run.ps1").toString();
    String packages = System.getProperty("csharp.packages");
    return new CSharp(
        CommandLine.of(
            powerShell,
            "-NoProfile",
            "-File",
            script,
            folder.toString(),
            packages,
            cases.toString()));
  }

  /** An SDK that cannot have the package is none. */
  private static Optional<CSharp> sdk(Path folder, Path cases)
      throws IOException, InterruptedException {
    copy("Scripted.csproj", folder);
    String project = folder.resolve("Scripted.csproj").toString();
    int restored = CommandLine.of("dotnet", "restore", project).run(folder.resolve("restore.log"));
    CommandLine run = CommandLine.of("dotnet", "run", "--project", project, "--", cases.toString());
    return restored == 0 ? Optional.of(new CSharp(run)) : Optional.empty();
  }

  private static void copy(String file, Path folder) throws IOException {
    Files.copy(SNIPPETS.resolve(file), folder.resolve(file));
  }

  int run(Path log) throws InterruptedException {
    return command.run(log);
  }
}
