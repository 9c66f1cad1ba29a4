package io.acsbroker.deployment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whether docs/deploy.md says what the command says. */
@Tag("gate")
class ProofPageTest {
  private static final Pattern QUOTED = Pattern.compile("\\*([^*]+)\\*");

  private static String section() throws IOException {
    String page = Files.readString(Path.of("docs/deploy.md"), UTF_8);
    int begin = page.indexOf("\n## Prove it\n");
    return page.substring(begin, page.indexOf("\n## ", begin + 1));
  }

  /** The sources, with the texts that go over lines in one piece. */
  private static String sources() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/operators/java/io/acsbroker/deployment"))) {
      List<Path> code = files.toList();
      StringBuilder all = new StringBuilder();
      for (Path file : code) {
        all.append(Files.readString(file, UTF_8));
      }
      return all.toString().replaceAll("\"\\s*\\+\\s*\"", "").replace("\\\"", "\"");
    }
  }

  @Test
  void quotesWhatTheCommandSays() throws IOException {
    String sources = sources();
    List<String> quoted =
        section()
            .lines()
            .filter(line -> line.startsWith("| *"))
            .map(line -> line.split("\\|", -1)[1])
            .flatMap(cell -> QUOTED.matcher(cell).results())
            .map(match -> match.group(1))
            .toList();
    assertTrue(quoted.size() > 20, "" + quoted);
    List<String> unknown = quoted.stream().filter(text -> !sources.contains(text)).toList();
    assertEquals(List.of(), unknown);
  }

  @Test
  void namesEveryKindThatCanBeMissing() throws IOException {
    String rows =
        Pattern.compile("\\| `([a-z ]+)` \\| \\[`([a-z_]+)`]")
            .matcher(section())
            .results()
            .map((MatchResult row) -> row.group(1) + " " + row.group(2))
            .collect(Collectors.joining("\n"));
    String known =
        Stream.of(Prerequisite.values())
            .map(each -> each.kind() + " " + each.code())
            .collect(Collectors.joining("\n"));
    assertEquals(known, rows);
  }
}
