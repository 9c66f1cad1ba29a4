package io.acsbroker.alerts;

import io.acsbroker.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The operators and scalar functions of the Kusto Query Language that the alerts use. Texts are
 * compared whatever their letter case where Kusto does so.
 *
 * @see <a href="https://learn.microsoft.com/kusto/query/datatypes-string-operators">Its operators
 *     on texts</a>
 */
final class KustoFunctions {
  /** What is not there: {@code null} of Kusto, which is no number and an empty text. */
  static final Object MISSING = new Object();

  private KustoFunctions() {}

  static boolean compare(String operator, Object left, List<Object> right) {
    return switch (operator) {
      case "==" -> left.equals(right.getFirst());
      case "!=" -> !left.equals(right.getFirst());
      case "in" -> right.contains(left);
      case ">=" -> number(left) >= number(right.getFirst());
      case "<=" -> number(left) <= number(right.getFirst());
      case ">" -> number(left) > number(right.getFirst());
      case "<" -> number(left) < number(right.getFirst());
      case "startswith" -> lower(left).startsWith(lower(right.getFirst()));
      case "endswith" -> lower(left).endsWith(lower(right.getFirst()));
      case "contains" -> lower(left).contains(lower(right.getFirst()));
      default -> throw new IllegalArgumentException(operator);
    };
  }

  static Object scalar(String function, List<Object> arguments) {
    Object first = arguments.getFirst();
    return switch (function) {
      case "parse_json" -> JsonObject.parse(first.toString()).<Object>map(it -> it).orElse(MISSING);
      case "tostring" -> first instanceof Double d ? Long.toString(d.longValue()) : text(first);
      case "toint", "tolong" -> first;
      case "isnotempty" -> !text(first).isEmpty();
      case "not" -> !first.equals(true);
      case "ago" -> -number(first);
      case "iff" -> arguments.get(first.equals(true) ? 1 : 2);
      case "extract" -> extracted(text(first), arguments.get(1), text(arguments.get(2)));
      case "coalesce" ->
          arguments.stream().filter(it -> !it.equals(MISSING)).findFirst().orElse(MISSING);
      default -> throw new IllegalArgumentException("This is not taken: " + function);
    };
  }

  /** A group of the first place that fits; an empty text where none does. */
  private static String extracted(String pattern, Object group, String text) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    return matcher.find() ? matcher.group((int) number(group)) : "";
  }

  /** A number, or the seconds of a timespan: times are seconds from now here. */
  static double literal(String token) {
    double number = Double.parseDouble(token.replaceFirst("[smhd]$", ""));
    return switch (token.charAt(token.length() - 1)) {
      case 'm' -> number * 60;
      case 'h' -> number * 3600;
      case 'd' -> number * 86_400;
      default -> number;
    };
  }

  static double number(Object value) {
    return value instanceof Double number ? number : Double.NaN;
  }

  static String text(Object value) {
    return value.equals(MISSING) ? "" : value.toString();
  }

  static String lower(Object value) {
    return text(value).toLowerCase(Locale.ROOT);
  }
}
