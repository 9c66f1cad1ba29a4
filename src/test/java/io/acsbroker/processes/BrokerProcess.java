package io.acsbroker.processes;

import io.acsbroker.local.LocalCloud;
import io.acsbroker.local.host.ClassPath;
import io.acsbroker.local.host.HostLaunch;
import io.acsbroker.local.host.HostProcess;
import io.acsbroker.overhttp.RunningBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The broker in a process of its own with a real environment, where the SDK looks for the managed
 * identity, and with everything logged that the JDK and the SDK can log.
 */
final class BrokerProcess implements AutoCloseable {
  private static final String EVERYTHING =
      """
      handlers=java.util.logging.ConsoleHandler
      .level=ALL
      java.util.logging.ConsoleHandler.level=ALL
      # The web server of the local host, which Azure does not have, would log whole requests
      com.sun.net.httpserver.level=OFF
      """;

  private final List<String> log = new CopyOnWriteArrayList<>();
  private final HostProcess host;

  private BrokerProcess(LocalCloud cloud, Map<String, String> settings) throws IOException {
    Path logging = Files.createTempFile("logging", ".properties");
    Files.writeString(logging, EVERYTHING);
    logging.toFile().deleteOnExit();
    List<String> flags = new ArrayList<>(cloud.trustFlags());
    flags.add("-Djava.util.logging.config.file=" + logging);
    HostLaunch launch =
        new HostLaunch(
            0,
            Path.of("target/classes"),
            Path.of("host.json"),
            ClassPath.current(),
            flags,
            settings);
    host = HostProcess.start(launch, log::add);
  }

  /**
   * With the settings of the local cloud and, on top of them, some more; an empty one counts not.
   */
  static BrokerProcess start(LocalCloud cloud, Map<String, String> more) {
    return startWith(cloud, new HashMap<>(cloud.settings()), more);
  }

  /** The same on a machine that has no managed identity. */
  static BrokerProcess startWithoutIdentity(LocalCloud cloud, Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(cloud.settings());
    settings.keySet().removeAll(Set.of("IDENTITY_ENDPOINT", "IDENTITY_HEADER"));
    return startWith(cloud, settings, more);
  }

  private static BrokerProcess startWith(
      LocalCloud cloud, Map<String, String> settings, Map<String, String> more) {
    settings.put("AZURE_LOG_LEVEL", "verbose");
    settings.put("AZURE_HTTP_LOG_DETAIL_LEVEL", "body_and_headers");
    settings.putAll(more);
    try {
      return new BrokerProcess(cloud, settings);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  HttpRequest.Builder request(String token) {
    return HttpRequest.newBuilder(uri().resolve("/api/token/teams"))
        .header("Authorization", "Bearer " + token)
        .POST(BodyPublishers.noBody());
  }

  /** Asks for readiness, and returns its status once somebody has looked. */
  int awaitReadiness() {
    return readiness().statusCode();
  }

  /** What is missing, as readiness tells it. */
  List<String> missing() {
    return RunningBroker.json(readiness()).strings("missing");
  }

  private HttpResponse<String> readiness() {
    return RunningBroker.send(HttpRequest.newBuilder(uri().resolve("/api/health/ready")));
  }

  /** Everything that the process has printed; all of it once it is closed. */
  String log() {
    return String.join("\n", log);
  }

  URI uri() {
    try {
      return host.awaitReady(Duration.ofSeconds(30));
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  @Override
  public void close() {
    host.close();
  }
}
