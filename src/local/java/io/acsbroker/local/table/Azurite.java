package io.acsbroker.local.table;

import io.acsbroker.local.net.LoopbackCertificate;
import io.acsbroker.local.node.NodePackage;
import io.acsbroker.local.node.Npm;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Microsoft's own emulator of Table storage, in a process of its own and in memory: under TLS, with
 * managed identities' tokens and an account key of its own.
 *
 * @see <a href="https://github.com/Azure/Azurite">Azurite</a>
 */
public final class Azurite implements TableService {
  private static final Duration START_LIMIT = Duration.ofSeconds(30);
  private static final Duration GRACE = Duration.ofSeconds(5);
  private static final int CREATED = 201;
  private static final int NO_CONTENT = 204;

  private final int port;
  private final AccountKey key;
  private final Process process;
  private final Thread shutdownHook;

  private Azurite(int port, AccountKey key, Process process) {
    this.port = port;
    this.key = key;
    this.process = process;
    this.shutdownHook = Thread.ofPlatform().unstarted(process::destroy);
    Runtime.getRuntime().addShutdownHook(shutdownHook);
  }

  /** The folder below {@code target} that it is installed in. */
  public static Path folder(Path project) {
    return project.resolve("target/azurite");
  }

  /**
   * Has npm install what the lock file says, where that is not there yet, which fetches some 40 MB.
   *
   * @return whether it is there now; {@code target/azurite.log} says why not
   */
  public static boolean install(Path project, Npm npm) throws IOException, InterruptedException {
    return NodePackage.copy(project.resolve("src/local/azurite"), folder(project))
        .install(npm, project.resolve("target/azurite.log"));
  }

  /**
   * Starts what is installed on a free port, and makes a table.
   *
   * @throws IOException where it does not start
   */
  public static Azurite start(Path project, LoopbackCertificate certificate, String table)
      throws IOException, InterruptedException {
    int port = freePort();
    AccountKey key = new AccountKey(ACCOUNT);
    Azurite azurite = new Azurite(port, key, process(project, certificate, port, key));
    try {
      azurite.create(table, certificate);
      return azurite;
    } catch (IOException | InterruptedException | RuntimeException failure) {
      azurite.close();
      throw failure;
    }
  }

  private static Process process(
      Path project, LoopbackCertificate certificate, int port, AccountKey key) throws IOException {
    PemFiles pem = PemFiles.of(certificate);
    List<String> command = new ArrayList<>(List.of("node"));
    command.add(folder(project).resolve("node_modules/azurite/dist/src/table/main.js").toString());
    // Without the second switch it calls home
    command.addAll(List.of("--inMemoryPersistence", "--disableTelemetry", "--silent"));
    command.addAll(List.of("--tableHost", "127.0.0.1", "--tablePort", Integer.toString(port)));
    command.addAll(List.of("--oauth", "basic", "--cert", pem.certificate().toString()));
    command.addAll(List.of("--key", pem.key().toString()));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder(project).toFile());
    builder.environment().put("AZURITE_ACCOUNTS", ACCOUNT + ":" + key.base64());
    return builder
        .redirectErrorStream(true)
        .redirectOutput(
            ProcessBuilder.Redirect.appendTo(project.resolve("target/azurite.log").toFile()))
        .start();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket =
        new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
      return socket.getLocalPort();
    }
  }

  @Override
  public URI endpoint() {
    return URI.create("https://localhost:" + port + "/" + ACCOUNT);
  }

  @Override
  public String accountKey() {
    return key.base64();
  }

  /** Ends it, and waits until it has ended. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(GRACE.toSeconds(), TimeUnit.SECONDS)) {
        var unused = process.destroyForcibly();
      }
      Runtime.getRuntime().removeShutdownHook(shutdownHook);
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    } catch (IllegalStateException ending) {
      // This JVM ends already, and the hook finds nothing to stop
    }
  }

  /** Tries until it answers. */
  private void create(String table, LoopbackCertificate certificate)
      throws IOException, InterruptedException {
    try (HttpClient client =
        HttpClient.newBuilder().sslContext(certificate.clientContext()).build()) {
      long end = System.nanoTime() + START_LIMIT.toNanos();
      while (true) {
        try {
          int status = client.send(creation(table), BodyHandlers.discarding()).statusCode();
          if (status != CREATED && status != NO_CONTENT) {
            throw new IllegalStateException("Azurite makes no table: HTTP " + status);
          }
          return;
        } catch (IOException notYet) {
          if (!process.isAlive() || System.nanoTime() > end) {
            throw notYet;
          }
          Thread.sleep(Duration.ofMillis(100));
        }
      }
    }
  }

  private HttpRequest creation(String table) {
    String date =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(
            InstantSource.system().instant().atOffset(ZoneOffset.UTC));
    String path = "/" + ACCOUNT + "/Tables";
    return HttpRequest.newBuilder(endpoint().resolve(path))
        .header("Authorization", key.authorization(date, path))
        .header("x-ms-date", date)
        .header("x-ms-version", "2019-02-02")
        .header("Accept", "application/json;odata=nometadata")
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString("{\"TableName\":\"" + table + "\"}"))
        .build();
  }
}
