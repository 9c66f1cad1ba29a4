package io.acsbroker.processes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.acsbroker.processes.ScriptedCase.Person;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The table of docs/clients.md has the cases that all languages are held to. With {@code
 * WRITE_TABLES=true} in the environment this writes it.
 */
class CaseTableTest {
  private static final Path PAGE = Path.of("docs/clients.md");
  private static final String SECTION = "## Every language by case\n";

  /** The lines before the first row. */
  private static final int HEAD = 2;

  @Test
  void thePageHasEveryCase() throws IOException {
    List<String> rows = ScriptedCases.all().stream().map(CaseTableTest::row).toList();
    if (Boolean.parseBoolean(System.getenv("WRITE_TABLES"))) {
      write(rows);
    }
    List<String> table = table();
    assertEquals(
        String.join("\n", rows),
        String.join("\n", table.subList(HEAD, table.size())),
        PAGE + " has other cases; WRITE_TABLES=true writes these");
  }

  private static String row(ScriptedCase situation) {
    return "| %s | %s | %d | %s | yes | yes | %s | %s | yes |"
        .formatted(
            situation.what(),
            end(situation),
            situation.requests(),
            String.join(", ", situation.entra()),
            library(situation),
            ScriptedCases.ofKotlin().contains(situation) ? "yes" : "MSAL names none");
  }

  private static String library(ScriptedCase situation) {
    if (situation.person() == Person.CHALLENGED) {
      return "the page calls MSAL";
    }
    return ScriptedCases.ofTheLibrary().contains(situation) ? "yes" : "by its own tests";
  }

  private static String end(ScriptedCase situation) {
    return situation.outcome().equals(ScriptedCase.TOKEN)
        ? "a token"
        : "`" + situation.outcome() + "`";
  }

  private static List<String> table() throws IOException {
    String[] parts = Files.readString(PAGE).split(SECTION, 2);
    return parts[1].split("\n## ", 2)[0].lines().filter(line -> line.startsWith("|")).toList();
  }

  private static void write(List<String> rows) throws IOException {
    List<String> old = table();
    List<String> lines = Stream.concat(old.subList(0, HEAD).stream(), rows.stream()).toList();
    String page = Files.readString(PAGE);
    Files.writeString(PAGE, page.replace(String.join("\n", old), String.join("\n", lines)));
  }
}
