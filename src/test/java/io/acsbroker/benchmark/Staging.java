package io.acsbroker.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** Has the apps staged that the broker is measured beside, by a build of their own. */
final class Staging {
  private static final Path LOG = Path.of("target/benchmark/staging.log");

  /** The one place in which versions stand. */
  private static final Pattern VERSION =
      Pattern.compile("<([a-z0-9.-]+\\.(?:version|release))>([^<$]+)</");

  private Staging() {}

  /** Stages the two, whatever is there. */
  static void run() throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("./mvnw", "-B", "-f", "src/benchmark/pom.xml"));
    command.addAll(versions(Files.readString(Path.of("pom.xml"))));
    command.add("package");
    Files.createDirectories(LOG.getParent());
    Process build =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(LOG.toFile()).start();
    if (build.waitFor() != 0) {
      throw new IOException("The apps to compare with are not staged: " + LOG + " says why.");
    }
  }

  /** Stages what is not there; says what else is missing or has to be done first, if anything. */
  static Optional<String> complaint() throws IOException, InterruptedException {
    String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
    Optional<String> machine = Situation.complaint(Path.of("/proc"), path);
    if (machine.isPresent()) {
      return machine;
    }
    if (!MeasuredApp.EMPTY.isStaged() || !MeasuredApp.STRAIGHTFORWARD.isStaged()) {
      System.out.println("Staging the apps to compare with, which takes half a minute.");
      run();
    }
    for (MeasuredApp app : MeasuredApp.all()) {
      Optional<String> complaint = app.complaint();
      if (complaint.isPresent()) {
        return complaint.map(it -> it + " First: ./mvnw package -DskipTests");
      }
    }
    return Optional.empty();
  }

  /** The versions of a pom as properties on the command line of another. */
  static List<String> versions(String pom) {
    return VERSION
        .matcher(pom)
        .results()
        .map(property -> "-D" + property.group(1) + "=" + property.group(2))
        .toList();
  }
}
