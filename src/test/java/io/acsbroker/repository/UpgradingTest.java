package io.acsbroker.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whoever upgrades finds in docs/upgrading.md what is missing since the last version, or has
 * another default. With {@code WRITE_LAST_VERSION=true} in the environment the names of today are
 * kept as those of the version that is out, once for each.
 */
@Tag("gate")
class UpgradingTest {
  private static final Path PAGE = Path.of("docs/upgrading.md");
  private static final Pattern RELEASE = Pattern.compile("(?m)^## (\\d+\\.\\d+\\.\\d+) - ");
  private static final PublishedNames TODAY = new PublishedNames(Path.of(""));

  private static LastVersion last() throws IOException {
    LastVersion last = LastVersion.read();
    if (Boolean.parseBoolean(System.getenv("WRITE_LAST_VERSION"))
        && !last.version().equals(newestThatIsOut())) {
      last = new LastVersion(newestThatIsOut(), TODAY.all());
      last.write();
    }
    return last;
  }

  /** The version of this source is not out, whether the changelog has it or not. */
  private static String newestThatIsOut() throws IOException {
    String version = VersionTest.version();
    return RELEASE
        .matcher(Files.readString(Path.of("CHANGELOG.md")))
        .results()
        .map(release -> release.group(1))
        .filter(release -> !release.equals(version))
        .findFirst()
        .orElseThrow();
  }

  /** The rows of the part of the page that is for those who have this version; none without it. */
  private static List<String> rowsFrom(String version) throws IOException {
    String[] parts = Files.readString(PAGE).split("\n## From " + Pattern.quote(version) + " ", 2);
    return parts.length < 2
        ? List.of()
        : parts[1].split("\n## ", 2)[0].lines().filter(line -> line.startsWith("|")).toList();
  }

  private static NameChange gone() {
    return new NameChange("codes", "old_code", "403", Optional.empty());
  }

  private static NameChange anotherDefault() {
    return new NameChange("settings", "BROKER_LIMIT", "32", Optional.of("16"));
  }

  @Test
  void whateverIsMissingOrHasAnotherDefaultHasARow() throws IOException {
    LastVersion last = last();
    List<String> rows = rowsFrom(last.version());
    Gaps gaps = new Gaps();
    for (NameChange change : last.changesTo(TODAY.all())) {
      gaps.require(
          rows.stream().anyMatch(change::isToldBy),
          PAGE + " needs below \"From " + last.version() + "\": " + change.row());
    }
    gaps.assertNone();
  }

  @Test
  void whatIsGoneAndWhatHasAnotherValueAreChangesAndWhatIsNewIsNone() {
    LastVersion last =
        new LastVersion(
            "1.0.0",
            Map.of(
                "codes", Map.of("old_code", "403"),
                "settings", Map.of("BROKER_LIMIT", "32", "BROKER_TABLE", "Rows")));
    Map<String, Map<String, String>> today =
        Map.of(
            "codes", Map.of("new_code", "403"),
            "settings", Map.of("BROKER_LIMIT", "16", "BROKER_TABLE", "Rows"));
    List<NameChange> changes = last.changesTo(today);
    assertEquals(2, changes.size());
    assertTrue(changes.containsAll(List.of(gone(), anotherDefault())), changes.toString());
  }

  @Test
  void theRowThatIsMissingIsWrittenOut() {
    assertEquals("| `old_code` | <what it is now> | <what to do> |  (codes)", gone().row());
    assertEquals("| `BROKER_LIMIT`: 32 | 16 | <what to do> |  (settings)", anotherDefault().row());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "| `BROKER_LIMITS`: 32 | 16 | set it |",
        "| `BROKER_LIMIT`: 64 | 16 | set it |",
        "| `BROKER_LIMIT`: 32 | 8 | set it |",
        "| 32 | `BROKER_LIMIT`: 16 | set it |",
        "| `BROKER_LIMIT`: 32 | 16 |"
      })
  void aRowOfAnotherNameOrValueTellsNothing(String row) {
    assertFalse(anotherDefault().isToldBy(row));
    assertTrue(anotherDefault().isToldBy("| `BROKER_LIMIT`: 32 \\| more | 16 in all | set it |"));
  }

  @Test
  void theLastVersionIsTheNewestThatIsOut() throws IOException {
    assertEquals(
        newestThatIsOut(),
        last().version(),
        "after a release: WRITE_LAST_VERSION=true ./mvnw -Dtest=UpgradingTest test");
  }

  @Test
  void namesOfEachKindAreFound() throws IOException {
    Map<String, Map<String, String>> names = TODAY.all();
    assertTrue(names.values().stream().noneMatch(Map::isEmpty), names.toString());
    Map.of(
            "settings", Map.of("BROKER_CONCURRENT_EXCHANGES", "16", "ENTRA_CLOUD", "public"),
            "codes", Map.of("signing_key_unknown", "400, 401, 503"),
            "azd", Map.of("MAXIMUM_INSTANCES", "10", "BROKER_POLICY", ""),
            "log", Map.of("managedIdentityMs", "", "verifyMs", ""),
            "metrics", Map.of("acsbroker.exchanges", "code, source, memory, shared, caller_issuer"),
            "client routes", Map.of("teamsPhone", ""),
            "client codes", Map.of("user_changed", ""))
        .forEach(
            (kind, some) ->
                assertTrue(
                    names.getOrDefault(kind, Map.of()).entrySet().containsAll(some.entrySet()),
                    kind + " " + names.get(kind)));
    assertEquals("", TODAY.settings().get("BROKER_ALLOWED_ROLES"));
    assertEquals("15", TODAY.settings().get("BROKER_TOKEN_CACHE_MINUTES"));
  }
}
