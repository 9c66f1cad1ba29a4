package io.acsbroker.local.net;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Hands requests on to a server of another process on this machine, and its answers back, so that
 * somebody can stand between them.
 */
public final class LoopbackRelay implements LoopbackHandler, AutoCloseable {
  /** What is of one connection alone, or is written by the client or server of the next one. */
  private static final Set<String> OF_ONE_CONNECTION =
      Set.of("host", "connection", "content-length", "transfer-encoding", "keep-alive", "date");

  private final URI server;
  private final HttpClient client;

  /**
   * A relay.
   *
   * @param server scheme, host and port of the other one
   * @param certificate whose holder it is
   */
  public LoopbackRelay(URI server, LoopbackCertificate certificate) {
    this.server = server;
    this.client =
        HttpClient.newBuilder()
            .sslContext(certificate.clientContext())
            .version(HttpClient.Version.HTTP_1_1)
            .build();
  }

  @Override
  public CannedAnswer answer(LoopbackRequest request) throws IOException, InterruptedException {
    HttpRequest.Builder relayed =
        HttpRequest.newBuilder(server.resolve(request.target()))
            .method(request.method(), BodyPublishers.ofByteArray(request.body()));
    request.headers().forEach((name, values) -> values.forEach(value -> add(relayed, name, value)));
    return answer(client.send(relayed.build(), BodyHandlers.ofString()));
  }

  private static void add(HttpRequest.Builder request, String name, String value) {
    // The signature of a request may hold its date, which is not the next connection's matter
    if (name.equals("date") || !OF_ONE_CONNECTION.contains(name)) {
      request.header(name, value);
    }
  }

  private static CannedAnswer answer(HttpResponse<String> response) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (Map.Entry<String, List<String>> header : response.headers().map().entrySet()) {
      if (!OF_ONE_CONNECTION.contains(header.getKey())) {
        headers.put(header.getKey(), String.join(", ", header.getValue()));
      }
    }
    return new CannedAnswer(response.statusCode(), headers, response.body(), Duration.ZERO);
  }

  @Override
  public void close() {
    client.close();
  }
}
