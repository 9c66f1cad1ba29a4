package io.acsbroker.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.acsbroker.net.AnswerTooLargeException;
import io.acsbroker.net.BoundedHttp;
import io.acsbroker.net.NoAnswerException;
import io.acsbroker.net.ServerClock;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.Function;

/**
 * Fetches one JWKS document: no redirect is followed, nothing but a 200 counts, and neither its
 * size nor the time that it takes is without end. One retry, where another try can help.
 */
public final class KeySetDownload {
  /** For each of two tries. */
  public static final Duration TIMEOUT = Duration.ofSeconds(4);

  private static final int MAX_BYTES = 50 * 1024;
  static final int TRIES = 2;

  private final Duration timeout;
  private final BoundedHttp http;

  /**
   * @param client made by {@link BoundedHttp#client()}
   * @param timeout for each of two tries, from connecting to the last byte
   * @param servers hears of the dates of the answers
   */
  public KeySetDownload(HttpClient client, Duration timeout, ServerClock servers) {
    this.timeout = timeout;
    this.http = new BoundedHttp(client, MAX_BYTES).tellingTheTimeTo(servers);
  }

  /** The same, for other issuers than Entra, of whose clocks nobody hears. */
  public KeySetDownload(HttpClient client, Duration timeout) {
    this.timeout = timeout;
    this.http = new BoundedHttp(client, MAX_BYTES);
  }

  /** Fetches Entra's keys. Never throws, and takes as long as both tries, whoever waits. */
  FetchResult fetch(URI location) {
    return fetch(location, KeyResponse::ofEntra);
  }

  /** Fetches what a reader makes keys of, or the reason why there are none. Never throws. */
  FetchResult fetch(URI location, Function<KeyResponse, FetchResult> reader) {
    HttpRequest request =
        HttpRequest.newBuilder(location).header("Accept", "application/json").build();
    FetchResult download = new FetchResult.Failed("not tried");
    for (int tried = 0; tried < TRIES; tried++) {
      try {
        HttpResponse<byte[]> response = http.send(request, timeout);
        download = reader.apply(answer(response));
        if (response.statusCode() < 500) {
          return download;
        }
      } catch (AnswerTooLargeException large) {
        return new FetchResult.Failed(large.sentence());
      } catch (NoAnswerException unreachable) {
        download = new FetchResult.Failed(unreachable.sentence());
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return new FetchResult.Failed("interrupted");
      }
    }
    return download;
  }

  private static KeyResponse answer(HttpResponse<byte[]> response) {
    return new KeyResponse(
        response.statusCode(),
        response.headers().firstValue("Content-Type"),
        new String(response.body(), UTF_8));
  }
}
