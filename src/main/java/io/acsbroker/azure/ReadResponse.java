package io.acsbroker.azure;

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

/** An answer to a client of the SDK whose JSON is at hand: nobody waits for the rest of it. */
public final class ReadResponse extends HttpResponse {
  private final int status;
  private final HttpHeaders headers;
  private final String json;

  /**
   * An answer to this request.
   *
   * @param headers to which the type of the body is added
   * @param json the body; empty for none
   */
  public ReadResponse(HttpRequest request, int status, HttpHeaders headers, String json) {
    super(request);
    this.status = status;
    this.headers =
        new HttpHeaders(headers)
            .set(HttpHeaderName.CONTENT_TYPE, "application/json")
            .set(HttpHeaderName.CONTENT_LENGTH, Integer.toString(json.getBytes(UTF_8).length));
    this.json = json;
  }

  @Override
  public int getStatusCode() {
    return status;
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
    return Flux.just(ByteBuffer.wrap(json.getBytes(UTF_8)));
  }

  @Override
  public Mono<byte[]> getBodyAsByteArray() {
    return Mono.just(json.getBytes(UTF_8));
  }

  @Override
  public Mono<String> getBodyAsString() {
    return Mono.just(json);
  }

  @Override
  public Mono<String> getBodyAsString(Charset charset) {
    return getBodyAsString();
  }
}
