package io.acsbroker.alerts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * An alert on the broker's lines, as {@code infra/modules/alerts.bicep} has it.
 *
 * @param column that is added up, or of which the greatest counts; of no meaning where rows count
 * @param dimension of which each value is looked at by itself; empty where all rows are
 */
public record AlertRule(
    String name,
    String query,
    String aggregation,
    String column,
    Optional<String> dimension,
    double threshold) {
  private static final Path INFRA = Path.of("infra/modules");
  private static final Pattern ALERT =
      Pattern.compile(
          """
          (?s)name: '([a-z-]+)'.{1,600}?query: '((?:events|traces|AzureMetrics) [^\\n]*)'
          \\s*aggregation: '(\\w+)'
          \\s*column: '?(\\w+)'?
          \\s*dimension: '?(\\w+)'?
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
                    Optional.of(found.group(5)).filter(name -> !name.equals("null")),
                    Double.parseDouble(found.group(6))))
        .toList();
  }

  /**
   * What lines of the log make fire, were they all of the last minutes: the name of each alert, and
   * the value of its dimension behind it where it has one ({@code to-be-mended acs_denied}).
   */
  public static Set<String> firing(List<String> lines) {
    return firing(lines, List.of());
  }

  /** The same, with the platform's metrics beside them, as the workspace has them. */
  public static Set<String> firing(List<String> lines, List<Map<String, Object>> metrics) {
    List<Map<String, Object>> traces =
        lines.stream().map(line -> Map.<String, Object>of("message", line)).toList();
    Map<String, List<Map<String, Object>>> tables =
        Map.of("traces", traces, "AzureMetrics", metrics);
    return all().stream()
        .flatMap(rule -> rule.fired(tables))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Stream<String> fired(Map<String, List<Map<String, Object>>> tables) {
    String whole = query.startsWith("events ") ? read("events.kql") + query : query;
    Map<Object, List<Map<String, Object>>> alike =
        KustoQuery.rows(whole, tables).stream()
            .collect(
                Collectors.groupingBy(
                    row -> dimension.<Object>map(key -> " " + row.get(key)).orElse("")));
    return alike.entrySet().stream()
        .filter(group -> measured(group.getValue()) > threshold)
        .map(group -> name + group.getKey());
  }

  private double measured(List<Map<String, Object>> rows) {
    DoubleStream values =
        rows.stream()
            .map(row -> row.get(column))
            .mapToDouble(value -> value instanceof Double number ? number : Double.NaN);
    return switch (aggregation) {
      case "Count" -> rows.size();
      case "Total" -> values.sum();
      case "Maximum" -> values.reduce(0, Math::max);
      default -> throw new IllegalArgumentException(aggregation);
    };
  }

  private static String read(String file) {
    try {
      return Files.readString(INFRA.resolve(file));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
