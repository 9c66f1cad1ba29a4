package io.acsbroker.processes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.acsbroker.local.LocalCloud;
import io.acsbroker.local.host.ClassPath;
import io.acsbroker.local.host.HostLaunch;
import io.acsbroker.local.host.HostProcess;
import io.acsbroker.overhttp.RunningBroker;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a process prints whose log nobody has configured, as on the platform, where each line is a
 * trace of its own: lines that begin with their level, events, and nothing else, whatever is wrong.
 */
@Tag("slow")
class StartLinesIT {
  private static final String LEVEL = "(SEVERE|WARNING|INFO): .*";
  private static final String OF_THE_LOCAL_HOST = "\\d\\d:\\d\\d:\\d\\d (INFO|WARNING) \\{\".*";
  private static final String EVENT = "\\{\".*";

  private static LocalCloud cloud;

  @BeforeAll
  static void start() throws IOException {
    cloud = LocalCloud.start(0, InstantSource.system());
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "COMMUNICATION_SERVICES_API_VERSION=",
        "AZURE_CLIENT_ID=00000000-0000-4000-8000-00000000aaaa",
        "IDENTITY_ENDPOINT=",
        "IDENTITY_ENDPOINT=http://localhost:1/msi/token",
        "ENTRA_AUTHORITY_HOST=http://localhost:1",
        "ENTRA_TENANT_IDS=00000000-0000-4000-8000-00000000aaaa",
        "ENTRA_TENANT_IDS=contoso",
        "COMMUNICATION_SERVICES_ENDPOINT=https://acs.invalid",
        "BROKER_IDENTITY_TABLE_ENDPOINT=https://table.invalid",
        "BROKER_ON_BEHALF_OF=true"
      })
  void beginWithTheirLevelWhateverIsWrong(String setting) throws Exception {
    Map<String, String> settings = new HashMap<>(cloud.settingsForCallers());
    String[] parts = setting.split("=", 2);
    settings.put(parts[0], parts[1]);
    List<String> lines = new CopyOnWriteArrayList<>();
    HostLaunch launch =
        new HostLaunch(
            0,
            Path.of("target/classes"),
            Path.of("host.json"),
            ClassPath.current(),
            cloud.trustFlags(),
            settings);
    try (HostProcess host = HostProcess.start(launch, lines::add)) {
      URI uri = host.awaitReady(Duration.ofSeconds(30));
      for (String path : List.of("/api/health/ready", "/api/user", "/api/token")) {
        int unused = RunningBroker.send(HttpRequest.newBuilder(uri.resolve(path))).statusCode();
      }
      int unused =
          RunningBroker.send(
                  HttpRequest.newBuilder(uri.resolve("/api/token/teams"))
                      .header("Authorization", "Bearer " + RunningBroker.token())
                      .POST(BodyPublishers.noBody()))
              .statusCode();
    }
    assertFalse(lines.isEmpty());
    assertEquals(
        List.of(),
        lines.stream()
            .filter(
                line ->
                    !line.matches(LEVEL)
                        && !line.matches(OF_THE_LOCAL_HOST)
                        && !line.matches(EVENT))
            .toList());
  }
}
