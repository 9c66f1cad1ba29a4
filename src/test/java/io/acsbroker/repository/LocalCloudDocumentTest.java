package io.acsbroker.repository;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.local.faults.LocalFault;
import io.acsbroker.outcome.RefusalCode;
import io.acsbroker.overhttp.RefusalLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The page of the local cloud has every fault, and shows every refusal. */
@Tag("gate")
class LocalCloudDocumentTest {
  private static final Path PAGE = Path.of("docs/local-cloud.md");

  @Test
  void everyFaultHasARowWithItsSentence() throws IOException {
    List<String> lines = Files.readAllLines(PAGE);
    Gaps gaps = new Gaps();
    for (LocalFault fault : LocalFault.values()) {
      boolean there =
          lines.stream()
              .anyMatch(
                  line ->
                      line.startsWith("| `" + fault.text() + "` |")
                          && line.endsWith(members(fault) + "| " + fault.sentence() + " |"));
      gaps.require(
          there,
          "docs/local-cloud.md needs: | `%s` %s| %s |"
              .formatted(fault.text(), members(fault), fault.sentence()));
    }
    gaps.assertNone();
  }

  private static String members(LocalFault fault) {
    String members =
        fault.members().stream().map(it -> "`" + it + "`").collect(Collectors.joining(", "));
    return members.isEmpty() ? "| " : "| " + members + " ";
  }

  @Test
  void everyCodeHasALineThatShowsIt() throws IOException {
    Set<String> wanted =
        Arrays.stream(RefusalCode.values())
            .map(RefusalCode::text)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> found =
        RefusalLine.all().stream().map(RefusalLine::code).collect(Collectors.toSet());
    Gaps gaps = new Gaps();
    gaps.requireSame(
        wanted,
        found,
        "docs/local-cloud.md",
        code -> "| `" + code + "` | `<a line that shows it>` | `<options>` |");
    gaps.assertNone();
    assertTrue(wanted.size() > 70, wanted.size() + " codes");
  }
}
