package io.acsbroker.processes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The scripts of docs/snippets that run the snippet in Python, where Python is there. */
final class Python {
  private static final Path SCRIPTS = Path.of("docs/snippets");

  private final Path folder;

  /**
   * Puts the snippet and the scripts into a folder.
   *
   * @param folder where they run
   */
  Python(Path folder) throws IOException {
    this.folder = folder;
    ClientSnippets.write("teams_tokens.py", folder);
    for (String script : List.of("requests_or_like.py", "local.py", "scripted.py")) {
      Files.copy(SCRIPTS.resolve(script), folder.resolve(script));
    }
  }

  boolean isHere(Path log) throws InterruptedException {
    return python(log, Stream.of("--version")) == 0;
  }

  /** Runs a script, for which every warning is an error, and returns its exit code. */
  int run(Path log, String script, String... arguments) throws InterruptedException {
    Stream<String> options = Stream.of("-W", "error", folder.resolve(script).toString());
    return python(log, Stream.concat(options, Stream.of(arguments)));
  }

  private static int python(Path log, Stream<String> arguments) throws InterruptedException {
    return new CommandLine(Stream.concat(Stream.of("python3"), arguments).toList()).run(log);
  }
}
