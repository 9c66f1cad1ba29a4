package io.acsbroker.local;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.text.ParseException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A line of the broker's log as a person reads it in a terminal: of the event of a request, what
 * came of it and what took how long, and of all other lines everything.
 */
final class EventLine {
  private static final Pattern EVENT =
      Pattern.compile("(\\d\\d:\\d\\d:\\d\\d) \\w+ (\\{\"event\":\"request\".*\\})");

  private EventLine() {}

  static String readable(String line) {
    Matcher event = EVENT.matcher(line);
    return event.matches()
        ? parsed(event.group(2)).map(it -> event.group(1) + " " + readable(it)).orElse(line)
        : line;
  }

  private static Optional<Map<String, Object>> parsed(String json) {
    try {
      return Optional.of(JSONObjectUtils.parse(json));
    } catch (ParseException cutOff) {
      return Optional.empty();
    }
  }

  private static String readable(Map<String, Object> event) {
    String times =
        Stream.of(
                time(event, "verify", "verifyMs"),
                time(event, "on behalf of", "onBehalfOfMs"),
                time(event, "identity", "managedIdentityMs"),
                time(event, "table", "tableMs"),
                time(event, "acs", "acsMs"))
            .flatMap(Optional::stream)
            .collect(Collectors.joining(", "));
    return "%s %s %s%s %s ms%s%s"
        .formatted(
            event.get("function"),
            event.get("status"),
            event.get("code"),
            "memory".equals(event.get("source")) ? " from memory" : "",
            event.get("ms"),
            times.isEmpty() ? "" : ": " + times,
            event.containsKey("reason") ? "; " + event.get("reason") : "");
  }

  /** What took no time is not worth a word. */
  private static Optional<String> time(Map<String, Object> event, String name, String member) {
    return event.get(member) instanceof Number millis && millis.longValue() > 0
        ? Optional.of(name + " " + millis)
        : Optional.empty();
  }
}
