package io.acsbroker.overhttp;

import io.acsbroker.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The row of docs/operations.md that has what a cause makes clients, log and readiness say. */
record CauseRow(ProvokedCause provoked) {
  /** What is another in each run. */
  private static final List<Map.Entry<String, String>> CHANCE =
      List.of(
          Map.entry("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "<id>"),
          // One or more: whoever has answered by then
          Map.entry("localhost:\\d+( and localhost:\\d+)*", "<host>"),
          Map.entry("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z", "<time>"),
          Map.entry("(?<![\\w-])\\d+(?= ?(s|ms|seconds|minutes|min|h)\\b)", "<n>"),
          Map.entry("(?<![\\w-])\\d{6,}\\b", "<n>"));

  /** With which every row begins, and to which links lead. */
  static String beginning(String cause) {
    return "| <a id=\"" + cause + "\"></a>`" + cause + "` |";
  }

  String text() {
    return "%s %s | %s | %s | %s | `%s` |"
        .formatted(
            beginning(provoked.cause().text()),
            provoked.cause().sentence(),
            withoutChance(answers()),
            log(),
            withoutChance(readiness()),
            CauseAlertsTest.alert(provoked.cause()).split(" ", 2)[0]);
  }

  /** Who hears what, where it is not all the same. */
  private String answers() {
    Map<String, String> who = new LinkedHashMap<>();
    provoked.answers().forEach((asked, answer) -> who.merge(answer, asked.text(), this::both));
    if (who.size() == 1) {
      return who.keySet().iterator().next();
    }
    return who.entrySet().stream()
        .map(it -> it.getKey() + ": " + it.getValue())
        .collect(Collectors.joining("; "));
  }

  private String both(String one, String other) {
    return one + ", " + other;
  }

  private String log() {
    Set<String> lines =
        Stream.concat(
                reasons().map(reason -> "reason: " + reason),
                provoked.plain().stream().filter(line -> !line.startsWith("INFO")).sorted())
            .map(CauseRow::withoutChance)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    return lines.isEmpty() ? "nothing" : quoted(lines);
  }

  private String readiness() {
    String first = provoked.readiness();
    return provoked.later().equals(first) ? first : first + "; after a minute " + provoked.later();
  }

  /** Of clients' requests. */
  private Stream<String> reasons() {
    return provoked.events().stream()
        .flatMap(event -> JsonObject.parse(event).stream())
        .filter(event -> !event.string("code").orElse("").equals("not_ready"))
        .flatMap(event -> event.string("reason").map(reason -> reason + details(event)).stream());
  }

  private static String details(JsonObject event) {
    return event.string("details").map(details -> "; details: " + details).orElse("");
  }

  private static String quoted(Set<String> lines) {
    return lines.stream()
        .map(line -> "`" + line.replace("`", "'").replace("|", "\\|") + "`")
        .collect(Collectors.joining("<br>"));
  }

  static String withoutChance(String line) {
    String same = line;
    for (Map.Entry<String, String> chance : CHANCE) {
      same = same.replaceAll(chance.getKey(), chance.getValue());
    }
    return same;
  }
}
