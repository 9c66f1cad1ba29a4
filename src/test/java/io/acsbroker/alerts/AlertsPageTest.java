package io.acsbroker.alerts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whoever gets the mail of an alert finds on the operations page what to do. */
@Tag("gate")
class AlertsPageTest {
  private static final Pattern DESCRIPTION =
      Pattern.compile("(?m)^ +description: '((?:[^'\\\\]|\\\\')+)'$");
  private static final Pattern PLACE = Pattern.compile("docs/operations\\.md#([a-z0-9_-]+)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#{2,4} (.+)$");
  private static final Pattern ANCHOR = Pattern.compile("<a id=\"([^\"]+)\">");
  private static final Pattern CODES = Pattern.compile("where code in \\(([^)]+)\\)");

  private static String text(String file) throws IOException {
    return Files.readString(Path.of(file));
  }

  private static Set<String> places() throws IOException {
    String page = text("docs/operations.md");
    Stream<String> headings =
        found(HEADING, page).map(it -> it.toLowerCase(Locale.ROOT).replace(' ', '-'));
    return Stream.concat(headings, found(ANCHOR, page)).collect(Collectors.toSet());
  }

  private static Stream<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(it -> it.group(1));
  }

  @Test
  void hasThePlaceThatEachMailNames() throws IOException {
    Set<String> places = places();
    Set<String> missing = new TreeSet<>();
    for (String file : Set.of("alerts.bicep", "alerts-from-outside.bicep")) {
      for (String description : found(DESCRIPTION, text("infra/modules/" + file)).toList()) {
        Set<String> named = found(PLACE, description).collect(Collectors.toSet());
        if (named.isEmpty() || !places.containsAll(named)) {
          missing.add(description);
        }
      }
    }
    assertEquals(Set.of(), missing);
  }

  @Test
  void hasARowForEachCodeThatAMailNames() throws IOException {
    Set<String> missing =
        CODES
            .matcher(text("infra/modules/alerts.bicep"))
            .results()
            .map(MatchResult::group)
            .flatMap(list -> found(Pattern.compile("\"(\\w+)\""), list))
            .collect(Collectors.toCollection(TreeSet::new));
    missing.removeAll(places());
    assertEquals(Set.of(), missing);
  }
}
