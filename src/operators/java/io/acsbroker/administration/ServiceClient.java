package io.acsbroker.administration;

import io.acsbroker.administration.ServiceReply.Done;
import io.acsbroker.administration.ServiceReply.Missing;
import io.acsbroker.administration.ServiceReply.Refused;
import io.acsbroker.azure.ManagedIdentityException;
import io.acsbroker.json.JsonObject;
import io.acsbroker.token.RetryAfter;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Sends requests to a service, again where that can help: all of them can be repeated. It waits as
 * the service says, half a minute at most, and follows no redirect.
 */
final class ServiceClient implements AutoCloseable {
  private static final int TRIES = 4;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
  private static final RetryAfter RETRY_AFTER = new RetryAfter(Duration.ofDays(1));
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Service service;
  private final InstantSource clock;
  private final Pause pause;
  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(Duration.ofSeconds(10))
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  ServiceClient(Service service, InstantSource clock, Pause pause) {
    this.service = service;
    this.clock = clock;
    this.pause = pause;
  }

  /** How time passes between two tries; false where there shall not be another one. */
  @FunctionalInterface
  interface Pause {
    boolean take(Duration time) throws InterruptedException;
  }

  ServiceReply send(ServiceRequest request) throws InterruptedException {
    for (int failures = 1; ; failures++) {
      Duration wait = Duration.ofSeconds(1L << failures);
      ServiceReply reply;
      try {
        HttpResponse<String> answer = http.send(signed(request), BodyHandlers.ofString());
        reply = reply(request, answer);
        if (!mayHelpToTryAgain(answer.statusCode())) {
          return reply;
        }
        wait = wait(answer).orElse(wait);
      } catch (IOException failed) {
        reply = Refused.unanswered(silence(failed));
      } catch (ManagedIdentityException signedOut) {
        return Refused.unanswered("No token to sign in with any more: sign in again.");
      }
      boolean mayHelp = failures < TRIES && wait.compareTo(LONGEST_WAIT) <= 0;
      if (!mayHelp || !pause.take(wait)) {
        return reply;
      }
    }
  }

  private HttpRequest signed(ServiceRequest request) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(request.uri())
            .timeout(PATIENCE)
            .method(request.method(), BodyPublishers.ofString(request.body()));
    if (!request.body().isEmpty()) {
      builder.header("Content-Type", "application/json");
    }
    request.headers().forEach(builder::header);
    service.headers(request, clock.instant()).forEach(builder::header);
    return builder.build();
  }

  private ServiceReply reply(ServiceRequest request, HttpResponse<String> answer) {
    int status = answer.statusCode();
    if (status / 100 == 2) {
      return new Done(JsonObject.parse(answer.body()).orElse(JsonObject.EMPTY), answer.headers());
    }
    ErrorCode code = service.code(answer);
    String sentence =
        "HTTP %d%s. %s%s"
            .formatted(status, code, service.advice(request, status, code.name()), waited(answer));
    return status == 404 && service.isMissing(code.name())
        ? new Missing(sentence)
        : new Refused(status, code.name(), sentence);
  }

  private Optional<Duration> wait(HttpResponse<String> answer) {
    return RETRY_AFTER.parse(answer.headers().firstValue("Retry-After"), clock.instant());
  }

  private String waited(HttpResponse<String> answer) {
    return wait(answer).map(time -> " It asks for " + time.toSeconds() + " s.").orElse("");
  }

  private static boolean mayHelpToTryAgain(int status) {
    return status == 408 || status == 429 || status >= 500;
  }

  private static String silence(IOException failed) {
    return "No answer ("
        + failed.getClass().getSimpleName()
        + "): look at the endpoint, the network, and the resource's firewall.";
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
