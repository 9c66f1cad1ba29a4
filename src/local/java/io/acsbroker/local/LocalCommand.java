package io.acsbroker.local;

import io.acsbroker.local.directory.DirectoryFile;
import io.acsbroker.local.entra.Directory;
import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.local.host.CorsPolicy;
import io.acsbroker.local.host.HostProcess;
import io.acsbroker.local.host.HostStartException;
import io.acsbroker.local.host.LocalSettings;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What {@code ./mvnw -Plocal} runs: the local cloud with one exchange to watch or, given a settings
 * file, the Functions host alone, or a drill. It stays up until it is told to end.
 */
public final class LocalCommand {
  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  /** How a process ends that Ctrl-C or SIGTERM told to. */
  private static final Set<Integer> TOLD_TO_END = Set.of(130, 143);

  private LocalCommand() {}

  /**
   * Takes {@code --project=DIR --classes=DIR --port=N --settings=FILE --callers=WAY
   * --on-behalf-of=BOOLEAN --page=BOOLEAN --directory=FILE --drill=CAUSE}, where an empty FILE is
   * none, and the system properties {@code local.set.NAME}.
   */
  public static void main(String[] args) throws Exception {
    try {
      LocalArguments arguments = LocalArguments.parse(System.getProperties(), args);
      Optional<LocalSettings> settings = arguments.settings().map(LocalSettings::read);
      FreePort.requireFree(settings.map(arguments::portWith).orElse(arguments.port()));
      if (arguments.drill().isPresent()) {
        DrillCommand.run(arguments, arguments.drill().get().first(), System.in, System.out);
      } else if (settings.isPresent()) {
        hostAlone(arguments, settings.get());
      } else {
        wholeCloud(arguments);
      }
    } catch (HostStartException refused) {
      System.err.println(refused.getMessage());
      System.exit(1);
    }
  }

  private static void hostAlone(LocalArguments arguments, LocalSettings settings)
      throws IOException, InterruptedException {
    LocalSettings started = withOwn(arguments, settings.asCoreToolsStartIt());
    try (HostProcess host = host(arguments, List.of(), started)) {
      stayUp(host, host.awaitReady(START_LIMIT));
    }
  }

  private static void wholeCloud(LocalArguments arguments)
      throws IOException, InterruptedException {
    Directory directory =
        arguments.directory().map(DirectoryFile::read).orElse(SampleDirectory.DIRECTORY);
    Optional<LocalPage> page = LocalPage.start(arguments, System.out);
    try {
      withPage(arguments, directory, page);
    } finally {
      page.ifPresent(LocalPage::close);
    }
  }

  private static void withPage(
      LocalArguments arguments, Directory directory, Optional<LocalPage> page)
      throws IOException, InterruptedException {
    int entraPort = FreePort.preferred(arguments.port() == 0 ? 0 : arguments.port() + 1);
    int elsewherePort = FreePort.preferred(arguments.port() == 0 ? 0 : arguments.port() + 3);
    try (LocalCloud emulators =
        LocalCloud.start(entraPort, elsewherePort, directory, InstantSource.system())) {
      emulators.control().allow(URI.create(LocalCloudSettings.WEB_ORIGIN));
      page.ifPresent(it -> emulators.control().allow(it.origin()));
      LocalTable table = LocalTable.start(emulators, arguments, System.out);
      try {
        serve(arguments, table.cloud(), page);
      } finally {
        table.close();
      }
    }
  }

  private static void serve(LocalArguments arguments, LocalCloud cloud, Optional<LocalPage> page)
      throws IOException, InterruptedException {
    try (HostProcess host = host(arguments, cloud.trustFlags(), settings(arguments, cloud))) {
      URI broker = host.awaitReady(START_LIMIT);
      Walkthrough.run(cloud.entra(), cloud.elsewhere(), arguments, broker, System.out);
      LocalCloudSettings.write(cloud, arguments, System.out);
      if (page.isPresent()) {
        page.get().open(cloud, arguments.way(), broker, System.out);
      }
      stayUp(host, broker);
    }
  }

  /** Pages of this machine are let in, those that are being developed above all. */
  private static LocalSettings settings(LocalArguments arguments, LocalCloud cloud) {
    Map<String, String> values = new TreeMap<>(arguments.way().settings(cloud));
    if (arguments.port() != 0) {
      values.put("BROKER_PUBLIC_URL", "http://localhost:" + arguments.port());
    }
    return withOwn(arguments, new LocalSettings(values, CorsPolicy.THIS_MACHINE));
  }

  private static LocalSettings withOwn(LocalArguments arguments, LocalSettings settings) {
    return settings.with(arguments.own().over(settings.values()));
  }

  private static HostProcess host(
      LocalArguments arguments, List<String> jvmFlags, LocalSettings settings) throws IOException {
    return HostProcess.start(
        arguments.launch(jvmFlags, settings),
        line ->
            System.out.println(arguments.settings().isPresent() ? line : EventLine.readable(line)));
  }

  private static void stayUp(HostProcess host, URI broker) {
    System.out.println("Listening on " + broker);
    int exitCode = host.onExit().join();
    if (!TOLD_TO_END.contains(exitCode)) {
      throw new HostStartException("The Functions host ended with exit code " + exitCode + ".");
    }
  }
}
