package io.acsbroker.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.fixture.PageTable;
import io.acsbroker.outcome.RefusalCode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The address in every answer leads to the one row that explains its code, which says of it what
 * the code says of itself. With {@code WRITE_TABLES=true} in the environment it writes all of a row
 * but the last cell.
 */
@Tag("gate")
class ErrorPageTest {
  private static final Path ERRORS = Path.of("docs/errors.md");
  private static final PageTable TABLE = new PageTable(ERRORS, "## Every code");
  private static final Pattern ANCHOR = Pattern.compile("<a id=\"([^\"]*)\"></a>");
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| .*<a id=\"(\\w+)\"></a>.* \\| (.*) \\|$");
  private static final Pattern MEMBER = Pattern.compile("\\| \"([a-z_]+)\"");

  private static final Set<String> CODES =
      Arrays.stream(RefusalCode.values())
          .map(RefusalCode::text)
          .collect(Collectors.toCollection(TreeSet::new));

  private static List<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(it -> it.group(1)).toList();
  }

  /** The last cell of each row, which the page alone knows. */
  private static Map<String, String> causes() throws IOException {
    return ROW.matcher(Files.readString(ERRORS))
        .results()
        .collect(Collectors.toMap(row -> row.group(1), row -> row.group(2)));
  }

  private static String row(RefusalCode code, String cause) {
    String name = code.text();
    String statuses =
        code.statuses().stream().map(String::valueOf).collect(Collectors.joining(", "));
    return "| %s | <a id=\"%s\"></a>`%s` | %s | %s | %s |"
        .formatted(statuses, name, name, code.title(), code.remedy(), cause);
  }

  @Test
  void everyCodeHasOneRowThatSaysWhatItSaysOfItself() throws IOException {
    Map<String, String> causes = causes();
    List<String> rows =
        Arrays.stream(RefusalCode.values())
            .sorted(Comparator.comparingInt(RefusalCode::status))
            .map(code -> row(code, causes.getOrDefault(code.text(), "<what is behind it>")))
            .toList();
    assertEquals(String.join("\n", rows), String.join("\n", TABLE.rowsOr(rows)));
  }

  @Test
  void everyRowSaysWhatIsBehindItsCode() throws IOException {
    assertEquals(CODES, new TreeSet<>(causes().keySet()));
    causes().forEach((code, cause) -> assertTrue(cause.matches("[^<].{7,}"), code));
  }

  @Test
  void noAnchorIsWithoutACode() throws IOException {
    assertEquals(
        List.copyOf(CODES), found(ANCHOR, Files.readString(ERRORS)).stream().sorted().toList());
  }

  @Test
  void theTypeOfAProblemIsTheAddressOfItsAnchor() {
    for (RefusalCode code : RefusalCode.values()) {
      assertEquals(URI.create("https://acsbroker.io/errors#" + code.text()), code.type());
    }
  }

  @Test
  void theClientLibraryKnowsTheCodesThatTheBrokerAnswersAndNoOthers() throws IOException {
    String answered = Files.readString(Path.of("web/client/src/codes.ts")).split("OwnCode", 2)[0];
    assertEquals(List.copyOf(CODES), found(MEMBER, answered));
  }
}
