package io.acsbroker.repository;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The names that others write down and rely on, read from the pages and files that explain them.
 *
 * @param root the folder of the project
 */
public record PublishedNames(Path root) {
  private static final Pattern SETTING =
      Pattern.compile("(?m)^\\| `([A-Z_]+)` \\| (?:none|`([^`]+)`) \\|");
  private static final Pattern CODES =
      Pattern.compile("(?m)^\\| (\\d{3}[\\d, ]*) \\| <a id=\"(\\w+)\">");
  private static final Pattern PARAMETER =
      Pattern.compile("\\$\\{([A-Z_]+)(?:=(?!null)([^}]*)|=null)?\\}");
  private static final Pattern OUTPUT = Pattern.compile("(?m)^output (\\w+)()");
  private static final Pattern MEMBERS = Pattern.compile("(?m)^\\| (`[^|]*`) \\|");
  private static final Pattern METRIC =
      Pattern.compile("(?m)^\\| `(acsbroker[.\\w]+)`[^|]*\\|([^|]*)\\|$");
  private static final Pattern ALERT = Pattern.compile("name: '([a-z-]+)'()\\s+title:");
  private static final Pattern FUNCTION = Pattern.compile("@FunctionName\\(\"(\\w+)\"()");
  private static final Pattern OPTION = Pattern.compile("(?m)^  (--[a-z-]+)()");
  private static final Pattern CODE = Pattern.compile("\\| (\".*\")");
  private static final Pattern ROUTES = Pattern.compile("TokenRoute = ([^;]*);");
  private static final Pattern QUOTED = Pattern.compile("[`\"](\\w[\\w-]*)[`\"]");

  /** All of them, by kind and name, each with its default, its statuses or its values, or empty. */
  public Map<String, Map<String, String>> all() throws IOException {
    Map<String, Map<String, String>> all = new TreeMap<>();
    all.put("settings", settings());
    all.put("codes", codes());
    all.put("azd", found(PARAMETER, "infra/main.parameters.json"));
    all.put("azd outputs", found(OUTPUT, "infra/main.bicep"));
    all.put("log", quoted(MEMBERS, event()));
    all.put("metrics", metrics());
    all.put("client routes", quoted(ROUTES, text("web/client/src/options.ts")));
    all.put("client codes", quoted(CODE, text("web/client/src/codes.ts").split("OwnCode", 2)[1]));
    all.put("alerts", found(ALERT, "infra/modules/alerts.bicep"));
    all.put("functions", functions());
    all.put("register.sh", found(OPTION, "scripts/register.sh"));
    return all;
  }

  /** The default of each setting, as an operator would write it; empty where it has none. */
  public Map<String, String> settings() throws IOException {
    return found(SETTING, "docs/settings.md");
  }

  private Map<String, String> codes() throws IOException {
    return CODES
        .matcher(text("docs/errors.md"))
        .results()
        .collect(toMap(row -> row.group(2), row -> row.group(1)));
  }

  private String event() throws IOException {
    return text("docs/operations.md")
        .split("## One event for each request\n", 2)[1]
        .split("\n## ", 2)[0];
  }

  private Map<String, String> metrics() throws IOException {
    Map<String, String> metrics = found(METRIC, "docs/operations.md");
    metrics.replaceAll((name, attributes) -> words(attributes));
    return metrics;
  }

  private static String words(String text) {
    return QUOTED.matcher(text).results().map(word -> word.group(1)).collect(joining(", "));
  }

  private Map<String, String> functions() throws IOException {
    Map<String, String> functions = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root.resolve("src/main/java"))) {
      for (Path file : files.filter(it -> it.toString().endsWith("Function.java")).toList()) {
        functions.putAll(found(FUNCTION, root.relativize(file).toString()));
      }
    }
    return functions;
  }

  private static Map<String, String> quoted(Pattern place, String text) {
    Map<String, String> names = new TreeMap<>();
    for (MatchResult match : place.matcher(text).results().toList()) {
      QUOTED.matcher(match.group(1)).results().forEach(name -> names.put(name.group(1), ""));
    }
    return names;
  }

  /** The first of a name counts: what follows in a page may have it again. */
  private Map<String, String> found(Pattern pattern, String file) throws IOException {
    Map<String, String> names = new TreeMap<>();
    for (MatchResult match : pattern.matcher(text(file)).results().toList()) {
      names.putIfAbsent(match.group(1), match.group(2) == null ? "" : match.group(2));
    }
    return names;
  }

  private String text(String file) throws IOException {
    return Files.readString(root.resolve(file));
  }
}
