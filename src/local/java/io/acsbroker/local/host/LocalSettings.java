package io.acsbroker.local.host;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Settings from a file in the form of {@code local.settings.json}, as Azure Functions Core Tools
 * read it.
 *
 * @param values what the functions find in their environment
 * @param cors of the host, from {@code CORS} and {@code CORSCredentials} in {@code Host}
 */
public record LocalSettings(Map<String, String> values, CorsPolicy cors) {

  /** Copies the values. */
  public LocalSettings {
    values = Map.copyOf(values);
  }

  /**
   * Reads a file.
   *
   * @throws HostStartException with a sentence that names the file and the setting, never a value
   */
  public static LocalSettings read(Path file) {
    Map<String, Object> root = parse(file);
    if (!Boolean.FALSE.equals(root.getOrDefault("IsEncrypted", false))) {
      throw new HostStartException(
          "The settings in " + file + " are encrypted: \"IsEncrypted\" has to be false.");
    }
    if (!(root.getOrDefault("Values", Map.of()) instanceof Map<?, ?> settings)) {
      throw new HostStartException("\"Values\" in " + file + " is not a JSON object.");
    }
    Map<String, String> values = new LinkedHashMap<>();
    settings.forEach((name, value) -> values.put((String) name, text(file, name, value)));
    return new LocalSettings(values, cors(file, root.getOrDefault("Host", Map.of())));
  }

  /**
   * These on a developer's machine, as Core Tools say that it is one; not where they have a managed
   * identity, as those of a local cloud do.
   *
   * @see <a
   *     href="https://github.com/Azure/azure-functions-core-tools/blob/main/src/Azure.Functions.Cli/Actions/HostActions/StartHostAction.cs">{@code
   *     func start}</a>
   */
  public LocalSettings asCoreToolsStartIt() {
    Map<String, String> started = new LinkedHashMap<>(values);
    if (!values.containsKey("IDENTITY_ENDPOINT")) {
      started.putIfAbsent("AZURE_FUNCTIONS_ENVIRONMENT", "Development");
    }
    return new LocalSettings(started, cors);
  }

  private static CorsPolicy cors(Path file, Object host) {
    if (!(host instanceof Map<?, ?> settings)) {
      throw new HostStartException("\"Host\" in " + file + " is not a JSON object.");
    }
    Object origins = settings.containsKey("CORS") ? settings.get("CORS") : "";
    return new CorsPolicy(
        Stream.of(text(file, "CORS", origins).split(",", -1))
            .map(String::strip)
            .filter(origin -> !origin.isEmpty())
            .toList(),
        Boolean.TRUE.equals(settings.get("CORSCredentials")));
  }

  private static String text(Path file, Object name, @Nullable Object value) {
    if (value instanceof String text) {
      return text;
    }
    throw new HostStartException(
        "The setting " + name + " in " + file + " is not a string: put it in quotation marks.");
  }

  private static Map<String, Object> parse(Path file) {
    try {
      return JSONObjectUtils.parse(Files.readString(file));
    } catch (NoSuchFileException e) {
      throw new HostStartException("The settings file " + file + " does not exist.", e);
    } catch (IOException e) {
      throw new HostStartException("The settings file " + file + " cannot be read.", e);
    } catch (ParseException e) {
      // Without its cause, whose message may quote the file
      throw new HostStartException("The settings file " + file + " is not a JSON object.");
    }
  }

  /** The names alone: values are secrets. */
  @Override
  public String toString() {
    return "LocalSettings" + values.keySet();
  }
}
