package io.acsbroker.json;

import com.azure.json.JsonOptions;
import com.azure.json.JsonProviders;
import com.azure.json.JsonReader;
import com.azure.json.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link JsonObject} from the library's stream of tokens, and refuses what it lets pass.
 */
final class StrictJsonReader {
  private static final int MAX_DEPTH = 32;
  private static final int MAX_LONG_DIGITS = 18;

  /** Stands for a number that is no whole one of reasonable size: it is there, and of no use. */
  private static final Object OTHER_NUMBER = new Object();

  private final JsonReader reader;
  private final boolean mayHaveLoneSurrogates;

  private StrictJsonReader(JsonReader reader, boolean mayHaveLoneSurrogates) {
    this.reader = reader;
    this.mayHaveLoneSurrogates = mayHaveLoneSurrogates;
  }

  static Optional<JsonObject> read(String text) {
    TextScan scan = TextScan.of(text);
    if (scan.hasBareControlCharacter()) {
      return Optional.empty();
    }
    JsonOptions options =
        new JsonOptions().setNonNumericNumbersSupported(false).setJsoncSupported(false);
    try (JsonReader reader = JsonProviders.createReader(text, options)) {
      return new StrictJsonReader(reader, scan.hasSurrogateOrUnicodeEscape()).wholeText();
    } catch (IOException | RuntimeException malformed) {
      // The library's message quotes the text, which may be a token: it is not passed on
      return Optional.empty();
    }
  }

  private Optional<JsonObject> wholeText() throws IOException {
    if (reader.nextToken() != JsonToken.START_OBJECT) {
      return Optional.empty();
    }
    JsonObject object = object(1);
    return reader.nextToken() == JsonToken.END_DOCUMENT ? Optional.of(object) : Optional.empty();
  }

  private JsonObject object(int depth) throws IOException {
    Map<String, @Nullable Object> members = new HashMap<>();
    Set<String> mixedCase = new HashSet<>();
    while (reader.nextToken() != JsonToken.END_OBJECT) {
      String name = wellFormed(reader.getFieldName());
      String lowerCase = name.toLowerCase(Locale.ROOT);
      boolean isNew =
          lowerCase.equals(name)
              ? !mixedCase.contains(name)
              : mixedCase.add(lowerCase) && !members.containsKey(lowerCase);
      if (!isNew || members.containsKey(name)) {
        throw new IOException("duplicate name");
      }
      reader.nextToken();
      members.put(name, value(depth));
    }
    return new JsonObject(members);
  }

  private List<@Nullable Object> array(int depth) throws IOException {
    List<@Nullable Object> elements = new ArrayList<>();
    while (reader.nextToken() != JsonToken.END_ARRAY) {
      elements.add(value(depth));
    }
    return elements;
  }

  private @Nullable Object value(int depth) throws IOException {
    return switch (reader.currentToken()) {
      case START_OBJECT -> object(deeper(depth));
      case START_ARRAY -> array(deeper(depth));
      case STRING -> wellFormed(reader.getString());
      case NUMBER -> number(reader.getString());
      case BOOLEAN -> reader.getBoolean();
      case NULL -> null;
      default -> throw new IOException("unexpected token");
    };
  }

  private static int deeper(int depth) throws IOException {
    if (depth == MAX_DEPTH) {
      throw new IOException("too deep");
    }
    return depth + 1;
  }

  private static Object number(String digits) {
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      if (c != '-' && (c < '0' || c > '9')) {
        return OTHER_NUMBER;
      }
    }
    return digits.length() <= MAX_LONG_DIGITS ? Long.valueOf(digits) : OTHER_NUMBER;
  }

  /** An escaped lone surrogate is no character: two readers may take it for different ones. */
  private String wellFormed(String text) throws IOException {
    for (int i = 0; mayHaveLoneSurrogates && i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        throw new IOException("lone surrogate");
      }
    }
    return text;
  }
}
