package io.acsbroker.subject;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Fetches one JWKS document: no redirect is followed, nothing but a 200 counts, and neither its
 * size nor the time that it takes is without end. One retry, where another try can help.
 */
final class KeySetDownload {
  static final Duration TIMEOUT = Duration.ofSeconds(4);

  private static final int MAX_BYTES = 50 * 1024;
  private static final int TRIES = 2;

  private final Duration timeout;
  private final HttpClient client;

  /**
   * @param timeout for each of two tries, from connecting to the last byte
   */
  KeySetDownload(Duration timeout) {
    this.timeout = timeout;
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(timeout)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  /** Returns the document, or empty where it cannot be had. */
  Optional<String> fetch(URI location) {
    HttpRequest request =
        HttpRequest.newBuilder(location).header("Accept", "application/json").build();
    for (int tried = 0; tried < TRIES; tried++) {
      try {
        HttpResponse<byte[]> response = send(request);
        if (response.statusCode() < 500) {
          return response.statusCode() == 200
              ? Optional.of(new String(response.body(), UTF_8))
              : Optional.empty();
        }
      } catch (IOException | TimeoutException unreachable) {
        // Another try may help
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private HttpResponse<byte[]> send(HttpRequest request)
      throws IOException, TimeoutException, InterruptedException {
    CompletableFuture<HttpResponse<byte[]>> response =
        client.sendAsync(request, head -> new CappedBody(MAX_BYTES));
    try {
      return response.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException failed) {
      throw new IOException(failed);
    } finally {
      response.cancel(true);
    }
  }
}
