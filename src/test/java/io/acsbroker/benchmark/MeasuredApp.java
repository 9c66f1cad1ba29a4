package io.acsbroker.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A staged app whose starts are measured.
 *
 * @param title as tables call it
 */
record MeasuredApp(String title, Path folder) {
  static final MeasuredApp EMPTY = beside("empty");
  static final MeasuredApp STRAIGHTFORWARD = beside("straightforward");

  /** Those that the broker is measured beside. */
  static final List<MeasuredApp> BESIDE = List.of(EMPTY, STRAIGHTFORWARD);

  private static final Path BROKER = Path.of("target/azure-functions/acs-token-broker");
  private static final Path CLASSES = Path.of("target/classes");

  private static MeasuredApp beside(String name) {
    return new MeasuredApp(name, Path.of("target/benchmark", name, "azure-functions", name));
  }

  /**
   * The broker, or what {@code -Dbenchmark.apps} names in its place, as {@code name=folder,…}: one
   * run compares them.
   */
  static List<MeasuredApp> brokers() {
    return Arrays.stream(Parameter.text("apps", "broker=" + BROKER).split(",", -1))
        .map(app -> app.split("=", 2))
        .map(app -> new MeasuredApp(app[0], Path.of(app[1])))
        .toList();
  }

  /** All of them, in the order in which they take turns. */
  static List<MeasuredApp> all() {
    List<MeasuredApp> all = new ArrayList<>(BESIDE);
    all.addAll(brokers());
    return all;
  }

  boolean isStaged() {
    return Files.exists(folder.resolve("host.json"));
  }

  /** What has to be done before it can be measured, if anything. */
  Optional<String> complaint() throws IOException {
    if (!isStaged()) {
      return Optional.of(title + " is not staged in " + folder + ".");
    }
    boolean older = folder.equals(BROKER) && newest(folder).compareTo(newest(CLASSES)) < 0;
    return older ? Optional.of("What is staged is older than the code.") : Optional.empty();
  }

  private static FileTime newest(Path folder) throws IOException {
    FileTime newest = FileTime.fromMillis(0);
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(it -> it.toString().matches(".*\\.(class|jar)")).toList()) {
        FileTime time = Files.getLastModifiedTime(file);
        newest = time.compareTo(newest) > 0 ? time : newest;
      }
    }
    return newest;
  }
}
