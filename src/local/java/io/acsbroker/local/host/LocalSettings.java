package io.acsbroker.local.host;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Settings from a file in the form of {@code local.settings.json}, as Azure Functions Core Tools
 * read it.
 *
 * @param values what the functions find in their environment
 * @param cors of the host, from {@code CORS} and {@code CORSCredentials} in {@code Host}
 * @param port of the host, from {@code LocalHttpPort} in {@code Host}
 */
public record LocalSettings(Map<String, String> values, CorsPolicy cors, Optional<Integer> port) {

  /** Copies the values. */
  public LocalSettings {
    values = Map.copyOf(values);
  }

  /** Those of a host that may listen at any port. */
  public LocalSettings(Map<String, String> values, CorsPolicy cors) {
    this(values, cors, Optional.empty());
  }

  /**
   * Reads a file.
   *
   * @throws HostStartException with a sentence that names the file and the setting, never a value
   */
  public static LocalSettings read(Path file) {
    Map<String, Object> root = JsonFile.read(file, "settings file");
    Map<String, String> values = new LinkedHashMap<>();
    object(file, root, "Values")
        .forEach(
            (name, value) ->
                text(file, name, value)
                    .ifPresent(text -> values.put(variable(file, (String) name, text), text)));
    // Core Tools take a file that does not say so for encrypted, and cannot decrypt it
    boolean nothingToDecrypt = values.isEmpty() && !root.containsKey("IsEncrypted");
    if (!nothingToDecrypt && !Boolean.FALSE.equals(root.get("IsEncrypted"))) {
      throw new HostStartException(
          "The settings in "
              + file
              + " count as encrypted: \"IsEncrypted\" has to be there, and false.");
    }
    HostSection host = HostSection.read(file, object(file, root, "Host"));
    return new LocalSettings(values, host.cors(), host.port());
  }

  /**
   * These on a developer's machine, which Core Tools say that it is, whatever the file says; not
   * where they have a managed identity, as those of a local cloud do.
   *
   * @see <a
   *     href="https://github.com/Azure/azure-functions-core-tools/blob/main/src/Cli/func/Actions/HostActions/StartHostAction.cs">{@code
   *     func start}</a>
   */
  public LocalSettings asCoreToolsStartIt() {
    Map<String, String> started = new LinkedHashMap<>(values);
    if (!values.containsKey("IDENTITY_ENDPOINT")) {
      started.put("AZURE_FUNCTIONS_ENVIRONMENT", "Development");
    }
    return with(started);
  }

  /** The same host with other values. */
  public LocalSettings with(Map<String, String> others) {
    return new LocalSettings(others, cors, port);
  }

  private static Map<?, ?> object(Path file, Map<String, Object> root, String name) {
    Object section = root.get(name);
    if (section instanceof Map<?, ?> members) {
      return members;
    }
    if (section != null) {
      throw new HostStartException("\"" + name + "\" in " + file + " is not a JSON object.");
    }
    if (!root.containsKey(name) && root.keySet().stream().anyMatch(name::equalsIgnoreCase)) {
      throw new HostStartException(
          "\"" + name + "\" in " + file + " is in other letters: write it as it stands here.");
    }
    return Map.of();
  }

  /**
   * The name of a setting that can be a variable of the environment. Of one that cannot nothing is
   * repeated: with = in it, it may be a whole assignment.
   */
  private static String variable(Path file, String name, String value) {
    if (name.isEmpty() || name.contains("=") || (name + value).indexOf('\0') >= 0) {
      throw new HostStartException(
          "A setting in "
              + file
              + " can be no variable of the environment: its name is empty or has = in it, or there"
              + " is a NUL in its name or its value.");
    }
    return name;
  }

  /** A whole number counts as its text, and null as if it were not there. */
  private static Optional<String> text(Path file, Object name, @Nullable Object value) {
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof String || value instanceof Integer || value instanceof Long) {
      return Optional.of(value.toString());
    }
    String how =
        value instanceof Map || value instanceof List
            ? ", with \\ before each quotation mark in it."
            : ".";
    throw new HostStartException(
        "The setting "
            + name
            + " in "
            + file
            + " is not a string: put it in quotation marks"
            + how);
  }

  /** The names alone: values are secrets. */
  @Override
  public String toString() {
    return "LocalSettings" + values.keySet();
  }
}
