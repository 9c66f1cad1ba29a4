package io.acsbroker.platform;

import io.acsbroker.json.JsonText;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Microsoft's Functions host with its Java worker, which runs a package as production does. The
 * system properties {@code functions.host} (the program) and {@code functions.java} (the Java home
 * of the worker) say where they are.
 */
final class MicrosoftHost implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  private final Process process;
  private final int port;
  private final Path log;

  private MicrosoftHost(Process process, int port, Path log) {
    this.process = process;
    this.port = port;
    this.log = log;
  }

  /** Whether the system properties name one. */
  static boolean isHere() {
    return !System.getProperty("functions.host", "").isEmpty();
  }

  /** Runs a package and waits until the host listens. */
  static MicrosoftHost run(Path app, Settings settings) throws IOException, InterruptedException {
    return start(
        settings, List.of("--app", app.toString(), "--env-file", settings.write().toString()));
  }

  /** Starts a host that waits for its app, as instances of the platform do. */
  static MicrosoftHost placeholder(String key, Settings settings)
      throws IOException, InterruptedException {
    return start(settings, List.of("--placeholder", "--key", key));
  }

  /** Gives a placeholder its app. */
  void assign(Path app, String key, Settings settings) throws IOException, InterruptedException {
    List<String> command =
        List.of(
            program(),
            "assign",
            "--app",
            app.toString(),
            "--port",
            Integer.toString(port),
            "--key",
            key,
            "--env-file",
            settings.write().toString());
    Process assigning =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    if (!assigning.waitFor(30, TimeUnit.SECONDS) || assigning.exitValue() != 0) {
      throw new IllegalStateException("The placeholder did not take the app:\n" + log());
    }
  }

  private static MicrosoftHost start(Settings settings, List<String> options)
      throws IOException, InterruptedException {
    int port = freePort();
    Path log = Files.createTempFile("microsoft-host", ".log");
    List<String> command =
        new ArrayList<>(List.of(program(), "--port", Integer.toString(port), "--worker", "java"));
    command.addAll(options);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", property("functions.java"));
    builder.environment().put("JAVA_TOOL_OPTIONS", settings.jvmOptions());
    // Without it the host takes this for a developer's machine, which has no managed identity
    builder.environment().put("AZURE_FUNCTIONS_ENVIRONMENT", "Production");
    // Server collection takes a heap for each core
    builder.environment().put("DOTNET_gcServer", "0");
    MicrosoftHost host = new MicrosoftHost(builder.redirectOutput(log.toFile()).start(), port, log);
    Runtime.getRuntime().addShutdownHook(new Thread(host::close));
    host.awaitListening();
    return host;
  }

  private void awaitListening() throws IOException, InterruptedException {
    long end = System.nanoTime() + START_LIMIT.toNanos();
    while (!listens()) {
      if (!process.isAlive() || System.nanoTime() > end) {
        throw new IllegalStateException("Microsoft's host did not start:\n" + log());
      }
      Thread.sleep(100);
    }
  }

  private boolean listens() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  URI uri() {
    return URI.create("http://localhost:" + port);
  }

  /** Waits for the first answer of the app, which comes late where the machine is busy. */
  void awaitAnswer() throws IOException {
    URLConnection first = uri().resolve("/api/health").toURL().openConnection();
    first.setReadTimeout((int) START_LIMIT.toMillis());
    first.getInputStream().close();
  }

  /** The Java worker, once it runs. */
  ProcessHandle worker() {
    return process
        .descendants()
        .filter(it -> it.info().command().orElse("").endsWith(File.separator + "java"))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("No worker runs:\n" + log()));
  }

  /** Everything that host and worker have printed. */
  String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** Ends the host at once, and the host alone. */
  void kill() {
    process.destroyForcibly();
  }

  /** Ends host and worker at once: the host heeds no other signal. */
  @Override
  public void close() {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
  }

  private static String program() {
    return property("functions.host");
  }

  private static String property(String name) {
    String value = System.getProperty(name, "");
    if (value.isEmpty()) {
      throw new IllegalStateException("-D" + name + " is missing: run .ci/platform");
    }
    return value;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /**
   * What an app finds in its environment.
   *
   * @param origins that may read answers; none leaves CORS off
   * @param jvmOptions of the worker
   */
  record Settings(Map<String, String> values, List<String> origins, String jvmOptions) {
    private Path write() throws IOException {
      JsonText json = new JsonText();
      values.forEach(json::with);
      String host =
          origins.isEmpty() ? "" : new JsonText().with("CORS", String.join(",", origins)).end();
      Path file = Files.createTempFile("local.settings", ".json");
      file.toFile().deleteOnExit();
      Files.writeString(
          file,
          "{\"IsEncrypted\":false,\"Values\":%s,\"Host\":%s}"
              .formatted(json.end(), host.isEmpty() ? "{}" : host));
      return file;
    }
  }
}
