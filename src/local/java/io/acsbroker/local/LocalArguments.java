package io.acsbroker.local;

import io.acsbroker.local.host.HostStartException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The arguments of the local command, as the build passes them on.
 *
 * @param classes the folder of the broker's own, where its functions are looked for
 */
record LocalArguments(
    Path project, Path classes, int port, Optional<Path> settings, Way way, boolean page) {
  private static final int LAST_PORT = 65_535;

  static LocalArguments parse(String... args) {
    Map<String, String> values =
        Arrays.stream(args)
            .map(arg -> arg.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    String settings = values.getOrDefault("--settings", "");
    Way way = way(values);
    if (!settings.isBlank() && way != Way.DIRECT) {
      throw new HostStartException(
          "-Dlocal.callers and -Dlocal.onBehalfOf are for the local cloud: with -Dlocal.settings the"
              + " file says it all.");
    }
    Path project = Path.of(values.getOrDefault("--project", "")).toAbsolutePath();
    return new LocalArguments(
        project,
        project.resolve(values.getOrDefault("--classes", "target/classes")),
        port(values.getOrDefault("--port", "7071")),
        settings.isBlank() ? Optional.empty() : Optional.of(Path.of(settings).toAbsolutePath()),
        way,
        isOn("local.page", values.getOrDefault("--page", "true")));
  }

  private static Way way(Map<String, String> values) {
    boolean onBehalfOf = isOn("local.onBehalfOf", values.getOrDefault("--on-behalf-of", "false"));
    boolean callers = isOn("local.callers", values.getOrDefault("--callers", "false"));
    if (onBehalfOf) {
      return Way.ON_BEHALF_OF;
    }
    return callers ? Way.CALLERS : Way.DIRECT;
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
