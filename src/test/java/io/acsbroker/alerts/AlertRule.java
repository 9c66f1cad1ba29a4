package io.acsbroker.alerts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An alert on the broker's events, as {@code infra/modules/alerts.bicep} has it.
 *
 * @param column that is added up, or of which the greatest counts
 */
public record AlertRule(
    String name, String query, String aggregation, String column, double threshold) {
  private static final Path INFRA = Path.of("infra/modules");
  private static final Pattern ALERT =
      Pattern.compile(
          """
          (?s)name: '([a-z-]+)'.{1,600}?query: '(events [^\\n]*)'
          \\s*aggregation: '(\\w+)'
          \\s*column: '(\\w+)'
          \\s*threshold: (?:json\\(')?([\\d.]+)\
          """);

  /** All of them. */
  static List<AlertRule> all() {
    return ALERT
        .matcher(read("alerts.bicep"))
        .results()
        .map(
            found ->
                new AlertRule(
                    found.group(1),
                    found.group(2),
                    found.group(3),
                    found.group(4),
                    Double.parseDouble(found.group(5))))
        .toList();
  }

  /** The names of those that lines of the log make fire, were they all of the last minutes. */
  public static Set<String> firing(List<String> lines) {
    return all().stream()
        .filter(rule -> rule.fires(lines))
        .map(AlertRule::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private boolean fires(List<String> lines) {
    List<Map<String, Object>> traces =
        lines.stream().map(line -> Map.<String, Object>of("message", line)).toList();
    double[] values =
        KustoQuery.rows(read("events.kql") + query, Map.of("traces", traces)).stream()
            .map(row -> row.get(column))
            .mapToDouble(value -> value instanceof Double number ? number : Double.NaN)
            .toArray();
    double measured = 0;
    for (double value : values) {
      measured =
          switch (aggregation) {
            case "Total" -> measured + value;
            case "Maximum" -> Math.max(measured, value);
            default -> throw new IllegalArgumentException(aggregation);
          };
    }
    return measured > threshold;
  }

  private static String read(String file) {
    try {
      return Files.readString(INFRA.resolve(file));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
