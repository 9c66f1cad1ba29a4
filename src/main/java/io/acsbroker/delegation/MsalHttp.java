package io.acsbroker.delegation;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.aad.msal4j.HttpMethod;
import com.microsoft.aad.msal4j.HttpRequest;
import com.microsoft.aad.msal4j.IHttpClient;
import com.microsoft.aad.msal4j.IHttpResponse;
import io.acsbroker.net.BoundedHttp;
import io.acsbroker.net.ServerClock;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * Sends what msal4j wants to send. Unlike msal4j's own client it follows no redirect, reads no
 * endless answer, and bounds the time from connecting to the last byte.
 */
final class MsalHttp implements IHttpClient {
  private static final int MAX_BYTES = 64 * 1024;

  private final BoundedHttp http;
  private final Duration timeout;

  /**
   * @param servers hears of the dates of Entra's answers
   */
  MsalHttp(HttpClient client, Duration timeout, ServerClock servers) {
    this.http = new BoundedHttp(client, MAX_BYTES).tellingTheTimeTo(servers);
    this.timeout = timeout;
  }

  @Override
  public IHttpResponse send(HttpRequest request)
      throws IOException, InterruptedException, URISyntaxException {
    return translated(http.send(translated(request), timeout));
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

  private static IHttpResponse translated(HttpResponse<byte[]> response) {
    com.microsoft.aad.msal4j.HttpResponse translated =
        new com.microsoft.aad.msal4j.HttpResponse()
            .statusCode(response.statusCode())
            .body(new String(response.body(), UTF_8));
    translated.addHeaders(response.headers().map());
    return translated;
  }
}
