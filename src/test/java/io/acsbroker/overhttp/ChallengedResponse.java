package io.acsbroker.overhttp;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A 401 with a challenge and an empty body, as the Azure SDK receives it. */
final class ChallengedResponse extends HttpResponse {
  private final HttpHeaders headers;

  ChallengedResponse(HttpRequest request, String challenge) {
    super(request);
    headers = new HttpHeaders().set(HttpHeaderName.WWW_AUTHENTICATE, challenge);
  }

  @Override
  public int getStatusCode() {
    return 401;
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
    return Flux.empty();
  }

  @Override
  public Mono<byte[]> getBodyAsByteArray() {
    return Mono.just(new byte[0]);
  }

  @Override
  public Mono<String> getBodyAsString() {
    return Mono.just("");
  }

  @Override
  public Mono<String> getBodyAsString(Charset charset) {
    return Mono.just("");
  }
}
