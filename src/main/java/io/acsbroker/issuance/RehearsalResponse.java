package io.acsbroker.issuance;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A granted exchange, with a token that is none. */
final class RehearsalResponse extends HttpResponse {
  private static final String BODY =
      "{\"token\":\"rehearsal\",\"expiresOn\":\"1970-01-01T00:00:00.0000000+00:00\"}";

  private final HttpHeaders headers =
      new HttpHeaders().set(HttpHeaderName.CONTENT_TYPE, "application/json");

  RehearsalResponse(HttpRequest request) {
    super(request);
  }

  @Override
  public int getStatusCode() {
    return 200;
  }

  @Override
  @Deprecated
  public @Nullable String getHeaderValue(String name) {
    return headers.getValue(HttpHeaderName.fromString(name));
  }

  @Override
  public HttpHeaders getHeaders() {
    return headers;
  }

  @Override
  public Flux<ByteBuffer> getBody() {
    return Flux.just(ByteBuffer.wrap(BODY.getBytes(UTF_8)));
  }

  @Override
  public Mono<byte[]> getBodyAsByteArray() {
    return Mono.just(BODY.getBytes(UTF_8));
  }

  @Override
  public Mono<String> getBodyAsString() {
    return Mono.just(BODY);
  }

  @Override
  public Mono<String> getBodyAsString(Charset charset) {
    return getBodyAsString();
  }
}
