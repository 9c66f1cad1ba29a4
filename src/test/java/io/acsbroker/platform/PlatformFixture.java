package io.acsbroker.platform;

import io.acsbroker.local.LocalCloud;
import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.local.entra.TokenOrder;
import io.acsbroker.local.host.ClassPath;
import io.acsbroker.local.host.CorsPolicy;
import io.acsbroker.local.host.HostLaunch;
import io.acsbroker.local.host.HostProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A local cloud, and the deployed package with settings for it. */
record PlatformFixture(LocalCloud cloud) implements AutoCloseable {
  static final Path PACKAGE = Path.of("target/azure-functions/acs-token-broker");
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  static PlatformFixture start() throws IOException {
    return new PlatformFixture(LocalCloud.start(0, InstantSource.system()));
  }

  /** Settings of a broker that takes subject tokens alone, and some more or others. */
  MicrosoftHost.Settings settings(Map<String, String> more) {
    Map<String, String> values = new LinkedHashMap<>(cloud.settings());
    values.putAll(more);
    return new MicrosoftHost.Settings(values, List.of(), String.join(" ", cloud.trustFlags()));
  }

  /**
   * A broker of the classes of this build under the local host, which pages of these origins may
   * ask.
   */
  static HostProcess local(LocalCloud cloud, Map<String, String> values, List<String> origins)
      throws IOException {
    return HostProcess.start(
        new HostLaunch(
            0,
            Path.of("target/classes"),
            Path.of("host.json"),
            ClassPath.current(),
            cloud.trustFlags(),
            values,
            new CorsPolicy(origins, false)),
        line -> {});
  }

  String token() {
    return cloud.entra().token(TokenOrder.forUser(SampleDirectory.ADELE));
  }

  /** A request for a token, with this one as the bearer token. */
  static HttpRequest.Builder exchange(URI host, String token) {
    return HttpRequest.newBuilder(host.resolve("/api/token/teams"))
        .timeout(Duration.ofSeconds(60))
        .header("Authorization", "Bearer " + token)
        .POST(BodyPublishers.noBody());
  }

  static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }

  @Override
  public void close() {
    cloud.close();
  }
}
