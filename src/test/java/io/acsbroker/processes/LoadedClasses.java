package io.acsbroker.processes;

import io.acsbroker.local.LocalCloud;
import io.acsbroker.local.host.ClassPath;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What a JVM with the flags of Functions loads of classes in a process that is a {@link
 * FirstRequest}.
 *
 * @param first until the first way had been gone
 * @param second from there until the second had
 */
record LoadedClasses(List<String> first, List<String> second) {
  private static final long LIMIT_SECONDS = 60;

  /**
   * Runs the process.
   *
   * @param processors how many the JVM thinks that there are
   */
  static LoadedClasses of(
      LocalCloud cloud,
      Map<String, String> settings,
      int processors,
      FirstRequest.Way first,
      FirstRequest.Way second,
      String token)
      throws IOException, InterruptedException {
    Path loaded = Files.createTempFile("loaded", ".log");
    Path output = Files.createTempFile("output", ".log");
    try {
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      // What -noverify of the worker stands for, without its warning
      command.addAll(List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:-BytecodeVerificationRemote"));
      command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:ActiveProcessorCount=" + processors));
      command.add("-Xlog:class+load:file=" + loaded + "::filecount=0");
      command.addAll(cloud.trustFlags());
      command.addAll(List.of("-cp", String.join(File.pathSeparator, ClassPath.current())));
      command.add(FirstRequest.class.getName());
      command.addAll(List.of(first.name(), second.name(), token));
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.environment().putAll(settings);
      Process process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new IllegalStateException("It did not end well: " + Files.readString(output));
      }
      return read(loaded);
    } finally {
      Files.delete(loaded);
      Files.delete(output);
    }
  }

  private static LoadedClasses read(Path log) throws IOException {
    List<String> names;
    try (Stream<String> lines = Files.lines(log)) {
      names = lines.map(line -> line.split(" ", 3)[1]).toList();
    }
    int first = names.indexOf(FirstRequest.class.getName() + "$First");
    int second = names.indexOf(FirstRequest.class.getName() + "$Second");
    return new LoadedClasses(names.subList(0, first), names.subList(first, second));
  }

  /** Those of the broker itself. */
  static List<String> ofBroker(List<String> names) {
    return names.stream()
        .filter(name -> name.startsWith("io.acsbroker."))
        .filter(name -> !name.startsWith("io.acsbroker.local."))
        .filter(name -> !name.startsWith("io.acsbroker.processes."))
        .toList();
  }

  /** Those of a library, by the beginning of their names. */
  static List<String> of(String library, List<String> names) {
    return names.stream().filter(name -> name.startsWith(library)).toList();
  }
}
