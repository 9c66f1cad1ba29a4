package io.acsbroker.administration;

import io.acsbroker.administration.AcsReply.Done;
import io.acsbroker.administration.AcsReply.Refused;
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
 * Sends requests to the resource, again where that can help: all of them can be repeated. It waits
 * as ACS says, half a minute at most, and follows no redirect.
 */
final class AcsClient implements AutoCloseable {
  private static final int TRIES = 4;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
  private static final RetryAfter RETRY_AFTER = new RetryAfter(Duration.ofDays(1));
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final AcsCredential credential;
  private final InstantSource clock;
  private final Pause pause;
  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(Duration.ofSeconds(10))
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  AcsClient(AcsCredential credential, InstantSource clock, Pause pause) {
    this.credential = credential;
    this.clock = clock;
    this.pause = pause;
  }

  /** How time passes between two tries. */
  @FunctionalInterface
  interface Pause {
    void take(Duration time) throws InterruptedException;
  }

  AcsReply send(AcsRequest request) throws InterruptedException {
    for (int failures = 1; ; failures++) {
      Duration wait = Duration.ofSeconds(1L << failures);
      AcsReply reply;
      try {
        HttpResponse<String> answer = http.send(signed(request), BodyHandlers.ofString());
        reply = reply(request, answer);
        if (!mayHelpToTryAgain(answer.statusCode())) {
          return reply;
        }
        wait = wait(answer).orElse(wait);
      } catch (IOException failed) {
        reply = new Refused(silence(failed));
      }
      if (failures == TRIES || wait.compareTo(LONGEST_WAIT) > 0) {
        return reply;
      }
      pause.take(wait);
    }
  }

  private HttpRequest signed(AcsRequest request) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(request.uri())
            .timeout(PATIENCE)
            .method(request.method(), BodyPublishers.ofString(request.body()));
    if (!request.body().isEmpty()) {
      builder.header("Content-Type", "application/json");
    }
    credential.headers(request, clock.instant()).forEach(builder::header);
    return builder.build();
  }

  private AcsReply reply(AcsRequest request, HttpResponse<String> answer) {
    boolean gone = answer.statusCode() == 404 && request.method().equals("DELETE");
    return gone || answer.statusCode() / 100 == 2
        ? new Done(JsonObject.parse(answer.body()).orElse(JsonObject.EMPTY))
        : new Refused(new Explanation(credential).of(answer) + waited(answer));
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
