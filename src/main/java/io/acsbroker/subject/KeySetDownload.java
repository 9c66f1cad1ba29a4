package io.acsbroker.subject;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.acsbroker.token.Deadline;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
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
            // A request now and then gains nothing from HTTP/2, and its classes take time to load
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  /** Fetches the keys. Never throws, and is not late. */
  Download fetch(URI location, Deadline deadline) {
    HttpRequest request =
        HttpRequest.newBuilder(location).header("Accept", "application/json").build();
    Download download = new Download.Failed("no answer in time");
    for (int tried = 0; tried < TRIES && !deadline.hasPassed(); tried++) {
      try {
        HttpResponse<byte[]> response = send(request, deadline.leftAtMost(timeout));
        download = read(response);
        if (response.statusCode() < 500) {
          return download;
        }
      } catch (TimeoutException slow) {
        download = new Download.Failed("no answer in time");
      } catch (IOException unreachable) {
        download = new Download.Failed(unreachable.getClass().getSimpleName());
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return new Download.Failed("interrupted");
      }
    }
    return download;
  }

  private static Download read(HttpResponse<byte[]> response) {
    if (response.statusCode() != 200) {
      return new Download.Failed("HTTP " + response.statusCode());
    }
    if (response.body().length > MAX_BYTES) {
      return new Download.Failed("more than " + MAX_BYTES + " bytes");
    }
    return KeySet.parse(new String(response.body(), UTF_8))
        .<Download>map(Download.Keys::new)
        .orElse(new Download.Failed("no usable key in the answer"));
  }

  private HttpResponse<byte[]> send(HttpRequest request, Duration atMost)
      throws IOException, TimeoutException, InterruptedException {
    CompletableFuture<HttpResponse<byte[]>> response =
        client.sendAsync(request, head -> new CappedBody(MAX_BYTES));
    try {
      return response.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof IOException cause ? cause : new IOException(failed);
    } finally {
      response.cancel(true);
    }
  }
}
