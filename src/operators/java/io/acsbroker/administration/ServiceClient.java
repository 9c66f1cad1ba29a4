package io.acsbroker.administration;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.acsbroker.administration.ServiceReply.Done;
import io.acsbroker.administration.ServiceReply.Missing;
import io.acsbroker.administration.ServiceReply.Refused;
import io.acsbroker.azure.ManagedIdentityException;
import io.acsbroker.json.JsonObject;
import io.acsbroker.net.AnswerTooLargeException;
import io.acsbroker.net.BoundedHttp;
import io.acsbroker.net.NoAnswerException;
import io.acsbroker.token.RetryAfter;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
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

  /** Ten times what a page of a thousand rows has, the most that a table answers with. */
  private static final int MAX_BYTES = 8 << 20;

  private final Service service;
  private final InstantSource clock;
  private final Pause pause;
  private final HttpClient connections =
      BoundedHttp.client().connectTimeout(Duration.ofSeconds(10)).build();
  private final BoundedHttp http = new BoundedHttp(connections, MAX_BYTES);

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

  /**
   * Sends a request, and waits for its answer: 20 seconds each time, from connecting to the last
   * byte.
   */
  ServiceReply send(ServiceRequest request) throws InterruptedException {
    for (int failures = 1; ; failures++) {
      Duration wait = Duration.ofSeconds(1L << failures);
      ServiceReply reply;
      try {
        HttpResponse<byte[]> answer = http.send(signed(request), PATIENCE);
        reply = reply(request, answer);
        if (!mayHelpToTryAgain(answer.statusCode())) {
          return reply;
        }
        wait = wait(answer).orElse(wait);
      } catch (NoAnswerException failed) {
        reply =
            unanswered(
                "No answer", failed.sentence(), ", the network, and the resource's firewall");
      } catch (AnswerTooLargeException large) {
        return unanswered(
            "No answer of the service's", large.sentence(), ", and at what stands between");
      } catch (ManagedIdentityException signedOut) {
        return Refused.unanswered("No token to sign in with any more: sign in again.");
      }
      boolean mayHelp = failures < TRIES && wait.compareTo(LONGEST_WAIT) <= 0;
      if (!mayHelp || !pause.take(wait)) {
        return reply;
      }
    }
  }

  private static Refused unanswered(String what, String why, String further) {
    return Refused.unanswered("%s: %s. Look at the endpoint%s.".formatted(what, why, further));
  }

  private HttpRequest signed(ServiceRequest request) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(request.uri())
            .method(request.method(), BodyPublishers.ofString(request.body()));
    if (!request.body().isEmpty()) {
      builder.header("Content-Type", "application/json");
    }
    request.headers().forEach(builder::header);
    service.headers(request, clock.instant()).forEach(builder::header);
    return builder.build();
  }

  private ServiceReply reply(ServiceRequest request, HttpResponse<byte[]> answer) {
    int status = answer.statusCode();
    JsonObject body = JsonObject.parse(new String(answer.body(), UTF_8)).orElse(JsonObject.EMPTY);
    if (status / 100 == 2) {
      return new Done(body, answer.headers());
    }
    ErrorCode code = service.code(body, answer.headers());
    String sentence =
        "HTTP %d%s. %s%s"
            .formatted(status, code, service.advice(request, status, code.name()), waited(answer));
    return status == 404 && service.isMissing(code.name())
        ? new Missing(sentence)
        : new Refused(status, code.name(), sentence);
  }

  private Optional<Duration> wait(HttpResponse<byte[]> answer) {
    return RETRY_AFTER.parse(answer.headers().firstValue("Retry-After"), clock.instant());
  }

  private String waited(HttpResponse<byte[]> answer) {
    return wait(answer).map(time -> " It asks for " + time.toSeconds() + " s.").orElse("");
  }

  private static boolean mayHelpToTryAgain(int status) {
    return status == 408 || status == 429 || status >= 500;
  }

  @Override
  public void close() {
    connections.shutdownNow();
  }
}
