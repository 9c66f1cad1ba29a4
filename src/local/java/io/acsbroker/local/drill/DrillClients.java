package io.acsbroker.local.drill;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.acsbroker.local.entra.EntraEmulator;
import io.acsbroker.local.entra.InventedUsers;
import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.local.entra.SampleUser;
import io.acsbroker.local.entra.TokenOrder;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Those who call a broker at night: users whose tokens are good, each another one, for Teams and
 * for ACS identities; now and then somebody who is rightly refused, and a probe.
 */
public final class DrillClients implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration EXPIRED = Duration.ofMinutes(-5);

  private final EntraEmulator entra;
  private final URI broker;
  private final HttpClient http = HttpClient.newHttpClient();
  private final ScheduledExecutorService caller =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("drill-clients").factory());
  private long number;

  private DrillClients(EntraEmulator entra, URI broker) {
    this.entra = entra;
    this.broker = broker;
  }

  /** Calls from now on, twice a second, and waits for no answer before it calls again. */
  public static DrillClients start(EntraEmulator entra, URI broker) {
    DrillClients clients = new DrillClients(entra, broker);
    // It goes on until the clients are closed
    var unused =
        clients.caller.scheduleWithFixedDelay(
            clients::call, 0, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    return clients;
  }

  private void call() {
    HttpRequest request = request(number++).timeout(PATIENCE).build();
    // What comes of it is for the broker's log to tell
    var unused = http.sendAsync(request, BodyHandlers.discarding());
  }

  /** The request of this number: of twenty, three are refused wherever all is well. */
  private HttpRequest.Builder request(long which) {
    SampleUser user = InventedUsers.number(which);
    TokenOrder callerOrder = TokenOrder.forCaller(user);
    return switch ((int) (which % 20)) {
      case 3 -> teams(entra.token(callerOrder.withLifetime(EXPIRED)), user);
      case 8 -> teams("no-token-at-all", user);
      case 13 -> rare(which / 20);
      case 18 -> HttpRequest.newBuilder(broker.resolve("/api/health/ready"));
      case 1, 6, 11, 16 -> identity(entra.token(callerOrder));
      default -> teams(entra.token(callerOrder), user);
    };
  }

  /** Somebody without a licence, no more often than the broker lets one user ask. */
  private HttpRequest.Builder rare(long which) {
    SampleUser megan = SampleDirectory.MEGAN;
    return which % 6 == 0
        ? teams(entra.token(TokenOrder.forCaller(megan)), megan)
        : HttpRequest.newBuilder(broker.resolve("/api/token/chat"));
  }

  private HttpRequest.Builder identity(String callerToken) {
    return HttpRequest.newBuilder(broker.resolve("/api/token"))
        .header("Authorization", "Bearer " + callerToken);
  }

  private HttpRequest.Builder teams(String callerToken, SampleUser user) {
    String subjectToken = entra.token(TokenOrder.forUser(user));
    return HttpRequest.newBuilder(broker.resolve("/api/token/teams"))
        .header("Authorization", "Bearer " + callerToken)
        .header("Content-Type", "application/json")
        .POST(
            BodyPublishers.ofString(
                JSONObjectUtils.toJSONString(Map.of("accessToken", subjectToken))));
  }

  /** Calls no more, and drops what was not answered yet. */
  @Override
  public void close() {
    caller.shutdownNow();
    http.shutdownNow();
  }
}
