package io.acsbroker.net;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.ResponseInfo;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Sends HTTP requests over the JDK's client, follows no redirect, keeps no cookie, and reads no
 * answer that is late or endless.
 */
public final class BoundedHttp {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);

  private final HttpClient client;
  private final int maxBytes;
  private final Optional<ServerClock> servers;

  /**
   * @param client made by {@link #client()}
   * @param maxBytes how large the body of an answer may be
   */
  public BoundedHttp(HttpClient client, int maxBytes) {
    this(client, maxBytes, Optional.empty());
  }

  private BoundedHttp(HttpClient client, int maxBytes, Optional<ServerClock> servers) {
    this.client = client;
    this.maxBytes = maxBytes;
    this.servers = servers;
  }

  /** The same, over the same connections, whose answers tell what time the servers have. */
  public BoundedHttp tellingTheTimeTo(ServerClock clock) {
    return new BoundedHttp(client, maxBytes, Optional.of(clock));
  }

  /** The JDK's client, as this class wants it. Connecting takes 3 seconds at most. */
  public static HttpClient.Builder client() {
    return HttpClient.newBuilder()
        // A request now and then gains nothing from HTTP/2, and its classes take time to load
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .connectTimeout(CONNECT_TIMEOUT);
  }

  /**
   * Sends a request, and waits for no one. The result is an {@link AnswerTooLargeException} for a
   * body that is too large, and a {@link NoAnswerException} after the given time, and where the
   * connection fails. Whoever cancels it gives the request up.
   *
   * @param atMost from connecting to the last byte of the answer
   */
  public CompletableFuture<HttpResponse<byte[]>> start(HttpRequest request, Duration atMost) {
    CompletableFuture<HttpResponse<byte[]>> sent = client.sendAsync(request, reading(request));
    CompletableFuture<HttpResponse<byte[]>> inTime =
        sent.copy().orTimeout(atMost.toNanos(), TimeUnit.NANOSECONDS);
    CompletableFuture<HttpResponse<byte[]>> told = new CompletableFuture<>();
    CompletableFuture<HttpResponse<byte[]>> unused =
        inTime.whenComplete(
            (answer, failure) -> {
              sent.cancel(true);
              if (failure == null) {
                told.complete(answer);
              } else {
                told.completeExceptionally(inWords(failure, request.uri(), atMost));
              }
            });
    unused = told.whenComplete((answer, failure) -> inTime.cancel(true));
    return told;
  }

  private static Throwable inWords(Throwable failure, URI address, Duration atMost) {
    Throwable cause =
        failure instanceof CompletionException
            ? Objects.requireNonNullElse(failure.getCause(), failure)
            : failure;
    return cause instanceof AnswerTooLargeException large
        ? large
        : new NoAnswerException(cause, address, atMost);
  }

  /** What is done with an answer, from the moment that its headers are there. */
  private BodyHandler<byte[]> reading(HttpRequest request) {
    if (servers.isEmpty()) {
      return head -> new LimitedBody(maxBytes);
    }
    Consumer<ResponseInfo> dated = servers.get().listening(request.uri().getAuthority());
    return head -> {
      dated.accept(head);
      return new LimitedBody(maxBytes);
    };
  }

  /**
   * Sends a request, and waits for its answer.
   *
   * @param atMost from connecting to the last byte of the answer
   * @throws NoAnswerException where that takes longer, or the connection fails
   * @throws AnswerTooLargeException where the body is too large
   * @throws InterruptedException where the thread is interrupted; the request is then given up
   */
  public HttpResponse<byte[]> send(HttpRequest request, Duration atMost)
      throws NoAnswerException, AnswerTooLargeException, InterruptedException {
    CompletableFuture<HttpResponse<byte[]>> answer = start(request, atMost);
    try {
      return answer.get();
    } catch (ExecutionException failed) {
      throw switch (failed.getCause()) {
        case AnswerTooLargeException large -> throw large;
        case NoAnswerException none -> none;
        case null, default -> new NoAnswerException(failed, request.uri(), atMost);
      };
    } finally {
      answer.cancel(true);
    }
  }
}
