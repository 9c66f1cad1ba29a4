package io.acsbroker.config;

import io.acsbroker.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A value of one of the template's parameters, with what the template says of it: a row of {@code
 * infra/values.json}.
 *
 * @param text the value; empty where it is an object
 * @param others the texts of other parameters that stand beside it
 * @param refused whether the template refuses it
 * @param whyTaken why the broker takes it all the same; empty where the two agree
 */
record TemplateValue(
    String parameter,
    Optional<String> text,
    Map<String, String> others,
    boolean refused,
    Optional<String> whyTaken) {

  static List<TemplateValue> all() throws IOException {
    return JsonObject.parse(Files.readString(Path.of("infra/values.json")))
        .orElseThrow()
        .objects("values")
        .stream()
        .map(TemplateValue::of)
        .toList();
  }

  private static TemplateValue of(JsonObject row) {
    JsonObject beside = row.object("beside").orElse(JsonObject.EMPTY);
    Map<String, String> others = new HashMap<>();
    beside.names().forEach(name -> others.put(name, beside.string(name).orElseThrow()));
    return new TemplateValue(
        row.string("parameter").orElseThrow(),
        row.string("value"),
        Map.copyOf(others),
        row.has("refused"),
        row.string("takenByTheBroker"));
  }

  /** The text of a parameter in this row; empty where nothing is said of it, or nothing in it. */
  String of(String name) {
    return name.equals(parameter) ? text.orElse("") : others.getOrDefault(name, "");
  }

  /** The parameters that the row says something of. */
  Stream<String> parameters() {
    return Stream.concat(Stream.of(parameter), others.keySet().stream());
  }

  /** The setting of each parameter, where one is filled from the variable of the setting's name. */
  static Map<String, Setting> settings() throws IOException {
    Map<String, Setting> settings = new HashMap<>();
    Matcher line =
        Pattern.compile("\"(\\w+)\": \\{ \"value\": \"\\$\\{([A-Z_]+)")
            .matcher(Files.readString(Path.of("infra/main.parameters.json")));
    while (line.find()) {
      Setting.named(line.group(2)).ifPresent(setting -> settings.put(line.group(1), setting));
    }
    return Map.copyOf(settings);
  }
}
