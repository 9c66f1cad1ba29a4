package io.acsbroker.deployment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whether docs/deploy.md says what the command says. */
@Tag("gate")
class ProofPageTest {
  private static String section() throws IOException {
    String page = Files.readString(Path.of("docs/deploy.md"), UTF_8);
    int begin = page.indexOf("\n## Prove it\n");
    return page.substring(begin, page.indexOf("\n## ", begin + 1));
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
