package io.acsbroker.processes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.acsbroker.fixture.PageTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The table of docs/clients.md has the cases that all languages are held to. With {@code
 * WRITE_TABLES=true} in the environment this writes it.
 */
class CaseTableTest {
  private static final PageTable TABLE =
      new PageTable(Path.of("docs/clients.md"), "## Every language by case");

  @Test
  void thePageHasEveryCase() throws IOException {
    List<String> rows = ScriptedCases.all().stream().map(CaseTableTest::row).toList();
    assertEquals(
        String.join("\n", rows),
        String.join("\n", TABLE.rowsOr(rows)),
        TABLE.page() + " has other cases; WRITE_TABLES=true writes these");
  }

  private static String row(ScriptedCase situation) {
    return "| %s | %s | %d | %s | %s |"
        .formatted(
            situation.what(),
            end(situation),
            situation.requests(),
            String.join(", ", situation.entra()),
            notPlayed(situation));
  }

  /** To whom it is not played, and why. */
  private static String notPlayed(ScriptedCase situation) {
    if (!has(ScriptedCases.ofKotlin(), situation)) {
      return "the library, whose page calls MSAL; Kotlin, whose MSAL names none";
    }
    return has(ScriptedCases.ofTheLibrary(), situation) ? "" : "the library: by its own tests";
  }

  /** By the name: answers have times, and each list is made at another moment. */
  private static boolean has(List<ScriptedCase> cases, ScriptedCase situation) {
    return cases.stream().anyMatch(it -> it.name().equals(situation.name()));
  }

  private static String end(ScriptedCase situation) {
    return situation.outcome().equals(ScriptedCase.TOKEN)
        ? "a token"
        : "`" + situation.outcome() + "`";
  }
}
