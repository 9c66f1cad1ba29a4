package io.acsbroker.deployment;

import io.acsbroker.net.BoundedHttp;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;

/** Sends requests to one broker, and follows no redirect with them. */
final class BrokerClient implements AutoCloseable {
  /** Larger than the pages of platforms and proxies. */
  private static final int MAX_BYTES = 512 * 1024;

  private static final Duration TO_CONNECT = Duration.ofSeconds(10);

  private final URI broker;
  private final Surroundings surroundings;
  private final HttpClient client;
  private final BoundedHttp http;

  BrokerClient(URI broker, Surroundings surroundings) {
    this.broker = broker;
    this.surroundings = surroundings;
    this.client =
        BoundedHttp.client().connectTimeout(TO_CONNECT).sslContext(surroundings.tls()).build();
    this.http = new BoundedHttp(client, MAX_BYTES);
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

  /** The broker's answer; that of somebody else is none. */
  BrokerAnswer ask(HttpRequest.Builder request) throws NoBrokerException, InterruptedException {
    BrokerAnswer answer = send(request);
    if (!answer.isOfBroker()) {
      throw new NoBrokerException(ForeignAnswer.diagnose(answer));
    }
    return answer;
  }

  /** The answer to a request that the platform may answer by itself. */
  BrokerAnswer send(HttpRequest.Builder request) throws NoBrokerException, InterruptedException {
    HttpRequest whole = request.build();
    Instant sent = surroundings.clock().instant();
    try {
      var response = http.send(whole, surroundings.patience());
      return new BrokerAnswer(response, sent, surroundings.clock().instant());
    } catch (IOException failed) {
      throw new NoBrokerException(
          new TransportFailure(whole.uri(), surroundings).diagnose(failed), failed);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
