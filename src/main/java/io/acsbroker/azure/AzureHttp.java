package io.acsbroker.azure;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeader;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.FixedDelayOptions;
import com.azure.core.http.policy.HttpLogDetailLevel;
import com.azure.core.http.policy.HttpLogOptions;
import com.azure.core.http.policy.RetryOptions;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import io.acsbroker.net.BoundedHttp;
import io.acsbroker.net.ServerClock;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import reactor.core.publisher.Mono;

/**
 * How the SDK's clients speak HTTP: by the JDK's client, impatient, silent, and with an end to what
 * they read. A call that has no time-out of its own ({@link #within}) takes 5 seconds at most.
 */
public final class AzureHttp implements HttpClient {
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(5);
  private static final int MAX_BYTES = 64 * 1024;

  /** The key in a call's context under which the SDK's own HTTP clients look for its time-out. */
  private static final String TIMEOUT = "azure-response-timeout";

  /** The JDK's client sets them itself, to what the SDK signs with an access key. */
  private static final Set<String> SET_BY_THE_JDK =
      Set.of("connection", "content-length", "expect", "host", "upgrade");

  private final BoundedHttp http;

  /**
   * Opens no connection yet.
   *
   * @param client made by {@link BoundedHttp#client()}
   */
  public AzureHttp(java.net.http.HttpClient client) {
    this(new BoundedHttp(client, MAX_BYTES));
  }

  private AzureHttp(BoundedHttp http) {
    this.http = http;
  }

  /** The same, over the same connections, whose answers tell what time the servers have. */
  public AzureHttp tellingTheTimeTo(ServerClock clock) {
    return new AzureHttp(http.tellingTheTimeTo(clock));
  }

  /** The SDK would retry three times, and sleep for as long as a {@code Retry-After} says. */
  public static RetryOptions noRetries() {
    return new RetryOptions(new FixedDelayOptions(0, Duration.ZERO));
  }

  /** Bodies hold tokens: no environment variable of the SDK may switch their logging on. */
  public static HttpLogOptions silent() {
    return new HttpLogOptions().setLogLevel(HttpLogDetailLevel.NONE);
  }

  /**
   * What a call is given that may take so long. The SDK's own time-out runs calls on threads of
   * which there are few, so that many calls at once would all time out.
   */
  public static Context within(Duration time) {
    return new Context(TIMEOUT, time);
  }

  @Override
  public Mono<HttpResponse> send(HttpRequest request) {
    return send(request, Context.NONE);
  }

  @Override
  public Mono<HttpResponse> send(HttpRequest request, Context context) {
    Object given = context.getData(TIMEOUT).orElse(ANSWER_TIMEOUT);
    Duration atMost = given instanceof Duration time ? time : ANSWER_TIMEOUT;
    return Mono.fromFuture(() -> http.start(translated(request), atMost))
        .map(answer -> translated(request, answer));
  }

  private static java.net.http.HttpRequest translated(HttpRequest request) {
    BinaryData body = request.getBodyAsBinaryData();
    BodyPublisher publisher =
        body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body.toBytes());
    java.net.http.HttpRequest.Builder builder =
        java.net.http.HttpRequest.newBuilder(URI.create(request.getUrl().toString()))
            .method(request.getHttpMethod().toString(), publisher);
    for (HttpHeader header : request.getHeaders()) {
      if (!SET_BY_THE_JDK.contains(header.getName().toLowerCase(Locale.ROOT))) {
        for (String value : header.getValuesList()) {
          builder.header(header.getName(), value);
        }
      }
    }
    return builder.build();
  }

  private static HttpResponse translated(
      HttpRequest request, java.net.http.HttpResponse<byte[]> answer) {
    HttpHeaders headers = new HttpHeaders();
    for (Map.Entry<String, List<String>> header : answer.headers().map().entrySet()) {
      headers.set(HttpHeaderName.fromString(header.getKey()), header.getValue());
    }
    return new BufferedResponse(request, answer.statusCode(), headers, answer.body());
  }
}
