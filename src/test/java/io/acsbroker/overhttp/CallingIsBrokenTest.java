package io.acsbroker.overhttp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.alerts.KustoQuery;
import io.acsbroker.local.drill.Cause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Where docs/operations.md begins: its queries, over what each cause makes a broker log, lead to
 * the row of that cause.
 */
class CallingIsBrokenTest {
  private static final int SOME = 3;
  private static final Pattern QUERY = Pattern.compile("(?s)```kusto\\n(.*?)\\n```");
  private static final Pattern MISSING = Pattern.compile("missing: ([a-z ]+)");

  private static List<Map<String, Object>> found(int query, List<String> lines) throws IOException {
    List<Map<String, Object>> traces =
        lines.stream()
            .map(line -> Map.<String, Object>of("message", line, "timestamp", -60.0))
            .toList();
    return KustoQuery.rows(queries().get(query), Map.of("traces", traces));
  }

  private static List<String> queries() throws IOException {
    String begin = page().substring(0, page().indexOf("### Mostly X"));
    return QUERY.matcher(begin).results().map(found -> found.group(1)).toList();
  }

  private static String page() throws IOException {
    return Files.readString(Path.of("docs/operations.md"));
  }

  /** What the page says is mostly there where this is the cause. */
  private static String mostly(Cause cause) throws IOException {
    return page()
        .lines()
        .filter(line -> line.startsWith("| "))
        .filter(line -> line.endsWith("[%s](#%s) |".formatted(cause.text(), cause.text())))
        .map(line -> line.split("\\|", -1)[1])
        .findFirst()
        .orElseThrow();
  }

  private static String text(Map<String, Object> row, String column) {
    return String.valueOf(row.get(column));
  }

  /** Whoever asks for readiness is in the log too, and is no client. */
  private static Stream<String> refused(List<String> lines) throws IOException {
    return found(0, lines).stream()
        .filter(row -> !text(row, "function").equals("Ready"))
        .map(row -> text(row, "code"))
        .filter(code -> !code.equals("granted"));
  }

  @ParameterizedTest
  @EnumSource(names = "HALF_DEPLOYED", mode = EnumSource.Mode.EXCLUDE)
  void whatIsRefusedMostLeadsToTheRowOfTheCause(Cause cause) throws IOException {
    ProvokedCause provoked = ProvokedCause.of(cause, SOME);
    String code = refused(provoked.lines()).findFirst().orElseThrow();
    assertTrue(mostly(cause).contains("`" + code + "`"), () -> code + " in " + cause);
    for (MatchResult missing : MISSING.matcher(provoked.readiness()).results().toList()) {
      assertTrue(mostly(cause).contains("issing: `" + missing.group(1) + "`"), missing::group);
    }
  }

  @Test
  void hasNoRowOfAnEventWhereNoBrokerRuns() throws IOException {
    ProvokedCause provoked = ProvokedCause.of(Cause.HALF_DEPLOYED, SOME);
    assertEquals(List.of(), found(0, provoked.lines()));
    assertTrue(mostly(Cause.HALF_DEPLOYED).contains("no event at all"));
  }

  @Test
  void findsThePlainLinesOfTheStart() throws IOException {
    List<Map<String, Object>> rows = found(1, ProvokedCause.of(Cause.SETTINGS_WRONG, SOME).lines());
    assertTrue(rows.size() >= 2, rows::toString);
    for (Map<String, Object> row : rows) {
      assertTrue(text(row, "message").startsWith("SEVERE: Setting "), row::toString);
      assertEquals(1.0, row.get("times"));
    }
  }

  @Test
  void findsNothingInAnEmptyLog() throws IOException {
    assertEquals(List.of(), found(0, List.of()));
    assertEquals(List.of(), found(1, List.of()));
  }
}
