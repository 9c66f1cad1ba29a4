package io.acsbroker.deployment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.local.net.LoopbackHandler;
import io.acsbroker.local.net.LoopbackServer;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the command printed, and how it ended.
 *
 * @param lines all of them
 */
record VerificationRun(int exitCode, List<String> lines) {
  private static final Pattern CLASS_NAME =
      Pattern.compile("Exception|\\bjavax?\\.|\\bsun\\.|[a-z]\\.[a-z]+\\.[A-Z]");

  static VerificationRun of(String url) throws InterruptedException {
    return of(Surroundings.ofThisProcess(), url);
  }

  static VerificationRun of(Surroundings surroundings, String url, String... more)
      throws InterruptedException {
    String[] args =
        Stream.concat(Stream.of("--url=" + url), Stream.of(more)).toArray(String[]::new);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream printed = new PrintStream(out, true, UTF_8);
    int exitCode =
        DeploymentCommand.run(surroundings, InputStream.nullInputStream(), printed, args);
    return read(exitCode, out.toString(UTF_8));
  }

  /** Against a server that does what the handler says. */
  static VerificationRun against(LoopbackHandler handler) throws Exception {
    try (LoopbackServer server = LoopbackServer.http(0, handler)) {
      return of("http://localhost:" + server.port());
    }
  }

  /** A web page with these words. */
  static CannedAnswer page(int status, String words) {
    String body = "<!DOCTYPE html><html><body><h1>" + words + "</h1></body></html>";
    return new CannedAnswer(
        status, Map.of("Content-Type", "text/html; charset=utf-8"), body, Duration.ZERO);
  }

  private static VerificationRun read(int exitCode, String text) {
    assertFalse(text.contains("eyJ"), "a token");
    assertFalse(CLASS_NAME.matcher(text).find(), text);
    VerificationRun run = new VerificationRun(exitCode, text.lines().toList());
    assertTrue(run.lastLine().matches("verify-deployment: [ -~]{1,181}"), run.lastLine());
    return run;
  }

  String lastLine() {
    return lines.getLast();
  }

  /** What is said of one check. */
  String lineOf(String check) {
    return lines.stream()
        .filter(line -> line.startsWith(check, 13))
        .findFirst()
        .orElseThrow(() -> new AssertionError(lines));
  }

  /** That nobody has answered, with these two sentences and exit code 1. */
  void assertNobody(String came, String remedy) {
    assertEquals(
        List.of(
            "FAILED       GET /api/health says alive: no broker answers",
            "What came:   " + came,
            "What to do:  " + remedy),
        linesButLast());
    assertEquals(1, exitCode);
  }

  List<String> linesButLast() {
    return lines.subList(0, lines.size() - 1);
  }
}
