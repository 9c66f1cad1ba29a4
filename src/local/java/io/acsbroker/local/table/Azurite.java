package io.acsbroker.local.table;

import io.acsbroker.local.net.Disturbances;
import io.acsbroker.local.net.LoopbackCertificate;
import io.acsbroker.local.net.LoopbackRelay;
import io.acsbroker.local.net.LoopbackServer;
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
 * managed identities' tokens and an account key of its own. Requests reach it through a server of
 * this process, which can keep them from it. It reads its key from a file, so it has one of its
 * own, which nobody but that server trusts.
 *
 * @see <a href="https://github.com/Azure/Azurite">Azurite</a>
 */
public final class Azurite implements TableService {
  private static final Duration START_LIMIT = Duration.ofSeconds(30);
  private static final Duration GRACE = Duration.ofSeconds(5);
  private static final int CREATED = 201;
  private static final int NO_CONTENT = 204;

  /** As the relay answers where nobody listens. */
  private static final int NOT_YET = 500;

  private final AccountKey key;
  private final Process process;
  private final LoopbackRelay relay;
  private final Disturbances disturbances;
  private final LoopbackServer server;
  private final Thread shutdownHook;
  private final HttpClient client;

  private Azurite(
      AccountKey key, Process process, LoopbackRelay relay, LoopbackCertificate certificate)
      throws IOException {
    this.key = key;
    this.process = process;
    this.relay = relay;
    this.disturbances = new Disturbances(relay);
    this.server = LoopbackServer.https(0, certificate.serverContext(), disturbances);
    this.client = HttpClient.newBuilder().sslContext(certificate.clientContext()).build();
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
    LoopbackCertificate own = LoopbackCertificate.create();
    LoopbackRelay relay = new LoopbackRelay(URI.create("https://localhost:" + port), own);
    Azurite azurite = new Azurite(key, process(project, own, port, key), relay, certificate);
    try {
      azurite.create(table);
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
    return URI.create("https://localhost:" + server.port() + "/" + ACCOUNT);
  }

  @Override
  public String accountKey() {
    return key.base64();
  }

  @Override
  public Disturbances disturbances() {
    return disturbances;
  }

  /** Has it forget the table and make it again. */
  @Override
  public void empty(String table) throws IOException, InterruptedException {
    String path = "/" + ACCOUNT + "/Tables('" + table + "')";
    send(request(path).DELETE().build(), NO_CONTENT);
    send(creation(table), CREATED);
  }

  private void send(HttpRequest request, int expected) throws IOException, InterruptedException {
    int status = client.send(request, BodyHandlers.discarding()).statusCode();
    if (status != expected) {
      throw new IllegalStateException("Azurite does not empty a table: HTTP " + status);
    }
  }

  /** Ends it, and waits until it has ended. */
  @Override
  public void close() {
    client.close();
    server.close();
    relay.close();
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
  private void create(String table) throws IOException, InterruptedException {
    long end = System.nanoTime() + START_LIMIT.toNanos();
    while (true) {
      int status = client.send(creation(table), BodyHandlers.discarding()).statusCode();
      if (status == CREATED || status == NO_CONTENT) {
        return;
      }
      if (status != NOT_YET || !process.isAlive() || System.nanoTime() > end) {
        throw new IOException("Azurite makes no table: HTTP " + status);
      }
      Thread.sleep(Duration.ofMillis(100));
    }
  }

  private HttpRequest creation(String table) {
    return request("/" + ACCOUNT + "/Tables")
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString("{\"TableName\":\"" + table + "\"}"))
        .build();
  }

  private HttpRequest.Builder request(String path) {
    String date =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(
            InstantSource.system().instant().atOffset(ZoneOffset.UTC));
    return HttpRequest.newBuilder(endpoint().resolve(path))
        .header("Authorization", key.authorization(date, path))
        .header("x-ms-date", date)
        .header("x-ms-version", "2019-02-02")
        .header("Accept", "application/json;odata=nometadata");
  }
}
