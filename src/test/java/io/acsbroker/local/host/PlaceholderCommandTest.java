package io.acsbroker.local.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A staged app in a host that was a placeholder, and in one that starts with it.
 *
 * @see <a
 *     href="https://github.com/Azure/azure-functions-host/blob/v4.1037.0/src/WebJobs.Script.WebHost/StandbyManager.cs">How
 *     the platform's placeholder takes an app in</a>
 */
class PlaceholderCommandTest {
  private static final String TYPE = SampleFunctions.class.getName();

  @TempDir Path app;
  private final HttpClient client = HttpClient.newHttpClient();
  private int port;

  @BeforeEach
  void stage() throws IOException {
    Files.createDirectories(app.resolve("lib"));
    Files.writeString(app.resolve("host.json"), "{\"version\": \"2.0\"}");
    function("environment", "httpTrigger");
    function("posted", "warmupTrigger");
    String file = TYPE.replace('.', '/') + ".class";
    try (InputStream in = SampleFunctions.class.getResourceAsStream("/" + file);
        JarOutputStream jar =
            new JarOutputStream(Files.newOutputStream(app.resolve("sample.jar")))) {
      jar.putNextEntry(new JarEntry(file));
      Objects.requireNonNull(in).transferTo(jar);
    }
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
  }

  private void function(String method, String trigger) throws IOException {
    Files.writeString(
        Files.createDirectories(app.resolve(method)).resolve("function.json"),
        "{\"entryPoint\" : \"%s.%s\", \"bindings\" : [{\"type\" : \"%s\"}]}"
            .formatted(TYPE, method, trigger));
  }

  @AfterEach
  void close() {
    client.close();
  }

  private Process start(String... more) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(PlaceholderCommand.JVM_FLAG, "-cp", hostAlone()));
    command.addAll(List.of(PlaceholderCommand.class.getName(), "--port=" + port));
    command.addAll(List.of(more));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("BROKER_SAMPLE", "of the placeholder");
    return builder.start();
  }

  /** Without the broker, whose injector knows nothing of these functions. */
  private static String hostAlone() {
    return String.join(
        File.pathSeparator,
        ClassPath.current().stream()
            .filter(
                entry ->
                    Files.isDirectory(Path.of(entry, "io/acsbroker/local/host"))
                        || entry.contains("azure-functions-java-"))
            .toList());
  }

  private CompletableFuture<HttpResponse<String>> ask(String path) {
    URI uri = URI.create("http://localhost:" + port + "/" + path);
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .method(
                path.contains("environment") ? "GET" : "POST", HttpRequest.BodyPublishers.noBody())
            .build();
    return client.sendAsync(request, BodyHandlers.ofString());
  }

  private HttpResponse<String> askOnceItListens(String path) throws Exception {
    while (true) {
      try {
        new Socket(InetAddress.getLoopbackAddress(), port).close();
        return ask(path).get();
      } catch (ConnectException notYet) {
        Thread.onSpinWait();
      }
    }
  }

  private static void say(Process host, String line) throws IOException {
    OutputStream input = host.getOutputStream();
    input.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    input.flush();
  }

  @Test
  void aPlaceholderTakesEnvironmentAndAppInWhileARequestWaits() throws Exception {
    Process host = start();
    try {
      assertEquals(200, askOnceItListens(PlaceholderCommand.WARM_UP).statusCode());
      CompletableFuture<HttpResponse<String>> waiting = ask("api/environment?name=BROKER_SAMPLE");
      assertEquals(200, ask(PlaceholderCommand.WARM_UP).get().statusCode());
      assertFalse(waiting.isDone());
      say(host, "BROKER_SAMPLE=of the app, a=b");
      say(host, "=" + app);
      assertEquals("of the app, a=b", waiting.get().body());
      assertEquals(404, ask("api/samples/posted").get().statusCode());
    } finally {
      host.getOutputStream().close();
    }
    assertEquals(0, host.waitFor());
  }

  @Test
  void anAppThatIsNamedAtTheStartIsServedAtOnce() throws Exception {
    Process host = start("--app=" + app);
    try {
      assertEquals(
          "of the placeholder", askOnceItListens("api/environment?name=BROKER_SAMPLE").body());
    } finally {
      host.getOutputStream().close();
    }
    assertEquals(0, host.waitFor());
  }

  @Test
  void whatIsNoStagedAppIsNamed() throws Exception {
    Process host = start("--app=" + app.resolve("lib"));
    String said = new String(host.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(said.startsWith(app.resolve("lib") + " is no staged app"), said);
    assertEquals(1, host.waitFor());
  }
}
