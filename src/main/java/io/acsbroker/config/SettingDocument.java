package io.acsbroker.config;

import io.acsbroker.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** A JSON document, in a setting itself or in a file that the setting names. */
final class SettingDocument {
  private static final int MAX_FILE_BYTES = 256 * 1024;

  /** Where the platform says the app's own files are, to which the names of files are relative. */
  private static final String SCRIPT_ROOT = "AzureWebJobsScriptRoot";

  private SettingDocument() {}

  /** The document; empty where the setting is missing, or after a problem. */
  static Optional<JsonObject> read(Settings settings, Setting setting) {
    Optional<String> value = settings.text(setting);
    return value.isPresent() ? read(settings, setting, value.get()) : Optional.empty();
  }

  private static Optional<JsonObject> read(Settings settings, Setting setting, String value) {
    Optional<String> text = value.startsWith("{") ? Optional.of(value) : file(settings, value);
    if (text.isEmpty()) {
      settings.problem(
          setting,
          "must be a JSON object, or the path of a readable file of at most 256 KiB in UTF-8");
      return Optional.empty();
    }
    Optional<JsonObject> document = JsonObject.parse(text.get());
    if (document.isEmpty()) {
      settings.problem(
          setting,
          "must be one JSON object that names nothing twice, without comments or anything else");
    }
    return document;
  }

  private static Optional<String> file(Settings settings, String name) {
    try {
      Path file = Path.of(settings.of(SCRIPT_ROOT).orElse("")).resolve(name);
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
