package io.acsbroker.overhttp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.acsbroker.fixture.ReasonPage;
import io.acsbroker.json.JsonObject;
import io.acsbroker.openapi.DescribedAnswer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Plays the lines of docs/local-cloud.md in a shell, as its reader would, and looks for the code
 * that each one is said to show, and for a sentence that says who does what now. The managed
 * identity's is played in a process, by IdentityIT.
 */
class EveryRefusalTest {
  private static final Map<String, String> HASTE =
      Map.of("BROKER_DEADLINE_SECONDS", "2", "BROKER_USER_EXCHANGE_LIMIT", "1000000");
  private static final String MARK = "## ";
  private static final Pattern EVENT = Pattern.compile("\\{\"event\":\"request\".*}");
  private static final LogLines LOG = new LogLines();

  /** What a client is told to do, or who else has to do something. */
  private static final Pattern REMEDY =
      Pattern.compile(
          "\\b(Send|Get|Ask|ask|Sign|Try|Keep|POST|must"
              + " be|[Oo]perator|[Aa]dministrator|manages)\\b");

  /** Ends what a line has begun. */
  private static final String RESET =
      "curl -sf -o /dev/null -X POST $entra/local/reset -H \"$json\"\n";

  @AfterEach
  void reset() {
    LocalRequest.reset();
  }

  private static boolean isThere(String program) {
    try {
      Process process = new ProcessBuilder(program, "--version").start();
      process.getInputStream().readAllBytes();
      return process.waitFor() == 0;
    } catch (IOException missing) {
      return false;
    } catch (InterruptedException closing) {
      throw new IllegalStateException(closing);
    }
  }

  @Test
  void everyLineShowsItsRefusal() throws Exception {
    assumeTrue(isThere("bash") && isThere("curl"), "the lines need bash and curl");
    Map<String, String> expected = new TreeMap<>();
    Map<String, String> seen = new TreeMap<>();
    for (List<RefusalLine> lines : byOptions().values()) {
      lines.forEach(line -> expected.put(line.code(), line.code()));
      seen.putAll(played(lines));
    }
    assertEquals(expected, seen);
    assertTrue(seen.size() > 70, seen.size() + " lines");
    assertEquals(List.of(), withoutExplanation());
  }

  /** The reasons that were logged meanwhile, and that the page of reasons does not have. */
  private static List<String> withoutExplanation() throws IOException {
    List<String> missing = new ArrayList<>();
    int events = 0;
    for (MatchResult event : EVENT.matcher(LOG.text()).results().toList()) {
      JsonObject read = JsonObject.parse(event.group()).orElseThrow();
      String reason = read.string("reason").orElse("");
      events++;
      if (!ReasonPage.explains(read.string("code").orElseThrow(), reason)) {
        missing.add(reason);
      }
    }
    assertTrue(events > 70, events + " events");
    return missing;
  }

  /** Those that one broker can show, and last what it remembers. */
  private static Map<String, List<RefusalLine>> byOptions() throws IOException {
    return RefusalLine.all().stream()
        .filter(RefusalLine::canBePlayed)
        .sorted(Comparator.comparing(line -> line.shell().contains("throttled")))
        .collect(
            Collectors.groupingBy(
                RefusalLine::options, LinkedHashMap::new, Collectors.toCollection(ArrayList::new)));
  }

  private static Map<String, String> played(List<RefusalLine> lines) throws Exception {
    try (RunningBroker broker = start(lines.getFirst())) {
      // In haste is who asks, and not who starts
      BrokerStarts.awaitEnd();
      StringBuilder script = new StringBuilder(RefusalLine.preparation());
      script.append("broker=").append(broker.uri("")).append("\nbroker=${broker%/}\n");
      script.append("entra=").append(RunningBroker.CLOUD.entra().authority()).append('\n');
      for (RefusalLine line : lines) {
        script.append("echo '").append(MARK).append(line.code()).append("'\n");
        script.append(line.shell()).append('\n').append(RESET);
      }
      return codes(output(script.toString()));
    }
  }

  private static RunningBroker start(RefusalLine line) {
    Map<String, String> settings = new HashMap<>(HASTE);
    if (line.onBehalfOf()) {
      settings.putAll(CallerFixture.onBehalfOf());
    }
    if (line.withCallersElsewhere()) {
      settings.put("BROKER_CALLER_ISSUERS", RunningBroker.CLOUD.elsewhere().callerIssuers());
    }
    settings.putAll(line.settings());
    return line.withCallers() || line.onBehalfOf()
        ? CallerFixture.start(settings, LOG)
        : RunningBroker.start(
            direct -> {
              direct.putAll(settings);
              direct.values().removeIf(String::isEmpty);
              return direct;
            },
            LOG);
  }

  private static String output(String script) throws Exception {
    Process shell = new ProcessBuilder("bash", "-c", script).redirectErrorStream(true).start();
    shell.getOutputStream().close();
    return new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  /**
   * The code of the last answer to each line, or all of one that does not say who does what, or is
   * not described.
   */
  private static Map<String, String> codes(String output) {
    Map<String, String> codes = new HashMap<>();
    for (String part : output.split("(?m)^" + MARK, -1)) {
      List<String> lines = part.lines().filter(line -> !line.isBlank()).toList();
      if (!lines.isEmpty()) {
        codes.put(
            lines.getFirst(),
            JsonObject.parse(lines.getLast())
                .filter(it -> DescribedAnswer.isRefusal(lines.getLast()))
                .filter(it -> REMEDY.matcher(it.string("detail").orElse("")).find())
                .flatMap(it -> it.string("code"))
                .orElse(part));
      }
    }
    return codes;
  }
}
