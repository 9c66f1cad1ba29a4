package io.acsbroker.overhttp;

import io.acsbroker.BrokerInstanceInjector;
import io.acsbroker.json.JsonObject;
import io.acsbroker.local.LocalCloud;
import io.acsbroker.local.entra.EntraResource;
import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.local.entra.TokenOrder;
import io.acsbroker.local.host.FunctionsApp;
import io.acsbroker.local.host.FunctionsHost;
import io.acsbroker.openapi.DescribedAnswer;
import io.acsbroker.token.ExchangeRoute;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import javax.net.ssl.SSLContext;

/**
 * The broker in the local Functions host, in this process, against one local cloud for all tests.
 */
public final class RunningBroker implements AutoCloseable {
  public static final LocalCloud CLOUD = startCloud();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final FunctionsHost host;

  private RunningBroker(FunctionsHost host) {
    this.host = host;
  }

  /** With the settings of the local cloud and the connection string of its ACS. */
  public static RunningBroker start() {
    return start(settings -> settings);
  }

  public static RunningBroker start(UnaryOperator<Map<String, String>> change) {
    return start(change, new Silence());
  }

  static RunningBroker start(UnaryOperator<Map<String, String>> change, Handler log) {
    return start(change, log, InstantSource.system());
  }

  /** By another clock than the machine's. */
  static RunningBroker start(UnaryOperator<Map<String, String>> change, InstantSource clock) {
    return start(change, new Silence(), clock);
  }

  static RunningBroker start(
      UnaryOperator<Map<String, String>> change, Handler log, InstantSource clock) {
    Map<String, String> settings = new HashMap<>(CLOUD.settings());
    settings.remove("COMMUNICATION_SERVICES_ENDPOINT");
    settings.put("COMMUNICATION_SERVICES_CONNECTION_STRING", CLOUD.acs().connectionString());
    // The tests of one class are one user's
    settings.put("BROKER_USER_EXCHANGE_LIMIT", "1000000");
    Map<String, String> changed = change.apply(settings);
    try {
      FunctionsApp app =
          FunctionsApp.load(
                  Path.of("target/classes"),
                  Path.of("host.json"),
                  RunningBroker.class.getClassLoader(),
                  new BrokerInstanceInjector(changed, clock))
              .configuredBy(changed);
      return new RunningBroker(FunctionsHost.start(app, 0, log));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  public static String token() {
    return CLOUD.entra().token(TokenOrder.forUser(SampleDirectory.ADELE));
  }

  /** A request for the route of Teams tokens, POST with a good token unless it is changed. */
  HttpRequest.Builder request() {
    return anonymous().header("Authorization", "Bearer " + token());
  }

  HttpRequest.Builder anonymous() {
    return HttpRequest.newBuilder(uri("/api/token/teams")).POST(BodyPublishers.noBody());
  }

  /** A request for a route, POST with a token for it that is good unless it is changed. */
  HttpRequest.Builder request(ExchangeRoute route, UnaryOperator<TokenOrder> change) {
    TokenOrder order = TokenOrder.forUser(SampleDirectory.ADELE, resource(route));
    return anonymous(route)
        .header("Authorization", "Bearer " + CLOUD.entra().token(change.apply(order)));
  }

  HttpRequest.Builder anonymous(ExchangeRoute route) {
    return anonymous().uri(uri(route.address().replace("POST ", "")));
  }

  public static EntraResource resource(ExchangeRoute route) {
    return switch (route) {
      case TEAMS -> EntraResource.ACS;
      case ENTRA -> EntraResource.ACS_CLIENTS;
      case TEAMS_PHONE -> EntraResource.TEAMS_PHONE;
    };
  }

  public URI uri(String path) {
    return host.uri().resolve(path);
  }

  /** The answer, which is as docs/openapi.yaml has it where it is the broker's. */
  public static HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return DescribedAnswer.required(CLIENT.send(request.build(), BodyHandlers.ofString()));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  /** The same, without waiting for it. */
  static CompletableFuture<HttpResponse<String>> sending(HttpRequest.Builder request) {
    return CLIENT
        .sendAsync(request.build(), BodyHandlers.ofString())
        .thenApply(DescribedAnswer::required);
  }

  public static JsonObject json(HttpResponse<String> response) {
    return JsonObject.parse(response.body()).orElseThrow();
  }

  @Override
  public void close() {
    host.close();
  }

  private static LocalCloud startCloud() {
    try {
      LocalCloud cloud = LocalCloud.start(0, InstantSource.system());
      // The broker's clients trust whom the JVM trusts: here the ACS emulator
      SSLContext.setDefault(cloud.certificate().clientContext());
      return cloud;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** For tests that do not look at the log. */
  private static final class Silence extends Handler {
    @Override
    public void publish(LogRecord logRecord) {}

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
