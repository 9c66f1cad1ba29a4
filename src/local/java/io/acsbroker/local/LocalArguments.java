package io.acsbroker.local;

import io.acsbroker.local.host.ClassPath;
import io.acsbroker.local.host.HostLaunch;
import io.acsbroker.local.host.HostStartException;
import io.acsbroker.local.host.LocalSettings;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * The arguments of the local command, as the build passes them on.
 *
 * @param port of the broker, where no file of settings has another
 * @param portGiven whether somebody typed it, so that it wins over that of the file
 * @param settings a file with the settings of a broker alone, without a cloud
 * @param directory a file with the people and applications of the cloud
 * @param drill where something shall be wrong
 * @param classes the folder of the broker's own, where its functions are looked for
 */
record LocalArguments(
    Path project,
    Path classes,
    int port,
    boolean portGiven,
    Optional<Path> settings,
    Optional<Path> directory,
    Way way,
    boolean page,
    Optional<DrillChoice> drill,
    OwnSettings own) {
  private static final int LAST_PORT = 65_535;

  static LocalArguments parse(Properties properties, String... args) {
    Map<String, String> values =
        Arrays.stream(args)
            .map(arg -> arg.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    Optional<Path> settings = file(values, "--settings");
    Optional<Path> directory = file(values, "--directory");
    Way way = way(values);
    if (settings.isPresent() && (way != Way.DIRECT || directory.isPresent())) {
      throw new HostStartException(
          "-Dlocal.callers, -Dlocal.onBehalfOf and -Dlocal.directory are for the local cloud: with"
              + " -Dlocal.settings the file says it all.");
    }
    OwnSettings own = OwnSettings.of(properties);
    Optional<DrillChoice> drill = DrillChoice.of(values.getOrDefault("--drill", "false"));
    boolean plain = way == Way.DIRECT && directory.isEmpty() && own.values().isEmpty();
    if (drill.isPresent() && (settings.isPresent() || !plain)) {
      throw new HostStartException(
          "-Dlocal.drill chooses what its broker is like: leave -Dlocal.callers,"
              + " -Dlocal.onBehalfOf, -Dlocal.directory, -Dlocal.settings and -Dlocal.set.NAME"
              + " out.");
    }
    Path project = Path.of(values.getOrDefault("--project", "")).toAbsolutePath();
    return new LocalArguments(
        project,
        project.resolve(values.getOrDefault("--classes", "target/classes")),
        port(values.getOrDefault("--port", "7071")),
        properties.containsKey("local.port"),
        settings,
        directory,
        way,
        isOn("local.page", values.getOrDefault("--page", "true")),
        drill,
        own);
  }

  /** The port of a broker with these settings, as {@code func start} chooses it. */
  int portWith(LocalSettings settings) {
    return portGiven ? port : settings.port().orElse(port);
  }

  /**
   * How the host of the broker is started.
   *
   * @param jvmFlags on top of those that Functions uses
   */
  HostLaunch launch(List<String> jvmFlags, LocalSettings broker) {
    return new HostLaunch(
        portWith(broker),
        classes,
        project.resolve("host.json"),
        ClassPath.current(),
        jvmFlags,
        broker.values(),
        broker.cors());
  }

  private static Optional<Path> file(Map<String, String> values, String name) {
    return Optional.of(values.getOrDefault(name, ""))
        .filter(text -> !text.isBlank())
        .map(text -> Path.of(text).toAbsolutePath());
  }

  private static Way way(Map<String, String> values) {
    boolean onBehalfOf = isOn("local.onBehalfOf", values.getOrDefault("--on-behalf-of", "false"));
    return switch (values.getOrDefault("--callers", "false")) {
      case "true" -> onBehalfOf ? Way.ON_BEHALF_OF : Way.CALLERS;
      case "false" -> onBehalfOf ? Way.ON_BEHALF_OF : Way.DIRECT;
      case "elsewhere" -> {
        if (onBehalfOf) {
          throw new HostStartException(
              "-Dlocal.onBehalfOf is for callers who sign in at Entra: leave it out with"
                  + " -Dlocal.callers=elsewhere.");
        }
        yield Way.ELSEWHERE;
      }
      default -> throw new HostStartException("-Dlocal.callers must be true, false or elsewhere.");
    };
  }

  private static boolean isOn(String name, String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new HostStartException("-D" + name + " must be true or false.");
    };
  }

  private static int port(String text) {
    if (text.matches("\\d{1,5}") && Integer.parseInt(text) <= LAST_PORT) {
      return Integer.parseInt(text);
    }
    throw new HostStartException("-Dlocal.port must be a number from 0 to " + LAST_PORT + ".");
  }
}
