package io.acsbroker.overhttp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.acsbroker.local.drill.Cause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What clients, log and readiness say of each cause, as docs/operations.md has it. With {@code
 * -Dcauses.write=true} it writes the rows there instead.
 */
class CausesTest {
  private static final Path PAGE = Path.of("docs/operations.md");
  private static final String COMMAND = "./mvnw test -Dtest=CausesTest -Dcauses.write=true";

  @ParameterizedTest
  @EnumSource
  void areToldAsTheirRowsHaveIt(Cause cause) throws IOException {
    String beginning = CauseRow.beginning(cause.text());
    String row = new CauseRow(ProvokedCause.of(cause, 1)).text();
    List<String> lines = Files.readAllLines(PAGE);
    if (Boolean.getBoolean("causes.write")) {
      List<String> written =
          lines.stream().map(line -> line.startsWith(beginning) ? row : line).toList();
      Files.writeString(PAGE, String.join("\n", written) + "\n");
    } else {
      assertEquals(
          List.of(row),
          lines.stream().filter(line -> line.startsWith(beginning)).toList(),
          PAGE + " has another row for this cause: " + COMMAND + " writes all anew");
    }
  }
}
