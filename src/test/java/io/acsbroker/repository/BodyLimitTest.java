package io.acsbroker.repository;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The Functions host holds a whole body before any function runs, of anybody and up to 100 MB
 * unless it is told otherwise: so it is, wherever a broker is run.
 *
 * @see <a
 *     href="https://learn.microsoft.com/azure/azure-functions/functions-app-settings#functions_request_body_size_limit">The
 *     setting</a>
 */
@Tag("gate")
class BodyLimitTest {
  private static final String NAME = "FUNCTIONS_REQUEST_BODY_SIZE_LIMIT";
  private static final String BYTES = "65536";

  @Test
  void theHostTakesNoMoreThan64KiBWhereverABrokerRuns() throws IOException {
    Map<String, String> lines =
        Map.of(
            "infra/modules/function-app.bicep", "  " + NAME + ": '" + BYTES + "'",
            "local.settings.json.example", "\"" + NAME + "\": \"" + BYTES + "\"",
            "src/local/java/io/acsbroker/local/LocalCloud.java",
                "\"" + NAME + "\", \"" + BYTES + "\"");
    Gaps gaps = new Gaps();
    for (Map.Entry<String, String> line : lines.entrySet()) {
      gaps.requireLine(
          Files.readString(Path.of(line.getKey())),
          line.getValue(),
          line.getKey(),
          line.getValue());
    }
    gaps.assertNone();
  }
}
