package io.acsbroker.deployment;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Sends requests to one broker, and follows no redirect with them. */
final class BrokerClient implements AutoCloseable {
  /** As long as a cold start may take. */
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private final URI broker;
  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(Duration.ofSeconds(10))
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  BrokerClient(URI broker) {
    this.broker = broker;
  }

  /** A request for the route of Teams tokens, POST without a body unless it is changed. */
  HttpRequest.Builder exchange() {
    return exchangeAt("/api/token/teams");
  }

  /** A request for a route, POST without a body unless it is changed. */
  HttpRequest.Builder exchangeAt(String path) {
    return request(path).POST(BodyPublishers.noBody());
  }

  HttpRequest.Builder exchange(String bearer) {
    return bearing(exchange(), bearer);
  }

  static HttpRequest.Builder bearing(HttpRequest.Builder request, String bearer) {
    return request.header("Authorization", "Bearer " + bearer);
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(broker.resolve(path));
  }

  BrokerAnswer send(HttpRequest.Builder request) throws NoAnswerException, InterruptedException {
    try {
      return new BrokerAnswer(
          http.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString()));
    } catch (IOException failed) {
      throw new NoAnswerException(failed);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
