package io.acsbroker.processes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.overhttp.RunningBroker;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The command behind {@code ./mvnw -Plocal -Dlocal.drill=…}, as an operator meets it. */
@Tag("slow")
class DrillCommandIT {
  private static final Path LOG = Path.of(".local/drill.log");
  private static final Pattern ADDRESS =
      Pattern.compile("POST it to (http://\\S+/local/drill) \\.");
  private static final Pattern READINESS = Pattern.compile("readiness is at (http://\\S+) \\.");

  @SuppressWarnings("NullAway.Init") // each test starts one
  private Process process;

  @SuppressWarnings("NullAway.Init")
  private BufferedReader output;

  private final StringBuilder begun = new StringBuilder();

  /** Up to the last line that it prints before it listens. */
  private void start(String drill) throws IOException {
    process = command(drill);
    output = process.inputReader(UTF_8);
    while (!ADDRESS.matcher(begun).find()) {
      begun.append(output.readLine()).append('\n');
      assertTrue(process.isAlive(), begun.toString());
    }
  }

  private static Process command(String drill) throws IOException {
    return LocalCommandIT.start(Map.of(), List.of(), "--port=0", "--settings=", "--drill=" + drill);
  }

  @AfterEach
  void leaveNoProcess() throws InterruptedException {
    process.destroy();
    assertTrue(process.waitFor(15, TimeUnit.SECONDS));
  }

  private String found(Pattern pattern) {
    Matcher matcher = pattern.matcher(begun);
    assertTrue(matcher.find(), begun.toString());
    return matcher.group(1);
  }

  private static HttpResponse<String> post(String address, String word) {
    return RunningBroker.send(
        HttpRequest.newBuilder(URI.create(address))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"answer\":\"" + word + "\"}")));
  }

  @Test
  void isPlayedThroughOnTheConsole() throws Exception {
    start("rule-broken");
    List<ProcessHandle> children = process.descendants().toList();
    assertEquals(1, children.size());
    String shown = begun + children.getFirst().info().commandLine().orElse("");
    assertFalse(shown.contains("rule-broken"), shown);
    assertFalse(shown.contains("BROKER_POLICY"), shown);
    URI readiness = URI.create(found(READINESS));
    assertEquals(200, RunningBroker.send(HttpRequest.newBuilder(readiness)).statusCode());
    try (Writer console = process.outputWriter(UTF_8)) {
      console.write("acs-slow\n12\n");
      console.flush();
      assertEquals("It is not acs-slow.", output.readLine());
      String found = output.readLine();
      assertTrue(found.matches("Found in \\d+ min \\d+ s, with 2 tries\\. It was rule-.*"), found);
      assertFalse(children.getFirst().isAlive(), "the broker is still there");
    }
    assertEquals("The drill is over.", output.readLine());
    assertEquals(0, process.waitFor());
    String log = Files.readString(LOG);
    assertTrue(log.contains("WARNING: Setting BROKER_POLICY: rules[0].clients "), log);
    assertFalse(log.matches("(?s).*\\d\\d:\\d\\d:\\d\\d INFO .*"), log);
  }

  @Test
  void isPlayedThroughOverHttpAndAlone() throws Exception {
    start("settings-wrong");
    String address = found(ADDRESS);
    URI faults = URI.create(address.replace("drill", "faults"));
    assertEquals(409, RunningBroker.send(HttpRequest.newBuilder(faults)).statusCode());
    assertTrue(post(address, "acs-slow").body().contains("It is not acs-slow."));
    Process second = command("true");
    assertEquals(
        "There is a drill already, which writes to " + LOG.toAbsolutePath() + ".",
        new String(second.getInputStream().readAllBytes(), UTF_8).strip());
    assertEquals(1, second.waitFor());
    HttpResponse<String> response = post(address, "settings-wrong");
    assertTrue(response.body().contains("{\"on\":false,\"says\":\"Found in"), response.body());
    assertEquals(List.of(), process.descendants().toList());
    assertEquals(200, post(address, "next").statusCode());
    assertEquals(1, process.descendants().toList().size());
  }

  @Test
  void saysWhatItWasWhereItIsCutOff() throws Exception {
    start("true");
    ProcessHandle broker = process.descendants().findFirst().orElseThrow();
    // Not the process's own, which would close what it says last
    process.toHandle().destroy();
    assertEquals(143, process.waitFor());
    assertFalse(broker.isAlive(), "the broker is still there");
    String last = output.readLine();
    assertTrue(last.startsWith("You did not find it, without a try. It was "), last);
  }
}
