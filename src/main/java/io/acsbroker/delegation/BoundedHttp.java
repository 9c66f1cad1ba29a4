package io.acsbroker.delegation;

import com.microsoft.aad.msal4j.HttpMethod;
import com.microsoft.aad.msal4j.HttpRequest;
import com.microsoft.aad.msal4j.IHttpClient;
import com.microsoft.aad.msal4j.IHttpResponse;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends what msal4j wants to send. Unlike msal4j's own client it follows no redirect, reads no
 * endless answer, and bounds the time from connecting to the last byte.
 */
final class BoundedHttp implements IHttpClient {
  private static final long MAX_BYTES = 64 * 1024;

  private final HttpClient client;
  private final Duration timeout;

  BoundedHttp(HttpClient client, Duration timeout) {
    this.client = client;
    this.timeout = timeout;
  }

  /** The JDK's client, as this room wants it. */
  static HttpClient.Builder client() {
    return HttpClient.newBuilder()
        // A request now and then gains nothing from HTTP/2, and its classes take time to load
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .connectTimeout(Duration.ofSeconds(3));
  }

  @Override
  public IHttpResponse send(HttpRequest request)
      throws IOException, InterruptedException, URISyntaxException {
    CompletableFuture<HttpResponse<String>> sent =
        client.sendAsync(translated(request), head -> new LimitedText(MAX_BYTES));
    try {
      return translated(sent.get(timeout.toNanos(), TimeUnit.NANOSECONDS));
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof IOException cause ? cause : new IOException(failed);
    } catch (TimeoutException late) {
      throw new HttpTimeoutException("no answer in time");
    } finally {
      sent.cancel(true);
    }
  }

  private static java.net.http.HttpRequest translated(HttpRequest request)
      throws URISyntaxException {
    java.net.http.HttpRequest.Builder builder =
        java.net.http.HttpRequest.newBuilder(request.url().toURI());
    request
        .headers()
        .forEach(
            (name, value) -> {
              if (value != null) {
                builder.header(name, value);
              }
            });
    return request.httpMethod() == HttpMethod.POST
        ? builder.POST(BodyPublishers.ofString(request.body())).build()
        : builder.build();
  }

  private static IHttpResponse translated(HttpResponse<String> response) {
    com.microsoft.aad.msal4j.HttpResponse translated =
        new com.microsoft.aad.msal4j.HttpResponse()
            .statusCode(response.statusCode())
            .body(response.body());
    translated.addHeaders(response.headers().map());
    return translated;
  }
}
