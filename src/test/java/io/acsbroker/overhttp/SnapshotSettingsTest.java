package io.acsbroker.overhttp;

import static io.acsbroker.overhttp.RunningBroker.CLOUD;
import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the template sets is what the broker starts with, in each of the deployments on record. */
class SnapshotSettingsTest {
  private static final Path FOLDER = Path.of("infra/snapshots");
  private static final String SNAPSHOT = ".snapshot.json";
  private static final String PARAMETERS = ".bicepparam";

  private static Set<String> named(String ending) {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(ending))
          .map(name -> name.substring(0, name.length() - ending.length()))
          .collect(toCollection(TreeSet::new));
    } catch (IOException failed) {
      throw new AssertionError(FOLDER + " cannot be read", failed);
    }
  }

  private static List<String> deployments() {
    return List.copyOf(named(SNAPSHOT));
  }

  @Test
  void everyDeploymentHasItsParametersAndItsSnapshot() {
    assertEquals(named(PARAMETERS), named(SNAPSHOT));
    assertTrue(
        named(SNAPSHOT)
            .containsAll(
                Set.of(
                    "default",
                    "callers",
                    "elsewhere",
                    "on-behalf-of",
                    "policy",
                    "many-tenants",
                    "acs-identities",
                    "private-network",
                    "existing-resources",
                    "landing-zone-group",
                    "landing-zone-policy",
                    "landing-zone-subnets")));
  }

  @ParameterizedTest
  @MethodSource("deployments")
  void theSettingsOfEachStartABrokerThatIsReady(String deployment) throws IOException {
    Map<String, String> settings =
        new SnapshotSettings(CLOUD).of(FOLDER.resolve(deployment + SNAPSHOT));
    LogLines log = new LogLines();
    Logger logger = Logger.getLogger("io.acsbroker");
    logger.addHandler(log);
    try (SdkEnvironment sdk =
        new SdkEnvironment(
            Map.of(
                "IDENTITY_ENDPOINT",
                CLOUD.identity().endpoint().toString(),
                "IDENTITY_HEADER",
                CLOUD.identity().secret()))) {
      sdk.enter();
      try (RunningBroker broker = RunningBroker.start(local -> settings)) {
        HttpResponse<String> ready =
            RunningBroker.send(HttpRequest.newBuilder(broker.uri("/api/health/ready")));
        assertEquals(200, ready.statusCode(), () -> ready.body() + "\n" + log.text());
      }
    } finally {
      logger.removeHandler(log);
    }
  }
}
