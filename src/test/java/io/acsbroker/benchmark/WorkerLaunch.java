package io.acsbroker.benchmark;

import io.acsbroker.local.LocalCloud;
import io.acsbroker.local.host.ClassPath;
import io.acsbroker.local.host.PlaceholderCommand;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How the host's JVM is started: as the Java worker is, and with nothing on its class path but the
 * host and what the worker brings too.
 *
 * @param java the home of the Java that runs it
 * @param trustStore of the JVM
 * @param classPath of the host alone
 * @param settings of all apps
 */
record WorkerLaunch(
    Path java, Path trustStore, List<String> classPath, Map<String, String> settings) {
  /**
   * What {@code worker.config.json} has.
   *
   * @see <a
   *     href="https://github.com/Azure/azure-functions-java-worker/blob/dev/worker.config.json">That
   *     file of the worker</a>
   */
  static final List<String> WORKER_FLAGS =
      List.of(
          "-XX:+TieredCompilation",
          "-XX:TieredStopAtLevel=1",
          "-noverify",
          "-Djava.net.preferIPv4Stack=true");

  private static final Path FOLDER = Path.of("target/benchmark");
  private static final Path HOST_CLASSES = Path.of("io/acsbroker/local/host");

  /** For the emulators of this process, and the Java that the command line names. */
  static WorkerLaunch of(LocalCloud cloud) throws IOException, GeneralSecurityException {
    Path java = Path.of(Parameter.text("java", System.getProperty("java.home")));
    Path trust = Files.createDirectories(FOLDER).resolve("trust-store");
    RealTrustStore.write(trust, java, cloud.certificate().certificate());
    return new WorkerLaunch(java, trust, hostClassPath(), BenchmarkedHost.settings(cloud));
  }

  private static List<String> hostClassPath() throws IOException {
    List<String> entries = new ArrayList<>();
    entries.add(copyOfTheHost().toString());
    ClassPath.current().stream()
        .filter(entry -> Path.of(entry).getFileName().toString().startsWith("azure-functions-java"))
        .forEach(entries::add);
    return entries;
  }

  /** The host alone: all else that was compiled with it would hide what the apps have. */
  private static Path copyOfTheHost() throws IOException {
    Path target = FOLDER.resolve("host");
    for (String entry : ClassPath.current()) {
      Path classes = Path.of(entry).resolve(HOST_CLASSES);
      if (Files.isDirectory(classes)) {
        Path copies = Files.createDirectories(target.resolve(HOST_CLASSES));
        try (Stream<Path> files = Files.list(classes)) {
          for (Path file : files.toList()) {
            Files.copy(
                file, copies.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
          }
        }
      }
    }
    return target;
  }

  /** A command that starts with the app, or as a placeholder without one; it is not started. */
  ProcessBuilder command(
      List<String> prefix, List<String> flags, int port, Optional<MeasuredApp> app) {
    List<String> command = new ArrayList<>(prefix);
    command.add(java.resolve("bin/java").toString());
    command.addAll(WORKER_FLAGS);
    command.add("-Djavax.net.ssl.trustStore=" + trustStore);
    command.addAll(flags);
    command.addAll(List.of(PlaceholderCommand.JVM_FLAG, "-cp"));
    command.add(String.join(File.pathSeparator, classPath));
    command.add(PlaceholderCommand.class.getName());
    command.add("--port=" + port);
    app.ifPresent(it -> command.add("--app=" + it.folder().toAbsolutePath()));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    app.ifPresent(it -> builder.environment().putAll(settings));
    return builder
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.appendTo(FOLDER.resolve("host.log").toFile()));
  }

  /** Without the settings, some of which are secrets. */
  @Override
  public String toString() {
    return "WorkerLaunch[" + java + "]";
  }
}
