package io.acsbroker.benchmark;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.acsbroker.local.LocalCloud;
import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.local.entra.TokenOrder;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A server of somebody else's that makes the same exchange, started by whoever measures. It is sent
 * what Microsoft's sample for single-page apps sends to its own.
 *
 * @see <a
 *     href="https://github.com/Azure-Samples/communication-services-javascript-quickstarts/blob/main/manage-teams-identity-spa/server.js">That
 *     server</a>
 */
final class ServerBeside {
  private static final Path SETTINGS = Path.of("target/benchmark/beside.env");
  private static final Path CERTIFICATE = Path.of("target/benchmark/emulators.pem");
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private ServerBeside() {}

  /** The one of {@code -Dbenchmark.beside}, once it listens; nothing where none is named. */
  static Optional<WarmTarget> awaited(LocalCloud cloud) throws IOException, InterruptedException {
    String url = Parameter.text("beside", "");
    if (url.isEmpty()) {
      return Optional.empty();
    }
    URI server = URI.create(url);
    writeSettings(cloud);
    System.out.println("Waiting for " + server + ", whose settings are in " + SETTINGS + ".");
    await(server.getPort());
    return Optional.of(
        new WarmTarget(
            WarmKind.SERVER_BESIDE,
            request -> exchange(server.getPath(), request.token()),
            () -> PlainConnection.open(server.getPort()),
            Optional.empty()));
  }

  private static void writeSettings(LocalCloud cloud) throws IOException {
    Files.writeString(CERTIFICATE, cloud.certificate().pem());
    Files.writeString(
        SETTINGS,
        """
        COMMUNICATION_SERVICES_CONNECTION_STRING=%s
        AAD_TENANT_ID=%s
        AAD_CLIENT_ID=%s
        AAD_AUTHORITY=%s
        NODE_EXTRA_CA_CERTS=%s
        """
            .formatted(
                cloud.acs().connectionString(),
                SampleDirectory.CONTOSO.tenantId(),
                TokenOrder.forUser(SampleDirectory.ADELE).clientId(),
                cloud.entra().authority(),
                CERTIFICATE.toAbsolutePath()));
  }

  private static byte[] exchange(String path, String token) {
    return PlainConnection.post(
        path,
        JSONObjectUtils.toJSONString(Map.of("accessToken", token)),
        "Content-Type: application/json",
        "Authorization: Bearer " + token);
  }

  private static void await(int port) throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        PlainConnection.open(port).close();
        return;
      } catch (ConnectException notYet) {
        if (System.nanoTime() > end) {
          throw notYet;
        }
        Thread.sleep(100);
      }
    }
  }
}
