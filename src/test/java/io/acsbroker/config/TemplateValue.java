package io.acsbroker.config;

import static java.util.Objects.requireNonNull;

import com.azure.json.JsonProviders;
import com.azure.json.JsonReader;
import com.azure.json.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A value of one of the template's parameters, with what the template says of it: a row of {@code
 * infra/values.json}.
 *
 * @param text the value; JSON where it is an object, and empty where that has no member
 * @param others the texts of other parameters that stand beside it
 * @param refused whether the template refuses it
 * @param whyTaken why the broker takes it all the same; empty where the two agree
 */
record TemplateValue(
    String parameter,
    String text,
    Map<String, String> others,
    boolean refused,
    Optional<String> whyTaken) {

  static List<TemplateValue> all() throws IOException {
    String table = Files.readString(Path.of("infra/values.json"));
    try (JsonReader reader = JsonProviders.createReader(table)) {
      Map<?, ?> members = (Map<?, ?>) requireNonNull(reader.readUntyped());
      List<?> rows = (List<?>) requireNonNull(members.get("values"));
      return rows.stream().map(row -> of((Map<?, ?>) row)).toList();
    }
  }

  private static TemplateValue of(Map<?, ?> row) {
    Map<String, String> others = new HashMap<>();
    if (row.get("beside") instanceof Map<?, ?> beside) {
      beside.forEach((name, value) -> others.put(String.valueOf(name), text(value)));
    }
    return new TemplateValue(
        text(row.get("parameter")),
        text(row.get("value")),
        Map.copyOf(others),
        row.containsKey("refused"),
        Optional.ofNullable(row.get("takenByTheBroker")).map(TemplateValue::text));
  }

  /** A text as it is, an object as JSON, and nothing for an empty one. */
  private static String text(@Nullable Object value) {
    if (!(value instanceof Map<?, ?> members)) {
      return String.valueOf(value);
    }
    StringWriter text = new StringWriter();
    try (JsonWriter writer = JsonProviders.createWriter(text)) {
      writer.writeUntyped(members);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return members.isEmpty() ? "" : text.toString();
  }

  /** The text of a parameter in this row; empty where nothing is said of it, or nothing in it. */
  String of(String name) {
    return name.equals(parameter) ? text : others.getOrDefault(name, "");
  }

  /** The parameters that the row says something of. */
  Stream<String> parameters() {
    return Stream.concat(Stream.of(parameter), others.keySet().stream());
  }

  /** The setting of each parameter, where one is filled from the variable of the setting's name. */
  static Map<String, Setting> settings() {
    Map<String, Setting> settings = new HashMap<>();
    for (AzdParameter parameter : AzdParameter.all()) {
      Setting.named(parameter.variable())
          .ifPresent(setting -> settings.put(parameter.name(), setting));
    }
    return Map.copyOf(settings);
  }
}
