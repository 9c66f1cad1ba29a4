package io.acsbroker.processes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.json.JsonObject;
import io.acsbroker.json.JsonText;
import io.acsbroker.local.LocalCloud;
import io.acsbroker.local.LocalCommand;
import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.local.entra.TokenOrder;
import io.acsbroker.local.host.ClassPath;
import io.acsbroker.local.node.Node;
import io.acsbroker.overhttp.RunningBroker;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command behind {@code ./mvnw -Plocal}, started as the build starts it. */
@Tag("slow")
class LocalCommandIT {
  private static final String READY = "Listening on http://localhost:";

  private static final Pattern CURL =
      Pattern.compile("curl -s (\\S+) -H \"Authorization: Bearer \\$\\(curl -sf '(\\S+)'\\)\"");

  @TempDir private Path folder;

  private static Process start(Map<String, String> environment, String... arguments)
      throws IOException {
    return start(environment, List.of(), arguments);
  }

  static Process start(
      Map<String, String> environment, List<String> properties, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
    command.addAll(properties);
    command.addAll(List.of("-cp", String.join(File.pathSeparator, ClassPath.current())));
    command.add(LocalCommand.class.getName());
    command.add("--project=" + Path.of("").toAbsolutePath());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    return builder.start();
  }

  /** What the process prints up to the ready line, that line last. */
  private static List<String> untilReady(Process process) throws IOException {
    List<String> lines = new ArrayList<>();
    BufferedReader reader = process.inputReader(UTF_8);
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      lines.add(line);
      if (line.startsWith("Listening on")) {
        return lines;
      }
    }
    throw new AssertionError("never ready: " + lines);
  }

  private static int end(Process process) throws InterruptedException {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroy();
    assertTrue(process.waitFor(15, TimeUnit.SECONDS));
    assertFalse(children.stream().anyMatch(ProcessHandle::isAlive), "a child is left behind");
    return process.exitValue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"--callers=false", "--callers=true", "--callers=elsewhere", "--on-behalf-of=true"})
  void showsAnExchangeAndStaysUpUntilItIsToldToEnd(String way) throws Exception {
    Process process = start(Map.of(), "--port=0", "--settings=", "--page=false", way);
    try {
      List<String> lines = untilReady(process);
      assertTrue(lines.getLast().startsWith(READY), lines.getLast());
      assertTrue(lines.stream().anyMatch(line -> line.contains("HTTP 200 {\"token\":\"eyJ")));
      assertTrue(lines.stream().anyMatch(line -> line.startsWith("curl -s -X POST http://")));
      boolean callers = !way.equals("--callers=false");
      assertEquals(
          callers, lines.stream().anyMatch(line -> line.startsWith("ACS identities are kept in ")));
      if (callers) {
        assertGivesAnIdentity(lines);
      }
      assertFalse(
          lines.stream().anyMatch(line -> line.matches(".*eyJ[\\w-]{20,}.*")), "a whole token");
      assertTrue(process.isAlive());
    } finally {
      assertEquals(143, end(process));
    }
  }

  @Test
  void doesWithoutTheSamplePageWhereNodeIsMissing() throws Exception {
    Process process = start(Map.of("PATH", folder.toString()), "--port=0", "--settings=");
    try {
      List<String> lines = untilReady(process);
      assertTrue(
          lines.contains(
              "No sample page: Node 20 or newer, with npm, is not on this machine's path."
                  + " Everything else works without it."),
          lines.toString());
    } finally {
      assertEquals(143, end(process));
    }
  }

  /** Maven hands -Dlocal.set.NAME=VALUE on as a property of the JVM in which the command runs. */
  @Test
  void playsTheDirectoryOfAFileWithASettingOfItsOwn() throws Exception {
    Process process =
        start(
            // Without Node, and so without Azurite: other tests here start it
            Map.of("PATH", folder.toString()),
            List.of("-Dlocal.set.BROKER_ALLOWED_ROLES=Calls.Place"),
            "--port=0",
            "--settings=",
            "--page=false",
            "--callers=true",
            "--directory=docs/local-directory.json");
    try {
      List<String> lines = untilReady(process);
      assertTrue(
          lines.contains("1. Ravi signs in at Tailspin Toys (ravi@tailspin.example)."),
          lines.toString());
      Matcher curl = CURL.matcher(curl(lines));
      assertTrue(curl.matches(), lines.toString());
      URI broker = URI.create(curl.group(1));
      String ravi = curl.group(2);
      HttpResponse<String> response = asCaller(broker, ravi);
      assertEquals(201, response.statusCode(), response.body());
      response = asCaller(broker, ravi.replace("user=ravi@", "user=sofia@"));
      assertEquals(403, response.statusCode(), response.body());
      assertTrue(response.body().contains("\"code\":\"caller_role_missing\""), response.body());
      assertLetsPagesOfThisMachineIn(broker);
    } finally {
      assertEquals(143, end(process));
    }
  }

  private static void assertLetsPagesOfThisMachineIn(URI broker) {
    for (String origin : List.of("http://localhost:3000", "http://localhost.evil.example")) {
      HttpResponse<String> response =
          RunningBroker.send(HttpRequest.newBuilder(broker).header("Origin", origin));
      assertEquals(
          origin.contains("evil") ? List.of() : List.of(origin),
          response.headers().allValues("access-control-allow-origin"));
    }
  }

  private static String curl(List<String> lines) {
    return lines.stream()
        .filter(line -> line.startsWith("curl -s http://"))
        .findFirst()
        .orElseThrow();
  }

  private static HttpResponse<String> asCaller(URI broker, String order) {
    String token = RunningBroker.send(HttpRequest.newBuilder(URI.create(order))).body().strip();
    return RunningBroker.send(
        HttpRequest.newBuilder(broker).header("Authorization", "Bearer " + token));
  }

  /** With the managed identity, and in Azurite where Node is there. */
  private static void assertGivesAnIdentity(List<String> lines) throws InterruptedException {
    boolean azurite = lines.stream().anyMatch(line -> line.contains("kept in Azurite at https://"));
    assertEquals(Node.find().isPresent(), azurite);
    Matcher parts = CURL.matcher(curl(lines));
    assertTrue(parts.matches(), lines.toString());
    HttpResponse<String> response = asCaller(URI.create(parts.group(1)), parts.group(2));
    assertEquals(201, response.statusCode(), response.body());
  }

  @Test
  void servesAloneWithTheSettingsOfAFile() throws Exception {
    try (LocalCloud cloud = LocalCloud.start(0, InstantSource.system())) {
      JsonText values = new JsonText();
      cloud.settings().forEach(values::with);
      Path file = folder.resolve("my.settings.json");
      Files.writeString(file, "{\"IsEncrypted\":false,\"Values\":" + values.end() + "}");
      String trust = String.join(" ", cloud.trustFlags());
      // A setting of the shell's own does not count beside the file
      Map<String, String> environment =
          Map.of("JAVA_TOOL_OPTIONS", trust, "BROKER_POLICY", "from the shell");
      Process process = start(environment, "--port=0", "--settings=" + file);
      try {
        List<String> lines = untilReady(process);
        assertFalse(lines.stream().anyMatch(line -> line.startsWith("curl")));
        URI broker = URI.create(lines.getLast().substring("Listening on ".length()));
        assertExchanges(cloud, broker);
      } finally {
        assertEquals(143, end(process));
      }
    }
  }

  private static void assertExchanges(LocalCloud cloud, URI broker) {
    String token = cloud.entra().token(TokenOrder.forUser(SampleDirectory.LIDIA));
    HttpResponse<String> response =
        RunningBroker.send(
            HttpRequest.newBuilder(broker.resolve("/api/token/teams"))
                .header("Authorization", "Bearer " + token)
                .POST(BodyPublishers.noBody()));
    assertEquals(200, response.statusCode(), response.body());
    assertTrue(JsonObject.parse(response.body()).flatMap(o -> o.string("token")).isPresent());
  }

  private static String refusal(String... arguments) throws Exception {
    return refusal(List.of(), arguments);
  }

  private static String refusal(List<String> properties, String... arguments) throws Exception {
    Process process = start(Map.of(), properties, arguments);
    String output = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    assertEquals(1, process.waitFor());
    return output;
  }

  @Test
  void saysThatThePortIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      assertEquals(
          "Port " + port + " is already in use: choose another with -Dlocal.port=N.",
          refusal("--port=" + port, "--settings="));
    }
  }

  @Test
  void saysWhichSettingIsMeantAndNotItsValue() throws Exception {
    assertEquals(
        "-Dlocal.set.BROKER_GUEST: the broker has no such setting; did you mean BROKER_GUESTS?",
        refusal(List.of("-Dlocal.set.BROKER_GUEST=secret-value"), "--port=0"));
  }

  @Test
  void saysWhatIsWrongWithItsArguments() throws Exception {
    assertEquals(
        "-Dlocal.port must be a number from 0 to 65535.", refusal("--port=x", "--settings="));
    Path missing = folder.resolve("none.json");
    assertEquals(
        "The settings file " + missing + " does not exist.",
        refusal("--port=0", "--settings=" + missing));
    assertEquals(
        "The directory file " + missing + " does not exist.",
        refusal("--port=0", "--page=false", "--directory=" + missing));
  }
}
