package io.acsbroker.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.acsbroker.fixture.EmulatorContract;
import io.acsbroker.fixture.PageTable;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * docs/emulators.md has the rows that the emulators are held to. With {@code WRITE_TABLES=true} in
 * the environment this writes them.
 */
class EmulatorsPageTest {
  @ParameterizedTest
  @CsvSource({
    "authorize, ## Entra: the authorize endpoint",
    "sign-in, ## Entra: sign-in and tokens",
    "refresh-tokens, ## Entra: refresh tokens and on behalf of",
    "metadata, ## Entra: what it publishes",
    "version-1, ## Entra: the endpoints of version 1.0",
    "acs, ## ACS",
    "identity-and-tables, ## Managed identity and tables",
    "elsewhere, ## The company's own sign-in"
  })
  void thePageHasEveryRow(String part, String section) throws Exception {
    List<String> rows =
        new EmulatorContract(part).rows().stream().map(EmulatorContract.Row::line).toList();
    PageTable table = new PageTable(Path.of("docs/emulators.md"), section);
    assertEquals(
        String.join("\n", rows),
        String.join("\n", table.rowsOr(rows)),
        table.page() + " has other rows; WRITE_TABLES=true writes these");
  }
}
