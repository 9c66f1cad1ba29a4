package io.acsbroker.delegation;

import com.microsoft.aad.msal4j.HttpRequest;
import com.microsoft.aad.msal4j.IHttpClient;
import com.microsoft.aad.msal4j.IHttpResponse;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Remembers of the last answer what msal4j's exceptions do not tell: its status where the body was
 * no JSON, what it was instead, and when to ask again. For one request.
 */
final class RecordingHttp implements IHttpClient {
  private final IHttpClient http;
  private volatile OptionalInt status = OptionalInt.empty();
  private volatile Optional<String> retryAfter = Optional.empty();
  private volatile Optional<String> contentType = Optional.empty();

  RecordingHttp(IHttpClient http) {
    this.http = http;
  }

  @Override
  public IHttpResponse send(HttpRequest request) throws Exception {
    IHttpResponse response = http.send(request);
    retryAfter = header(response, "Retry-After");
    contentType = header(response, "Content-Type");
    status = OptionalInt.of(response.statusCode());
    return response;
  }

  private static Optional<String> header(IHttpResponse response, String name) {
    return response.headers().entrySet().stream()
        .filter(header -> header.getKey().equalsIgnoreCase(name))
        .flatMap(header -> header.getValue().stream())
        .findFirst();
  }

  /** The HTTP status; empty where no answer has come. */
  OptionalInt status() {
    return status;
  }

  /** The header {@code Content-Type} as it came. */
  Optional<String> contentType() {
    return contentType;
  }

  /** The header {@code Retry-After} as it came. */
  Optional<String> retryAfter() {
    return retryAfter;
  }
}
