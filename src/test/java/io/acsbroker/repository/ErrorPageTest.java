package io.acsbroker.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.acsbroker.outcome.RefusalCode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The address in every answer leads to the one row that explains its code. */
@Tag("gate")
class ErrorPageTest {
  private static final String ERRORS = "docs/errors.md";
  private static final String TROUBLES = "docs/troubleshooting.md";
  private static final Pattern ANCHOR = Pattern.compile("<a id=\"([^\"]*)\"></a>");
  private static final Pattern ANCHORED = Pattern.compile("<a id=\"(\\w+)\"></a>`\\1`");
  private static final Pattern QUOTED = Pattern.compile("`([a-z_]+)`");
  private static final Pattern MEMBER = Pattern.compile("\\| \"([a-z_]+)\"");

  private static final Set<String> CODES =
      Arrays.stream(RefusalCode.values())
          .map(RefusalCode::text)
          .collect(Collectors.toCollection(TreeSet::new));

  private static String text(String file) throws IOException {
    return Files.readString(Path.of(file));
  }

  private static List<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(it -> it.group(1)).toList();
  }

  /** What stands in the column of codes, row by row. */
  private static String codes() throws IOException {
    return text(ERRORS)
        .lines()
        .filter(line -> line.matches("\\| \\d{3} \\| .*"))
        .map(line -> line.split("\\|", -1)[2])
        .collect(Collectors.joining("\n"));
  }

  @Test
  void everyCodeHasOneAnchorAndNoAnchorIsWithoutACode() throws IOException {
    List<String> anchors = found(ANCHOR, text(ERRORS));
    Gaps gaps = new Gaps();
    gaps.requireSame(
        CODES, Set.copyOf(anchors), ERRORS, code -> "<a id=\"" + code + "\"></a>`" + code + "`");
    gaps.assertNone();
    assertEquals(CODES.size(), anchors.size(), "a code has two anchors");
  }

  @Test
  void theAnchorStandsBeforeTheCodeWhereItIsNamedFirst() throws IOException {
    String codes = codes();
    Gaps gaps = new Gaps();
    for (MatchResult anchored : ANCHORED.matcher(codes).results().toList()) {
      String code = "`" + anchored.group(1) + "`";
      gaps.require(
          codes.indexOf(code) == anchored.end() - code.length(),
          ERRORS + " names " + code + " before its anchor");
    }
    gaps.assertNone();
    assertEquals(CODES.size(), found(ANCHORED, codes).size());
  }

  @Test
  void everyRowIsOfACodeThatTheBrokerAnswers() throws IOException {
    assertEquals(CODES, new TreeSet<>(found(QUOTED, codes())));
  }

  @Test
  void theTypeOfAProblemIsTheAddressOfItsAnchor() {
    for (RefusalCode code : RefusalCode.values()) {
      assertEquals(URI.create("https://acsbroker.io/errors#" + code.text()), code.type());
    }
  }

  @Test
  void troublesLinkToTheRowOfACodeWhereTheyNameItFirst() throws IOException {
    String page = text(TROUBLES);
    Gaps gaps = new Gaps();
    for (String code : CODES) {
      String link = "[`" + code + "`](errors.md#" + code + ")";
      gaps.require(
          page.indexOf("`" + code + "`") == page.indexOf(link) + 1,
          TROUBLES + " needs where it names the code first: " + link);
    }
    gaps.assertNone();
  }

  @Test
  void theClientLibraryKnowsTheCodesThatTheBrokerAnswersAndNoOthers() throws IOException {
    String answered = text("web/client/src/codes.ts").split("OwnCode", 2)[0];
    assertEquals(List.copyOf(CODES), found(MEMBER, answered));
  }
}
