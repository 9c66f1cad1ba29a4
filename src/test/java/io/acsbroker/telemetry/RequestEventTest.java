package io.acsbroker.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.acsbroker.json.JsonObject;
import io.acsbroker.repository.Gaps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is logged of a request, and that the page of operations explains it. */
@Tag("gate")
class RequestEventTest {
  private static List<LogRecord> logged(int status) {
    return logged(status, Optional.empty());
  }

  private static List<LogRecord> logged(int status, Optional<ExchangeEvent> exchange) {
    List<LogRecord> records = new ArrayList<>();
    Logger logger = Logger.getAnonymousLogger();
    logger.setUseParentHandlers(false);
    logger.addHandler(
        new Handler() {
          @Override
          public void publish(LogRecord logRecord) {
            records.add(logRecord);
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        });
    new RequestEvent("F", status, "code", "REASON {0}", "id", Duration.ofMillis(7), exchange)
        .logTo(logger);
    return records;
  }

  private static ExchangeEvent exchange() {
    return new ExchangeEvent(
        new ExchangeEvent.Progress("a stage", "a source"),
        new ExchangeEvent.Parties(
            Optional.of("a tenant"),
            Optional.of("a user"),
            Optional.of("a rule"),
            Optional.of("an issuer"),
            new ExchangeEvent.TokenTrace(
                Optional.of("a token"), Optional.of("a client"), Optional.of("an id")),
            new ExchangeEvent.TokenTrace(
                Optional.empty(), Optional.of("a caller"), Optional.of("a caller's id"))),
        new ExchangeEvent.Times(
            Duration.ofMillis(11),
            Duration.ofMillis(12),
            Duration.ofMillis(13),
            Duration.ofMillis(14),
            Optional.of(Duration.ofMillis(15))),
        new ExchangeEvent.AcsCalls(16, Optional.of("ACS's id")),
        "made",
        17);
  }

  @Test
  void isOneLine() {
    assertEquals(
        "{\"event\":\"request\",\"function\":\"F\",\"status\":200,\"code\":\"code\","
            + "\"reason\":\"REASON {0}\",\"correlationId\":\"id\",\"ms\":7}",
        logged(200).getFirst().getMessage());
    assertEquals(1, logged(200).size());
  }

  @Test
  void saysEverythingOfAnExchangeInTheMemberThatIsForIt() throws IOException {
    String line =
        new RequestEvent(
                "F",
                201,
                "code",
                "why",
                "what",
                "id",
                Duration.ofMillis(7),
                Optional.of(exchange()),
                0)
            .standingFor(18)
            .line();
    assertEquals(
        "{\"event\":\"request\",\"function\":\"F\",\"status\":201,\"code\":\"code\","
            + "\"reason\":\"why\",\"details\":\"what\",\"correlationId\":\"id\",\"ms\":7,"
            + "\"suppressed\":18,"
            + "\"stage\":\"a stage\",\"source\":\"a source\",\"tokenSha256\":\"a token\","
            + "\"tenant\":\"a tenant\",\"client\":\"a client\",\"callerClient\":\"a caller\","
            + "\"callerIssuer\":\"an issuer\","
            + "\"userSha256\":\"a user\",\"rule\":\"a rule\",\"uti\":\"an id\",\"callerUti\":\"a caller's id\","
            + "\"verifyMs\":11,\"onBehalfOfMs\":12,\"managedIdentityMs\":13,\"acsMs\":14,"
            + "\"acsTries\":16,\"acsCorrelationId\":\"ACS's id\",\"tableMs\":15,"
            + "\"acsIdentity\":\"made\",\"ignoredHeaderParameters\":17}",
        line);
    Gaps gaps = new Gaps();
    gaps.requireSame(
        JsonObject.parse(line).orElseThrow().names(),
        rowsOfTheOperationsPage(),
        "docs/operations.md",
        name -> "| `" + name + "` | <what it means> |");
    gaps.assertNone();
  }

  /** The members that docs/operations.md explains, and the one by which events are known. */
  private static Set<String> rowsOfTheOperationsPage() throws IOException {
    String page = Files.readString(Path.of("docs/operations.md"));
    String tables = page.substring(page.indexOf("## One event"), page.indexOf("## Queries"));
    Set<String> names = new TreeSet<>(Set.of("event"));
    tables
        .lines()
        .filter(line -> line.startsWith("| `"))
        .flatMap(row -> Pattern.compile("`(\\w+)`").matcher(row.split("\\|", -1)[1]).results())
        .forEach(name -> names.add(name.group(1)));
    return names;
  }

  /** The level that host.json lets through, and beside it nothing of the worker's. */
  @Test
  void isAWarningUnlessItIsAnAnsweredProbe() {
    assertEquals(Level.INFO, logged(200).getFirst().getLevel());
    assertEquals(Level.WARNING, logged(401).getFirst().getLevel());
    assertEquals(Level.WARNING, logged(503).getFirst().getLevel());
    assertEquals(Level.WARNING, logged(200, Optional.of(exchange())).getFirst().getLevel());
  }

  @Test
  void isAWarningFromTheFirstStatusOfARefusalOn() {
    assertEquals(Level.INFO, logged(399).getFirst().getLevel());
    assertEquals(Level.WARNING, logged(400).getFirst().getLevel());
  }
}
