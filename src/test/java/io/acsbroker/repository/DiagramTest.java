package io.acsbroker.repository;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The Mermaid diagrams of the pages can be drawn. */
@Tag("gate")
class DiagramTest {
  private static final Pattern DIAGRAM =
      Pattern.compile("```mermaid\nsequenceDiagram\n([\\s\\S]*?)```");

  /**
   * A semicolon ends a statement, in a message too, and a number sign begins an escape.
   *
   * @see <a href="https://mermaid.js.org/syntax/sequenceDiagram.html">Sequence diagrams</a>
   */
  @Test
  void haveNoSemicolonAndNoNumberSign() throws IOException {
    Gaps gaps = new Gaps();
    int diagrams = 0;
    try (Stream<Path> docs = Files.walk(Path.of("docs"))) {
      for (Path page : docs.filter(it -> it.toString().endsWith(".md")).toList()) {
        List<MatchResult> found = DIAGRAM.matcher(Files.readString(page)).results().toList();
        diagrams += found.size();
        found.stream()
            .flatMap(diagram -> diagram.group(1).lines())
            .forEach(line -> gaps.require(!line.matches(".*[;#].*"), page + ": " + line.strip()));
      }
    }
    gaps.assertNone();
    assertTrue(diagrams > 3, diagrams + " diagrams");
  }
}
