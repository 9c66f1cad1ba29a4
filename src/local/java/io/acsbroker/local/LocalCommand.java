package io.acsbroker.local;

import io.acsbroker.local.host.ClassPath;
import io.acsbroker.local.host.CorsPolicy;
import io.acsbroker.local.host.HostLaunch;
import io.acsbroker.local.host.HostProcess;
import io.acsbroker.local.host.HostStartException;
import io.acsbroker.local.host.LocalSettings;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What {@code ./mvnw -Plocal} runs: the local cloud with one exchange to watch or, given a settings
 * file, the Functions host alone. It stays up until it is told to end.
 */
public final class LocalCommand {
  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  /** How a process ends that Ctrl-C or SIGTERM told to. */
  private static final Set<Integer> TOLD_TO_END = Set.of(130, 143);

  private LocalCommand() {}

  /**
   * Takes {@code --project=DIR --classes=DIR --port=N --settings=FILE --callers=BOOLEAN
   * --on-behalf-of=BOOLEAN --page=BOOLEAN}; an empty FILE is none.
   */
  public static void main(String[] args) throws Exception {
    try {
      LocalArguments arguments = LocalArguments.parse(args);
      FreePort.requireFree(arguments.port());
      if (arguments.settings().isPresent()) {
        hostAlone(arguments, LocalSettings.read(arguments.settings().get()));
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
    try (HostProcess host = host(arguments, List.of(), settings)) {
      stayUp(host, host.awaitReady(START_LIMIT));
    }
  }

  private static void wholeCloud(LocalArguments arguments)
      throws IOException, InterruptedException {
    Optional<LocalPage> page = LocalPage.start(arguments, System.out);
    try {
      int entraPort = FreePort.preferred(arguments.port() == 0 ? 0 : arguments.port() + 1);
      withPage(arguments, entraPort, page);
    } finally {
      page.ifPresent(LocalPage::close);
    }
  }

  private static void withPage(LocalArguments arguments, int entraPort, Optional<LocalPage> page)
      throws IOException, InterruptedException {
    try (LocalCloud emulators = LocalCloud.start(entraPort, InstantSource.system())) {
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
    try (HostProcess host = host(arguments, cloud.trustFlags(), settings(arguments, cloud, page))) {
      URI broker = host.awaitReady(START_LIMIT);
      new Walkthrough(cloud.entra(), arguments.way(), broker, System.out).run();
      LocalCloudSettings.write(cloud, arguments, System.out);
      if (page.isPresent()) {
        page.get().open(cloud, arguments.way(), broker, System.out);
      }
      stayUp(host, broker);
    }
  }

  /** Pages that are being developed are let in, and the one that is served here. */
  private static LocalSettings settings(
      LocalArguments arguments, LocalCloud cloud, Optional<LocalPage> page) {
    List<String> origins =
        Stream.concat(
                Stream.of(LocalCloudSettings.WEB_ORIGIN),
                page.stream().map(it -> it.origin().toString()))
            .toList();
    return new LocalSettings(arguments.way().settings(cloud), new CorsPolicy(origins, false));
  }

  private static HostProcess host(
      LocalArguments arguments, List<String> jvmFlags, LocalSettings settings) throws IOException {
    HostLaunch launch =
        new HostLaunch(
            arguments.port(),
            arguments.classes(),
            arguments.project().resolve("host.json"),
            ClassPath.current(),
            jvmFlags,
            settings.values(),
            settings.cors());
    return HostProcess.start(launch, System.out::println);
  }

  private static void stayUp(HostProcess host, URI broker) {
    System.out.println("Listening on " + broker);
    int exitCode = host.onExit().join();
    if (!TOLD_TO_END.contains(exitCode)) {
      throw new HostStartException("The Functions host ended with exit code " + exitCode + ".");
    }
  }
}
