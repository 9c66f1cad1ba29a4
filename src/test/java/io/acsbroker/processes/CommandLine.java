package io.acsbroker.processes;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A program of this machine, which may not be there. */
record CommandLine(List<String> words) {
  static CommandLine of(String... words) {
    return new CommandLine(List.of(words));
  }

  /**
   * Runs it to its end, and writes what it prints into a file.
   *
   * @return its exit code, or -1 where there is no such program
   */
  int run(Path log) throws InterruptedException {
    try {
      return new ProcessBuilder(words)
          .redirectErrorStream(true)
          .redirectOutput(log.toFile())
          .start()
          .waitFor();
    } catch (IOException notThere) {
      return -1;
    }
  }
}
