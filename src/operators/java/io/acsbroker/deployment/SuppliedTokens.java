package io.acsbroker.deployment;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.acsbroker.json.JsonObject;
import io.acsbroker.operator.UnusableInputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** The tokens that the operator gave, by what they are for. */
final class SuppliedTokens {
  /** One for ACS that the broker should exchange. */
  static final String GOOD = "good";

  /** One that says who is calling: for the broker's own API, or of an issuer other than Entra. */
  static final String CALLER = "caller";

  /** The same for a user of Entra ID. */
  static final String ENTRA_USER = "entraUser";

  /** The same for Teams Phone. */
  static final String TEAMS_PHONE = "teamsPhone";

  /** One for another resource, by the issuer of those that say who is calling. */
  static final String WRONG_AUDIENCE = "wrongAudience";

  /** One whose time has passed. */
  static final String EXPIRED = "expired";

  private static final List<String> NAMES =
      List.of(GOOD, CALLER, ENTRA_USER, TEAMS_PHONE, WRONG_AUDIENCE, EXPIRED);

  private final Map<String, SuppliedToken> tokens = new HashMap<>();

  private SuppliedTokens(Map<String, String> values) {
    values.forEach(
        (name, value) -> {
          if (!NAMES.contains(name)) {
            throw new UnusableInputException(
                "-Dtokens names a token that nobody knows; the names are " + NAMES + ".");
          }
          if (!value.isBlank()) {
            tokens.put(name, SuppliedToken.read(name, value.strip()));
          }
        });
  }

  /**
   * Reads them, as a JSON object or as properties.
   *
   * @param source a file, {@code -} for standard input, or empty for no tokens
   * @throws UnusableInputException where they cannot be read, or one of them must not be sent
   */
  static SuppliedTokens read(Optional<String> source, InputStream standardInput) {
    try {
      String text = source.isPresent() ? text(source.get(), standardInput).strip() : "";
      return new SuppliedTokens(text.startsWith("{") ? json(text) : properties(text));
    } catch (IOException | IllegalArgumentException unreadable) {
      // Without its message, which may quote the text
      throw new UnusableInputException(
          "-Dtokens cannot be read: give a file, or - for standard input, with name=token lines or"
              + " a JSON object.");
    }
  }

  private static String text(String source, InputStream standardInput) throws IOException {
    return source.equals("-")
        ? new String(standardInput.readAllBytes(), UTF_8)
        : Files.readString(Path.of(source));
  }

  private static Map<String, String> json(String text) {
    JsonObject object = JsonObject.parse(text).orElseThrow(IllegalArgumentException::new);
    Map<String, String> values = new HashMap<>();
    object
        .names()
        .forEach(
            name ->
                values.put(name, object.string(name).orElseThrow(IllegalArgumentException::new)));
    return values;
  }

  private static Map<String, String> properties(String text) throws IOException {
    Properties properties = new Properties();
    properties.load(new StringReader(text));
    Map<String, String> values = new HashMap<>();
    properties
        .stringPropertyNames()
        .forEach(name -> values.put(name, properties.getProperty(name)));
    return values;
  }

  Optional<SuppliedToken> named(String name) {
    return Optional.ofNullable(tokens.get(name));
  }

  /** The tenant of whoever the broker should serve; a caller's need not be of Entra's. */
  Optional<String> servedTenant() {
    return named(GOOD).or(() -> named(CALLER)).flatMap(token -> token.claims().string("tid"));
  }
}
