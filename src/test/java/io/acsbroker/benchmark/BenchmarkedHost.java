package io.acsbroker.benchmark;

import io.acsbroker.local.LocalCloud;
import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.local.host.HostLaunch;
import io.acsbroker.local.host.HostProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An app in a Functions host of its own process.
 *
 * @param port known before the host is up, so that a client can wait for it
 */
record BenchmarkedHost(HostProcess process, int port) implements AutoCloseable {
  /**
   * As much memory as an instance of Flex Consumption has by default, whatever is here; and the
   * collector that the JVM takes where there is one processor, as there.
   */
  static final List<String> DEFAULT_INSTANCE = List.of("-XX:MaxRAM=2g", "-XX:+UseSerialGC");

  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  /** Starts the process and does not wait; what it prints is read and dropped. */
  static BenchmarkedHost start(BenchmarkedApp app, LocalCloud cloud, List<String> jvmFlags)
      throws IOException {
    return start(app, cloud, jvmFlags, Map.of());
  }

  /** The same with more settings. */
  static BenchmarkedHost start(
      BenchmarkedApp app, LocalCloud cloud, List<String> jvmFlags, Map<String, String> more)
      throws IOException {
    int port = freePort();
    List<String> flags = new ArrayList<>(cloud.trustFlags());
    flags.addAll(jvmFlags);
    Map<String, String> settings = settings(cloud);
    settings.putAll(more);
    HostLaunch launch =
        new HostLaunch(
            port, app.functionClasses(), Path.of("host.json"), app.classPath(), flags, settings);
    return new BenchmarkedHost(HostProcess.start(launch, line -> {}), port);
  }

  /** Waits until it answers. */
  void awaitReady() throws InterruptedException {
    var unused = process.awaitReady(START_LIMIT);
  }

  /** Connects a client; throws where nobody listens yet. */
  PlainConnection connect() throws IOException {
    return PlainConnection.open(port);
  }

  /** What its process takes of the machine. */
  ProcessUse use() {
    return new ProcessUse(process.handle());
  }

  /** What all apps are told. */
  static Map<String, String> settings(LocalCloud cloud) {
    Map<String, String> settings = new HashMap<>(cloud.settings());
    settings.put("STRAIGHTFORWARD_TENANT_ID", SampleDirectory.CONTOSO.tenantId());
    // A benchmark asks for more than any user does
    settings.put("BROKER_USER_EXCHANGE_LIMIT", "1000000");
    return settings;
  }

  /** A port that nobody listens on. */
  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, LOOPBACK)) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    process.close();
  }
}
