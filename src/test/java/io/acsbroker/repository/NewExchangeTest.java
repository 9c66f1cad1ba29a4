package io.acsbroker.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.token.ExchangeRoute;
import io.acsbroker.token.Scope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a new exchange costs: the files that know one by name are those that the page lists. */
@Tag("gate")
class NewExchangeTest {
  private static final Path PAGE = Path.of("docs/architecture.md");
  private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

  /** By whatever name: of the constant, a setting, the path, a function. */
  private static final Pattern TEAMS_PHONE = Pattern.compile("(?i)teams[-_ ]?phone");

  /** What the first cells of a table of the section quote. */
  private static Set<String> listed(String heading) throws IOException {
    String section = Files.readString(PAGE).split("\n## A new exchange\n", 2)[1];
    return section
        .split("\n\\| " + heading + " ", 2)[1]
        .lines()
        .skip(2)
        .takeWhile(line -> line.startsWith("|"))
        .flatMap(row -> QUOTED.matcher(row.split("\\|", -1)[1]).results())
        .map(name -> name.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The classes of src/main that have it, of functions the kind alone. */
  private static Set<String> classes(Pattern name) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> name.matcher(text(file)).find())
          .map(file -> file.getFileName().toString().replace(".java", ""))
          .map(type -> type.replaceFirst("^.+TokenFunction$", "<Kind>TokenFunction"))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Test
  void touchesTheListedClassesAndNoOthers() throws IOException {
    Set<String> listed = listed("in `src/main`");
    assertEquals(listed, classes(TEAMS_PHONE));
    assertTrue(listed.size() <= 5, listed::toString);
  }

  /** A switch over exchanges has their names alone. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TEAMS")
  void isNamedByNoOtherClass(ExchangeRoute route) throws IOException {
    String names =
        "\\b%s\\b|%s|%s".formatted(route, route.settingsPrefix(), route.path().substring(1));
    assertEquals(listed("in `src/main`"), classes(Pattern.compile(names)));
  }

  @Test
  void touchesEachFileThatIsListedElsewhere() throws IOException {
    Gaps gaps = new Gaps();
    for (String file : listed("elsewhere")) {
      gaps.require(
          TEAMS_PHONE.matcher(text(Path.of(file))).find(),
          PAGE + " lists " + file + ", which knows no exchange by name");
    }
    gaps.assertNone();
  }

  /** The row of the table of routes, in whichever page that is. */
  @ParameterizedTest
  @EnumSource
  void hasARowInTheTableOfRoutes(ExchangeRoute route) throws IOException {
    String scopes =
        route.defaultScopes().stream()
            .map(Scope::value)
            .sorted()
            .map(scope -> "`" + scope + "`")
            .collect(Collectors.joining(", "));
    String end =
        "| %s | %s | `%s` |".formatted(route.resource().title(), scopes, route.atAcs().path());
    try (Stream<Path> pages = Files.list(Path.of("docs"))) {
      List<String> rows =
          pages
              .filter(page -> page.toString().endsWith(".md"))
              .flatMap(page -> text(page).lines())
              .filter(line -> line.startsWith("| `" + route.address() + "` | "))
              .filter(line -> line.endsWith(end))
              .toList();
      assertEquals(1, rows.size(), "no page has: | `" + route.address() + "` | <for whom> " + end);
    }
  }

  /** A version in another form would be asked for as it is, and never be compared. */
  @ParameterizedTest
  @EnumSource
  void hasAVersionAsAcsWritesThem(ExchangeRoute route) {
    String version = route.atAcs().version();
    assertTrue(version.matches("\\d{4}-\\d{2}-\\d{2}(-preview)?"), version);
  }
}
