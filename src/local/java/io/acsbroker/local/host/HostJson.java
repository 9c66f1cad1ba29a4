package io.acsbroker.local.host;

import java.nio.file.Path;
import java.util.Map;

/** What this host reads of a {@code host.json}: the prefix of all routes. */
record HostJson(String routePrefix) {
  private static final String DEFAULT_PREFIX = "api";

  static HostJson read(Path file) {
    Map<String, Object> root = JsonFile.read(file, "file");
    Object prefix =
        child(child(root, "extensions"), "http").getOrDefault("routePrefix", DEFAULT_PREFIX);
    if (prefix instanceof String text) {
      return new HostJson(text);
    }
    throw new HostStartException("The routePrefix in " + file + " is not a string.");
  }

  @SuppressWarnings("unchecked") // A JSON object has string keys
  private static Map<String, Object> child(Map<String, Object> parent, String name) {
    return parent.get(name) instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
  }
}
