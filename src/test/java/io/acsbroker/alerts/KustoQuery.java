package io.acsbroker.alerts;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A query that begins with a table's name and goes on by {@code where}, {@code extend}, {@code
 * summarize}, {@code project} and {@code order by} one text.
 */
public final class KustoQuery {
  private static final Pattern LET = Pattern.compile("(?s)\\s*let (\\w+) = (.*?);\\s*(.*)");
  private static final Pattern NAMED = Pattern.compile("(?s)\\s*(\\w+) =(?!=) (.*)");
  private static final Set<String> KEYWORDS = Set.of("first", "last", "latest", "missing", "kind");
  private static final Pattern BY = Pattern.compile("(?s)(.*) by (\\w+(?:, \\w+)*)");
  private static final Pattern ORDER = Pattern.compile("\\s*by (\\w+) (asc|desc)\\s*");
  private static final Pattern GREATEST = Pattern.compile("\\s*arg_max\\((\\w+), (\\w+)\\)");

  private KustoQuery() {}

  /** The rows of a query over tables, in which every column is text or what a query made of it. */
  public static List<Map<String, Object>> rows(
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
      case "summarize" -> summaries(rows, rest);
      case "project" -> rows.stream().map(row -> projected(row, rest)).toList();
      case "order" -> ordered(rows, rest);
      default -> throw new IllegalArgumentException("This is not taken: " + step);
    };
  }

  private static List<Map<String, Object>> ordered(List<Map<String, Object>> rows, String by) {
    Matcher order = ORDER.matcher(by);
    if (!order.matches()) {
      throw new IllegalArgumentException("This is not taken: order" + by);
    }
    Comparator<Map<String, Object>> ascending =
        Comparator.comparing(
            row -> column(row, order.group(1)),
            Comparator.comparingDouble(KustoFunctions::number).thenComparing(KustoFunctions::text));
    return rows.stream()
        .sorted(order.group(2).equals("asc") ? ascending : ascending.reversed())
        .toList();
  }

  private static Object column(Map<String, Object> row, String name) {
    return row.getOrDefault(name, KustoFunctions.MISSING);
  }

  private static Map<String, Object> extended(Map<String, Object> row, String columns) {
    Map<String, Object> more = new LinkedHashMap<>(row);
    for (String column : split(columns, ',')) {
      Matcher named = named(column);
      more.put(name(named.group(1)), KustoExpression.parse(named.group(2)).value(row));
    }
    return more;
  }

  private static Map<String, Object> projected(Map<String, Object> row, String columns) {
    Map<String, Object> left = new LinkedHashMap<>();
    for (String column : split(columns, ',')) {
      Matcher named = NAMED.matcher(column);
      String name = name(named.matches() ? named.group(1) : column.strip());
      left.put(name, KustoExpression.parse(named.matches() ? named.group(2) : name).value(row));
    }
    return left;
  }

  /** One row, also of none, or one of each group that there is. */
  private static List<Map<String, Object>> summaries(List<Map<String, Object>> rows, String rest) {
    Matcher by = BY.matcher(rest);
    if (!by.matches()) {
      return List.of(summary(rows, rest));
    }
    List<String> keys = Arrays.asList(by.group(2).split(", "));
    Function<Map<String, Object>, List<Object>> group =
        row -> keys.stream().map(key -> KustoExpression.parse(key).value(row)).toList();
    return rows.stream()
        .collect(Collectors.groupingBy(group, LinkedHashMap::new, Collectors.toList()))
        .values()
        .stream()
        .map(
            alike -> {
              Map<String, Object> summary = summary(alike, by.group(1));
              keys.forEach(key -> summary.put(key, alike.getFirst().get(key)));
              return summary;
            })
        .toList();
  }

  private static Map<String, Object> summary(List<Map<String, Object>> rows, String columns) {
    Map<String, Object> summary = new LinkedHashMap<>();
    for (String column : split(columns, ',')) {
      Matcher greatest = GREATEST.matcher(column);
      if (greatest.matches()) {
        summary.putAll(greatest(rows, greatest.group(1), greatest.group(2)));
        continue;
      }
      Matcher named = NAMED.matcher(column);
      String name = named.matches() ? named.group(1) : column.strip().replaceAll("\\W+", "_");
      String expression = named.matches() ? named.group(2) : column;
      summary.put(name(name.replaceAll("_$", "")), KustoExpression.parse(expression).over(rows));
    }
    return summary;
  }

  /** {@code arg_max}: the greatest number, and what stands beside it. */
  private static Map<String, Object> greatest(
      List<Map<String, Object>> rows, String number, String beside) {
    return rows.stream()
        .max(Comparator.comparingDouble(row -> KustoFunctions.number(column(row, number))))
        .map(row -> Map.of(number, column(row, number), beside, column(row, beside)))
        .orElse(Map.of(number, KustoFunctions.MISSING, beside, KustoFunctions.MISSING));
  }

  /**
   * What Kusto takes for words of its own, and for a name in brackets alone.
   *
   * @see <a
   *     href="https://github.com/microsoft/Kusto-Query-Language/blob/master/grammar/Kql.g4">Kusto's
   *     grammar</a>
   */
  private static String name(String name) {
    if (KEYWORDS.contains(name)) {
      throw new IllegalArgumentException("This is a keyword: " + name);
    }
    return name;
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
