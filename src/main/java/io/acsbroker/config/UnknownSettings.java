package io.acsbroker.config;

import io.acsbroker.token.ExchangeRoute;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Names that look like settings of the broker and are none: a warning each, since code and settings
 * are not deployed in the same instant.
 */
public final class UnknownSettings {
  /** Of the settings that are of no one route. */
  private static final List<String> PREFIXES =
      List.of("ENTRA_", "COMMUNICATION_SERVICES_", "BROKER_");

  private UnknownSettings() {}

  static List<ConfigProblem> warnings(Set<String> names) {
    List<ConfigProblem> warnings = new ArrayList<>();
    for (String name : new TreeSet<>(names)) {
      Optional<String> known = looksLikeOurs(name) ? meant(name) : Optional.empty();
      if (known.isPresent()) {
        warnings.add(new ConfigProblem(name, "unknown; did you mean " + known.get() + "?"));
      }
    }
    return warnings;
  }

  /** The name of the setting that is nearest to this one; empty where it is a setting itself. */
  public static Optional<String> meant(String name) {
    return Setting.named(name).isPresent() ? Optional.empty() : Optional.of(nearest(name).name());
  }

  private static boolean looksLikeOurs(String name) {
    for (String prefix : PREFIXES) {
      if (begins(name, prefix)) {
        return true;
      }
    }
    for (ExchangeRoute route : ExchangeRoute.values()) {
      if (begins(name, route.settingsPrefix())) {
        return true;
      }
    }
    return false;
  }

  private static boolean begins(String name, String prefix) {
    return name.regionMatches(true, 0, prefix, 0, prefix.length());
  }

  /** The one with the fewest other letters, and of several the one that begins like it. */
  private static Setting nearest(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    return Arrays.stream(Setting.values())
        .min(
            Comparator.comparingInt((Setting known) -> EditDistance.between(upper, known.name()))
                .thenComparing(known -> !known.name().startsWith(upper)))
        .orElseThrow();
  }
}
