package io.acsbroker.alerts;

import static io.acsbroker.alerts.KustoFunctions.MISSING;
import static io.acsbroker.alerts.KustoFunctions.number;

import io.acsbroker.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A scalar expression of the Kusto Query Language, or one of aggregates: as much of the language as
 * the alerts use, and nothing else is taken.
 *
 * @see <a href="https://learn.microsoft.com/kusto/query/scalar-functions">The functions</a>
 */
final class KustoExpression {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(\\d+[smhd]\\b|\\d+(?:\\.\\d+)?|\\w+|\"[^\"]*\"|'[^']*'|==|!=|>=|<=|[-+*/<>().,\\[\\]])");
  private static final Set<String> TEXT_OPERATORS =
      Set.of("startswith", "endswith", "contains", "in");

  /** One row, and all rows of the table that it is in. */
  private record Scope(Map<String, Object> row, List<Map<String, Object>> table) {}

  /** A parsed expression. */
  private interface Node {
    Object value(Scope scope);
  }

  private final List<String> tokens = new ArrayList<>();
  private final Node root;
  private int next;

  private KustoExpression(String text) {
    Matcher matcher = TOKEN.matcher(text.strip());
    int end = 0;
    while (end < text.strip().length()) {
      require(matcher.find(end) && matcher.start() == end, text);
      tokens.add(matcher.group(1));
      end = matcher.end();
    }
    root = or();
    require(next == tokens.size(), text);
  }

  static KustoExpression parse(String text) {
    return new KustoExpression(text);
  }

  Object value(Map<String, Object> row) {
    return root.value(new Scope(row, List.of()));
  }

  boolean holds(Map<String, Object> row) {
    return value(row).equals(true);
  }

  /** The value of aggregates. */
  Object over(List<Map<String, Object>> table) {
    return root.value(new Scope(Map.of(), table));
  }

  private static void require(boolean condition, String text) {
    if (!condition) {
      throw new IllegalArgumentException("This is not taken: " + text);
    }
  }

  private boolean take(String token) {
    boolean taken = next < tokens.size() && tokens.get(next).equals(token);
    next += taken ? 1 : 0;
    return taken;
  }

  private Node or() {
    Node left = and();
    while (take("or")) {
      Node first = left;
      Node second = and();
      left = scope -> first.value(scope).equals(true) || second.value(scope).equals(true);
    }
    return left;
  }

  private Node and() {
    Node left = comparison();
    while (take("and")) {
      Node first = left;
      Node second = comparison();
      left = scope -> first.value(scope).equals(true) && second.value(scope).equals(true);
    }
    return left;
  }

  private Node comparison() {
    Node left = sum();
    if (next < tokens.size()) {
      String operator = tokens.get(next);
      if (TEXT_OPERATORS.contains(operator) || operator.matches("==|!=|>=|<=|<|>")) {
        next++;
        List<Node> right = operator.equals("in") ? list("(", ")") : List.of(sum());
        return scope -> KustoFunctions.compare(operator, left.value(scope), values(right, scope));
      }
    }
    return left;
  }

  private Node sum() {
    Node left = product();
    while (take("+")) {
      Node first = left;
      Node second = product();
      left = scope -> number(first.value(scope)) + number(second.value(scope));
    }
    return left;
  }

  private Node product() {
    Node left = member();
    while (next < tokens.size() && tokens.get(next).matches("[*/]")) {
      boolean times = tokens.get(next++).equals("*");
      Node first = left;
      Node second = member();
      left =
          scope -> {
            double a = number(first.value(scope));
            double b = number(second.value(scope));
            return times ? a * b : a / b;
          };
    }
    return left;
  }

  private Node member() {
    Node left = primary();
    while (take(".") || take("[")) {
      boolean bracketed = tokens.get(next - 1).equals("[");
      String name = tokens.get(next++).replace("\"", "");
      require(!bracketed || take("]"), name);
      Node object = left;
      left = scope -> object.value(scope) instanceof JsonObject json ? of(json, name) : MISSING;
    }
    return left;
  }

  private static Object of(JsonObject json, String name) {
    return json.string(name)
        .<Object>map(text -> text)
        .or(() -> json.integer(name).map(Long::doubleValue))
        .orElse(MISSING);
  }

  private Node primary() {
    String token = tokens.get(next++);
    if (token.equals("(")) {
      Node inner = or();
      require(take(")"), "(");
      return inner;
    }
    if (token.matches("[\"'].*")) {
      String text = token.substring(1, token.length() - 1);
      return scope -> text;
    }
    if (token.matches("\\d.*")) {
      double number = KustoFunctions.literal(token);
      return scope -> number;
    }
    if (next < tokens.size() && tokens.get(next).equals("(")) {
      List<Node> arguments = list("(", ")");
      return scope -> call(token, arguments, scope);
    }
    return scope -> {
      require(scope.row().containsKey(token), token);
      return scope.row().getOrDefault(token, MISSING);
    };
  }

  private List<Node> list(String opening, String closing) {
    require(take(opening), opening);
    List<Node> nodes = new ArrayList<>();
    while (!take(closing)) {
      nodes.add(or());
      take(",");
    }
    return nodes;
  }

  private static List<Object> values(List<Node> nodes, Scope scope) {
    return nodes.stream().map(node -> node.value(scope)).toList();
  }

  private static Object call(String function, List<Node> arguments, Scope scope) {
    return switch (function) {
      case "sum" -> total(scope, row -> number(arguments.getFirst().value(row)));
      case "sumif" ->
          total(
              scope,
              row ->
                  arguments.get(1).value(row).equals(true)
                      ? number(arguments.getFirst().value(row))
                      : 0);
      case "percentile" -> percentile(arguments, scope);
      case "count" -> (double) scope.table().size();
      case "take_any" -> arguments.getFirst().value(new Scope(scope.table().getFirst(), List.of()));
      case "max" ->
          scope.table().stream()
              .mapToDouble(row -> number(arguments.getFirst().value(new Scope(row, List.of()))))
              .max()
              .orElse(Double.NaN);
      default -> KustoFunctions.scalar(function, values(arguments, scope));
    };
  }

  private static double total(Scope scope, ToDoubleFunction<Scope> value) {
    return scope.table().stream()
        .mapToDouble(row -> value.applyAsDouble(new Scope(row, List.of())))
        .sum();
  }

  /** By the nearest rank. */
  private static Object percentile(List<Node> arguments, Scope scope) {
    double[] sorted =
        scope.table().stream()
            .mapToDouble(row -> number(arguments.getFirst().value(new Scope(row, List.of()))))
            .sorted()
            .toArray();
    double share = number(arguments.get(1).value(scope)) / 100;
    return sorted.length == 0
        ? MISSING
        : sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
  }
}
