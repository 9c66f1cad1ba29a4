package io.acsbroker.local.host;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostProcessTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @TempDir Path directory;
  private final List<String> lines = new CopyOnWriteArrayList<>();

  @Test
  void servesInAProcessOfItsOwnUntilItIsClosed() throws Exception {
    URI uri;
    CountDownLatch logged = new CountDownLatch(1);
    Consumer<String> log =
        line -> {
          lines.add(line);
          if (line.endsWith("INFO echo echo")) {
            logged.countDown();
          }
        };
    try (HostProcess host = HostProcess.start(launch(0), log)) {
      uri = host.awaitReady(LIMIT);
      assertEquals("given", get(uri.resolve("/api/environment?name=BROKER_SAMPLE")));
      assertTrue(get(uri.resolve("/api/samples/echo")).startsWith("GET " + uri));
      assertTrue(logged.await(LIMIT.toSeconds(), SECONDS), lines::toString);
    }
    assertThrows(IOException.class, () -> get(uri.resolve("/api/samples/echo")));
    assertFalse(lines.stream().anyMatch(line -> line.startsWith("Listening on")));
  }

  @Test
  void saysWhichSettingIsTooLongForAnEnvironment() {
    Map<String, String> settings = Map.of("A", "short", "LONG", "x".repeat(1 << 23));
    HostLaunch launch =
        new HostLaunch(0, directory, directory, List.of("none"), List.of(), settings);
    assertEquals(
        "The operating system refuses to start the Functions host, perhaps for too long an"
            + " environment (Linux takes 128 KiB of each setting): the longest is LONG with"
            + " 8388608 bytes.",
        Refusal.of(
            () -> {
              try (HostProcess unexpected = HostProcess.start(launch, lines::add)) {
                unexpected.awaitReady(LIMIT);
              }
            }));
  }

  @Test
  void saysWhichPortIsTakenAndEnds() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        HostProcess host = HostProcess.start(launch(taken.getLocalPort()), lines::add)) {
      String why = Refusal.of(() -> host.awaitReady(LIMIT));
      assertEquals("The Functions host ended with exit code 1 before it was ready.", why);
      String said =
          "Port %d is already in use: choose another with -Dlocal.port=N."
              .formatted(taken.getLocalPort());
      assertTrue(lines.contains(said), lines::toString);
      assertEquals(1, host.onExit().get());
    }
  }

  @Test
  void saysThatItWasNotReadyInTime() throws Exception {
    try (HostProcess host = HostProcess.start(launch(0), lines::add)) {
      String why = Refusal.of(() -> host.awaitReady(Duration.ofMillis(1)));
      assertEquals("The Functions host was not ready within 1 ms.", why);
    }
  }

  @Test
  void endsWhenTheProcessThatStartedItIsGone() throws Exception {
    SampleApp app = SampleApp.in(directory, SampleFunctions.class);
    Process parent =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                String.join(File.pathSeparator, classPath()),
                HaltingParent.class.getName(),
                app.classes().toString(),
                app.hostJson().toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader output = parent.inputReader()) {
      URI uri = URI.create(String.valueOf(output.readLine()));
      assertTimeoutPreemptively(LIMIT, () -> awaitRefusal(uri.resolve("/api/named")));
    }
  }

  private static void awaitRefusal(URI uri) throws InterruptedException {
    try {
      while (get(uri).isEmpty()) {
        Thread.sleep(50);
      }
    } catch (IOException e) {
      // Nobody listens there any more
    }
  }

  private HostLaunch launch(int port) throws IOException {
    SampleApp app = SampleApp.in(directory, SampleFunctions.class);
    return new HostLaunch(
        port,
        app.classes(),
        app.hostJson(),
        classPath(),
        List.of("-Xshare:auto"),
        Map.of("BROKER_SAMPLE", "given"));
  }

  private static List<String> classPath() {
    // Without the broker itself, whose injector knows nothing of these functions
    return ClassPath.current().stream()
        .filter(entry -> !Path.of(entry).endsWith(Path.of("target", "classes")))
        .toList();
  }

  private static String get(URI uri) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
    }
  }
}
