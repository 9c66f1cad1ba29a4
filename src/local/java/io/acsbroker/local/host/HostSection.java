package io.acsbroker.local.host;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What {@code Host} in a {@code local.settings.json} asks of the host, whatever the letter case of
 * its names, as Core Tools read it.
 *
 * @param cors from {@code CORS} and {@code CORSCredentials}
 * @param port from {@code LocalHttpPort}; empty where it is missing or 0, which is nothing to Core
 *     Tools either
 * @see <a
 *     href="https://github.com/Azure/azure-functions-core-tools/blob/main/src/Cli/func/Common/HostStartSettings.cs">its
 *     members in Core Tools</a>
 */
record HostSection(CorsPolicy cors, Optional<Integer> port) {
  private static final int LAST_PORT = 65_535;

  static HostSection read(Path file, Map<?, ?> members) {
    Map<String, Object> settings = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    members.forEach((name, value) -> settings.put((String) name, value));
    return new HostSection(cors(file, settings), port(file, settings));
  }

  private static CorsPolicy cors(Path file, Map<String, Object> settings) {
    if (!(Objects.requireNonNullElse(settings.get("CORS"), "") instanceof String origins)) {
      throw refusal("CORS", file, "is not a string: put it in quotation marks");
    }
    boolean credentials =
        switch (String.valueOf(settings.getOrDefault("CORSCredentials", false))) {
          case "true" -> true;
          case "false" -> false;
          default -> throw refusal("CORSCredentials", file, "is neither true nor false");
        };
    return new CorsPolicy(
        Stream.of(origins.split(",", -1))
            .map(String::strip)
            .filter(origin -> !origin.isEmpty())
            .toList(),
        credentials);
  }

  private static Optional<Integer> port(Path file, Map<String, Object> settings) {
    String text = String.valueOf(settings.getOrDefault("LocalHttpPort", 0));
    if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > LAST_PORT) {
      throw refusal("LocalHttpPort", file, "is no number from 1 to " + LAST_PORT);
    }
    return Optional.of(Integer.valueOf(text)).filter(port -> port > 0);
  }

  private static HostStartException refusal(String name, Path file, String why) {
    return new HostStartException("The setting " + name + " in " + file + " " + why + ".");
  }
}
