package io.acsbroker.processes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.acsbroker.local.LocalCloud;
import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.local.entra.SampleUser;
import io.acsbroker.local.entra.TokenOrder;
import io.acsbroker.local.node.FailureLog;
import io.acsbroker.local.node.Node;
import io.acsbroker.local.node.NodePackage;
import io.acsbroker.overhttp.RunningBroker;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code @azure/communication-identity}, the first version and the newest, unchanged against the
 * ACS emulator, where Node is there.
 */
class IdentityClientsIT {
  private static final Path SOURCE = Path.of("src/test/node/identity");
  private static final Path FOLDER = Path.of("target/identity-clients");
  private static final LocalCloud CLOUD = RunningBroker.CLOUD;

  @TempDir private Path folder;

  @Test
  void doWithTheEmulatorAllThatTheyDoWithAcs() throws Exception {
    Optional<Node> node = Node.find();
    assumeTrue(node.isPresent(), Node.MISSING + ": Microsoft's clients were not tried");
    Path log = folder.resolve("clients.log");
    assertTrue(
        NodePackage.copy(SOURCE, FOLDER).install(node.get(), log),
        () -> "npm ci fails: " + FailureLog.of(log));
    ProcessBuilder clients =
        new ProcessBuilder("node", "--test", "--test-reporter=tap", "clients.test.mjs")
            .directory(FOLDER.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    clients.environment().putAll(environment());

    Process process = clients.start();
    try {
      assertEquals(0, process.waitFor(), () -> FailureLog.of(log));
    } finally {
      process.descendants().forEach(ProcessHandle::destroy);
      process.destroy();
    }
    assertTrue(Files.readString(log).contains("# skipped 0"), () -> FailureLog.of(log));
  }

  private Map<String, String> environment() throws Exception {
    SampleUser adele = SampleDirectory.ADELE;
    return Map.of(
        "NODE_EXTRA_CA_CERTS", certificate().toString(),
        "ACS_CONNECTION_STRING", CLOUD.acs().connectionString(),
        "ACS_TOKEN", identityToken(),
        "TEAMS_TOKEN", CLOUD.entra().token(TokenOrder.forUser(adele)),
        "TEAMS_CLIENT", SampleDirectory.CLIENT_ID,
        "TEAMS_USER", adele.objectId());
  }

  /** Whom Node is to trust besides those that it knows. */
  private Path certificate() throws Exception {
    return Files.writeString(folder.resolve("certificate.pem"), CLOUD.certificate().pem());
  }

  /** A token of the managed identity for the resource. */
  private static String identityToken() throws Exception {
    URI uri =
        URI.create(
            CLOUD.identity().endpoint()
                + "?api-version=2019-08-01&resource=https://communication.azure.com/");
    HttpRequest request =
        HttpRequest.newBuilder(uri).header("X-IDENTITY-HEADER", CLOUD.identity().secret()).build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      String body = client.send(request, BodyHandlers.ofString()).body();
      return JSONObjectUtils.getString(JSONObjectUtils.parse(body), "access_token");
    }
  }
}
