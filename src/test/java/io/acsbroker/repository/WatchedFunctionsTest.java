package io.acsbroker.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.azure.functions.annotation.FunctionName;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.acsbroker.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The functions that the alert on errors counts, and which lines of all of them are logged. */
@Tag("gate")
class WatchedFunctionsTest {
  private static final Set<String> UNWATCHED =
      Set.of("Health", "Ready", "ResourceMetadata", "ZLastNotFound");
  private static final Pattern OPERATOR =
      Pattern.compile("function (endswith|startswith) \"(\\w+)\"");

  /** Read once, since that takes a second. */
  private static final Set<String> FUNCTIONS = functions();

  private static Set<String> functions() {
    return new ClassFileImporter()
        .importPath(Path.of("target/classes")).stream()
            .map(JavaClass::getMethods)
            .flatMap(Set::stream)
            .flatMap(method -> method.tryGetAnnotationOfType(FunctionName.class).stream())
            .map(FunctionName::value)
            .collect(Collectors.toSet());
  }

  private static Set<String> watched() {
    Set<String> watched = new TreeSet<>(FUNCTIONS);
    watched.removeAll(UNWATCHED);
    return watched;
  }

  private static JsonObject logging() throws IOException {
    return JsonObject.parse(Files.readString(Path.of("host.json")))
        .flatMap(json -> json.object("logging"))
        .orElseThrow();
  }

  /** As Kusto's string operators do, whatever the letter case. */
  private static boolean matches(MatchResult operator, String function) {
    String name = function.toLowerCase(Locale.ROOT);
    String text = operator.group(2).toLowerCase(Locale.ROOT);
    return operator.group(1).equals("endswith") ? name.endsWith(text) : name.startsWith(text);
  }

  @Test
  void haveOneThatAnswersWhereThereIsNoOther() {
    assertTrue(FUNCTIONS.containsAll(UNWATCHED), FUNCTIONS.toString());
  }

  private static Set<String> logged(JsonObject levels) {
    Pattern category = Pattern.compile("Function\\.(\\w+)\\.User");
    return levels.names().stream()
        .filter(name -> levels.string(name).equals(Optional.of("Warning")))
        .map(category::matcher)
        .filter(Matcher::matches)
        .map(matcher -> matcher.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * The broker's events are warnings. As information the worker, and as errors the host, write a
   * line of their own of each request that anybody sends, of which none are sampled. Each function
   * has to be named: the filter of Application Insights takes the beginnings of categories alone.
   */
  @Test
  void areLoggedByTheirEventsAloneAndNothingElseOfThemUnsampled() throws IOException {
    JsonObject levels = logging().object("logLevel").orElseThrow();
    Gaps gaps = new Gaps();
    gaps.requireSame(
        FUNCTIONS,
        logged(levels),
        "host.json",
        name -> "\"Function." + name + ".User\": \"Warning\", in logging.logLevel");
    gaps.assertNone();
    assertEquals(Optional.of("None"), levels.string("Function"));
    assertEquals(
        FUNCTIONS.size() + 1L,
        levels.names().stream().filter(category -> category.startsWith("Function")).count());
    JsonObject sampling =
        logging()
            .object("applicationInsights")
            .flatMap(insights -> insights.object("samplingSettings"))
            .orElseThrow();
    assertEquals(Optional.of("Trace"), sampling.string("excludedTypes"));
    assertEquals(Optional.of(1L), sampling.integer("maxTelemetryItemsPerSecond"));
  }

  @Test
  void areCountedByTheAlertOnErrorsAndTheQueriesOfTheOperationsPage() throws IOException {
    Gaps gaps = new Gaps();
    for (String file : Set.of("infra/modules/alerts.bicep", "docs/operations.md")) {
      String line =
          Files.readString(Path.of(file))
              .lines()
              .filter(it -> it.contains("summarize share"))
              .findFirst()
              .orElseThrow();
      Set<String> counted =
          FUNCTIONS.stream()
              .filter(it -> OPERATOR.matcher(line).results().anyMatch(op -> matches(op, it)))
              .collect(Collectors.toCollection(TreeSet::new));
      gaps.requireSame(
          watched(), counted, file, name -> "a condition on the name " + name + " in: " + line);
    }
    gaps.assertNone();
  }
}
