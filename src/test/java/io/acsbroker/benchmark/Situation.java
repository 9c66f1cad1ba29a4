package io.acsbroker.benchmark;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The ways in which a start is measured. */
enum Situation {
  PLACEHOLDER_ONE_CORE("placeholder, one core", true, 1),
  PLACEHOLDER_TWO_CORES("placeholder, two cores", true, 2),
  SPAWN_ONE_CORE("from spawn, one core", false, 1),
  SPAWN_TWO_CORES("from spawn, two cores", false, 2);

  private final String title;
  private final boolean placeholder;
  private final int cores;

  Situation(String title, boolean placeholder, int cores) {
    this.title = title;
    this.placeholder = placeholder;
    this.cores = cores;
  }

  /** Those that {@code -Dbenchmark.situations} names, as {@code placeholder-one-core,…}; or all. */
  static List<Situation> asked() {
    String text = Parameter.text("situations", "");
    return text.isEmpty()
        ? List.of(values())
        : Arrays.stream(text.split(",", -1))
            .map(name -> valueOf(name.strip().toUpperCase(Locale.ROOT).replace('-', '_')))
            .toList();
  }

  /**
   * What the machine lacks to measure any of them, if anything.
   *
   * @param processes where Linux tells what processes take
   * @param path the folders of programs
   */
  static Optional<String> complaint(Path processes, String path) {
    boolean hasTaskset =
        Arrays.stream(path.split(File.pathSeparator, -1))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "taskset")));
    return hasTaskset && Files.exists(processes.resolve("stat"))
        ? Optional.empty()
        : Optional.of(
            "This is measured on Linux alone, where taskset (of util-linux) gives a process its"
                + " cores and /proc says what it takes; one of them is not here.");
  }

  /** As tables call it. */
  String title() {
    return title;
  }

  /** Whether a JVM is up, and takes the app in while a request waits. */
  boolean fromPlaceholder() {
    return placeholder;
  }

  /** As much memory as the instances of Flex Consumption have that have so many cores. */
  List<String> memoryFlags() {
    return List.of("-XX:MaxRAM=" + 2 * cores + "g");
  }

  /** What a command begins with whose process may use the last so many processors alone. */
  List<String> prefix() {
    int all = Runtime.getRuntime().availableProcessors();
    return List.of("taskset", "-c", Math.max(0, all - cores) + "-" + (all - 1));
  }

  /**
   * The share of the machine that others may take while a sample is taken. With one core they have
   * another one to themselves.
   */
  double mostForeign() {
    return cores == 1 ? 0.2 : 0.08;
  }
}
