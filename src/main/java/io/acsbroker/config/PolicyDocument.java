package io.acsbroker.config;

import io.acsbroker.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The policy as a JSON document, in the setting itself or in a file that the setting names. */
final class PolicyDocument {
  private static final String RULES = "rules";
  private static final int MAX_FILE_BYTES = 256 * 1024;

  private PolicyDocument() {}

  /** The rules, each in its place, and empty where it is no JSON object; none after a problem. */
  static List<Optional<JsonObject>> rules(Settings settings, String setting) {
    Optional<String> text =
        setting.startsWith("{") ? Optional.of(setting) : file(settings, setting);
    if (text.isEmpty()) {
      settings.problem(
          Setting.BROKER_POLICY,
          "must be a JSON object, or the path of a readable file of at most 256 KiB in UTF-8");
      return List.of();
    }
    Optional<JsonObject> document = JsonObject.parse(text.get());
    if (document.isEmpty()) {
      settings.problem(
          Setting.BROKER_POLICY,
          "must be one JSON object that names nothing twice, without comments or anything else");
      return List.of();
    }
    return document.flatMap(object -> rules(settings, object)).orElse(List.of());
  }

  private static Optional<List<Optional<JsonObject>>> rules(
      Settings settings, JsonObject document) {
    if (!Set.of(RULES).containsAll(document.names())) {
      settings.problem(Setting.BROKER_POLICY, "must have no member but rules");
      return Optional.empty();
    }
    Optional<List<Optional<JsonObject>>> rules =
        document.objectsInPlace(RULES).filter(places -> !places.isEmpty());
    if (rules.isEmpty()) {
      settings.problem(Setting.BROKER_POLICY, "rules must be an array of at least one rule");
    }
    return rules;
  }

  private static Optional<String> file(Settings settings, String name) {
    try {
      Path file = settings.directory().resolve(name);
      return Files.isRegularFile(file) ? text(file) : Optional.empty();
    } catch (IOException | InvalidPathException unreadable) {
      return Optional.empty();
    }
  }

  private static Optional<String> text(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_FILE_BYTES + 1);
      return bytes.length > MAX_FILE_BYTES
          ? Optional.empty()
          : Optional.of(
              StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    }
  }
}
