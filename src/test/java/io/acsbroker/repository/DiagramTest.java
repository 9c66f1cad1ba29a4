package io.acsbroker.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The Mermaid diagrams of the pages can be drawn. */
@Tag("gate")
class DiagramTest {
  private static final Pattern DIAGRAM = Pattern.compile("```mermaid\n(.*)\n([\\s\\S]*?)```");

  /** With a shape, whose text is left out here. */
  private static final String NODE = "(?!end\\b)\\w+(?:\\[\"\"]|\\(\\[\"\"]\\)|\\[\\(\"\"\\)])?";

  private static final Pattern FLOW =
      Pattern.compile(" +" + NODE + "(?: -(?:-|\\.-)>(?:\\|\"\"\\|)? " + NODE + ")?");

  /**
   * A semicolon ends a statement, in a message too, and a number sign begins an escape.
   *
   * @see <a href="https://mermaid.js.org/syntax/sequenceDiagram.html">Sequence diagrams</a>
   */
  @Test
  void sequencesHaveNoSemicolonAndNoNumberSign() throws IOException {
    assertLines("sequenceDiagram", 4, line -> !line.matches(".*[;#].*"));
  }

  /**
   * Quotation marks let a text have any character, and a node must not be called {@code end}.
   *
   * @see <a href="https://mermaid.js.org/syntax/flowchart.html">Flowcharts</a>
   */
  @Test
  void flowchartsHaveNodesAndArrowsWithTheirTextsInQuotationMarks() throws IOException {
    assertLines(
        "flowchart .*", 2, line -> FLOW.matcher(line.replaceAll("\"[^\"]*\"", "\"\"")).matches());
  }

  @Test
  void areOfAKindThatIsLookedAt() throws IOException {
    Set<String> kinds = new TreeSet<>();
    for (Path page : pages()) {
      diagrams(page).forEach(diagram -> kinds.add(diagram.group(1).split(" ", -1)[0]));
    }
    assertEquals(Set.of("flowchart", "sequenceDiagram"), kinds);
  }

  private static void assertLines(String kind, int least, Predicate<String> right)
      throws IOException {
    Gaps gaps = new Gaps();
    int diagrams = 0;
    for (Path page : pages()) {
      for (MatchResult diagram : diagrams(page)) {
        if (diagram.group(1).matches(kind)) {
          diagrams++;
          diagram
              .group(2)
              .lines()
              .forEach(line -> gaps.require(right.test(line), page + ": " + line.strip()));
        }
      }
    }
    gaps.assertNone();
    assertTrue(diagrams >= least, diagrams + " diagrams");
  }

  private static List<MatchResult> diagrams(Path page) throws IOException {
    return DIAGRAM.matcher(Files.readString(page)).results().toList();
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> docs = Files.walk(Path.of("docs"))) {
      return Stream.concat(
              Stream.of(Path.of("README.md")),
              docs.filter(
                  it -> it.toString().endsWith(".md") && !it.toString().contains("modules")))
          .toList();
    }
  }
}
