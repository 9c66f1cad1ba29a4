package io.acsbroker.local;

import io.acsbroker.config.UnknownSettings;
import io.acsbroker.local.host.HostStartException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** Settings of the broker that somebody gave with {@code -Dlocal.set.NAME=VALUE}. */
record OwnSettings(Map<String, String> values) {
  private static final String PREFIX = "local.set.";
  private static final List<String> OPTIONS =
      List.of(
          "local.callers",
          "local.directory",
          "local.drill",
          "local.onBehalfOf",
          "local.page",
          "local.port",
          "local.settings");

  OwnSettings {
    values = Map.copyOf(values);
  }

  /**
   * Those of these properties: of the JVM's own, since Maven keeps what it is given there.
   *
   * @throws HostStartException with a line for each name that no setting and no option has, and
   *     never a value
   */
  static OwnSettings of(Properties properties) {
    Map<String, String> values = new TreeMap<>();
    for (String property : properties.stringPropertyNames()) {
      if (property.startsWith(PREFIX)) {
        values.put(property.substring(PREFIX.length()), properties.getProperty(property));
      }
    }
    List<String> unknown = new ArrayList<>(unknownOptions(properties));
    values
        .keySet()
        .forEach(name -> UnknownSettings.meant(name).ifPresent(it -> unknown.add(line(name, it))));
    if (!unknown.isEmpty()) {
      throw new HostStartException(String.join("\n", unknown));
    }
    return new OwnSettings(values);
  }

  private static List<String> unknownOptions(Properties properties) {
    return properties.stringPropertyNames().stream()
        .filter(name -> name.startsWith("local.") && !name.startsWith(PREFIX))
        .filter(name -> !OPTIONS.contains(name))
        .sorted()
        .map(
            name ->
                "-D%s: the local cloud has no such option; there are %s and %sNAME."
                    .formatted(name, String.join(", ", OPTIONS), PREFIX))
        .toList();
  }

  private static String line(String name, String meant) {
    return "-D%s%s: the broker has no such setting; did you mean %s?"
        .formatted(PREFIX, name, meant);
  }

  /** The settings of a cloud or a file with these, which win. */
  Map<String, String> over(Map<String, String> others) {
    Map<String, String> all = new TreeMap<>(others);
    all.putAll(values);
    return all;
  }

  /** The names alone: values may be secrets. */
  @Override
  public String toString() {
    return "OwnSettings" + values.keySet();
  }
}
