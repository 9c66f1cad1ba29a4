package io.acsbroker.alerts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A query that begins with a table's name and goes on by {@code where}, {@code extend}, {@code
 * summarize} without groups, and {@code project}.
 */
final class KustoQuery {
  private static final Pattern LET = Pattern.compile("(?s)\\s*let (\\w+) = (.*?);\\s*(.*)");
  private static final Pattern NAMED = Pattern.compile("(?s)\\s*(\\w+) =(?!=) (.*)");

  private KustoQuery() {}

  /** The rows of a query over tables, in which every column is text or what a query made of it. */
  static List<Map<String, Object>> rows(
      String query, Map<String, List<Map<String, Object>>> tables) {
    Matcher let = LET.matcher(query);
    if (let.matches()) {
      Map<String, List<Map<String, Object>>> more = new HashMap<>(tables);
      more.put(let.group(1), rows(let.group(2), tables));
      return rows(let.group(3), more);
    }
    List<String> steps = split(query, '|');
    List<Map<String, Object>> rows = tables.get(steps.getFirst().strip());
    if (rows == null) {
      throw new IllegalArgumentException("There is no table " + steps.getFirst());
    }
    for (String step : steps.subList(1, steps.size())) {
      rows = step(step.strip(), rows);
    }
    return rows;
  }

  private static List<Map<String, Object>> step(String step, List<Map<String, Object>> rows) {
    String operator = step.split("\\s", 2)[0];
    String rest = step.substring(operator.length());
    return switch (operator) {
      case "where" -> rows.stream().filter(KustoExpression.parse(rest)::holds).toList();
      case "extend" -> rows.stream().map(row -> extended(row, rest)).toList();
      case "summarize" -> List.of(summary(rows, rest));
      case "project" ->
          rows.stream().map(row -> Map.of(rest.strip(), row.get(rest.strip()))).toList();
      default -> throw new IllegalArgumentException("This is not taken: " + step);
    };
  }

  private static Map<String, Object> extended(Map<String, Object> row, String columns) {
    Map<String, Object> more = new LinkedHashMap<>(row);
    for (String column : split(columns, ',')) {
      Matcher named = named(column);
      more.put(named.group(1), KustoExpression.parse(named.group(2)).value(row));
    }
    return more;
  }

  private static Map<String, Object> summary(List<Map<String, Object>> rows, String columns) {
    Map<String, Object> summary = new LinkedHashMap<>();
    for (String column : split(columns, ',')) {
      Matcher named = NAMED.matcher(column);
      String name = named.matches() ? named.group(1) : column.strip().replaceAll("\\W+", "_");
      String expression = named.matches() ? named.group(2) : column;
      summary.put(name.replaceAll("_$", ""), KustoExpression.parse(expression).over(rows));
    }
    return summary;
  }

  private static Matcher named(String column) {
    Matcher named = NAMED.matcher(column);
    if (!named.matches()) {
      throw new IllegalArgumentException("This has no name: " + column);
    }
    return named;
  }

  /** Splits where the separator stands outside of quotes and parentheses. */
  private static List<String> split(String text, char separator) {
    List<String> parts = new ArrayList<>();
    int start = 0;
    int depth = 0;
    char quote = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '(' || c == ')') {
        depth += c == '(' ? 1 : -1;
      } else if (c == separator && depth == 0) {
        parts.add(text.substring(start, i));
        start = i + 1;
      }
    }
    parts.add(text.substring(start));
    return parts;
  }
}
