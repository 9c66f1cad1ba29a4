package io.acsbroker.azure;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * The identity as the platform's endpoint speaks for it. Tells an endpoint that gave a token in an
 * answer that the SDK cannot read, with a date of the United States say, from one that gave none.
 * For one thread at a time.
 *
 * @see <a href="https://github.com/Azure/azure-sdk-for-java/issues/6949">Dates that the SDK could
 *     not read</a>
 */
final class PlatformIdentity implements TokenCredential {
  private final TokenCredential sdk;
  private volatile boolean granted;

  /**
   * @param sdk makes the SDK's credential, which asks by the client that it is given
   */
  PlatformIdentity(HttpClient http, Function<HttpClient, TokenCredential> sdk) {
    this.sdk = sdk.apply(new Listening(http));
  }

  @Override
  public Mono<AccessToken> getToken(TokenRequestContext request) {
    return Mono.fromCallable(() -> getTokenSync(request));
  }

  @Override
  public AccessToken getTokenSync(TokenRequestContext request) {
    granted = false;
    try {
      return sdk.getTokenSync(request);
    } catch (RuntimeException failure) {
      throw granted
          ? new UnusableTokenException("an answer that cannot be read, expires_on say", failure)
          : failure;
    }
  }

  /** Notes whether an answer was a success. */
  private final class Listening implements HttpClient {
    private final HttpClient http;

    Listening(HttpClient http) {
      this.http = http;
    }

    @Override
    public Mono<HttpResponse> send(HttpRequest request) {
      return send(request, Context.NONE);
    }

    @Override
    public Mono<HttpResponse> send(HttpRequest request, Context context) {
      return http.send(request, context)
          .doOnNext(answer -> granted = answer.getStatusCode() / 100 == 2);
    }
  }
}
