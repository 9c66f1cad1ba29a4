package io.acsbroker.issuance;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import reactor.core.publisher.Mono;

/**
 * Hides a challenge from the SDK, which takes it for one of its own credential, asks that for
 * another token and sends the request again. Here it is the user's token that ACS speaks of.
 */
record ChallengeBlindClient(HttpClient http) implements HttpClient {
  /** Where the challenge is instead. */
  static final HttpHeaderName CHALLENGE = HttpHeaderName.fromString("x-broker-challenge");

  @Override
  public Mono<HttpResponse> send(HttpRequest request) {
    return http.send(request).map(ChallengeBlindClient::blinded);
  }

  @Override
  public Mono<HttpResponse> send(HttpRequest request, Context context) {
    return http.send(request, context).map(ChallengeBlindClient::blinded);
  }

  @Override
  public HttpResponse sendSync(HttpRequest request, Context context) {
    return blinded(http.sendSync(request, context));
  }

  private static HttpResponse blinded(HttpResponse response) {
    HttpHeaders headers = response.getHeaders();
    String challenge = headers.getValue(HttpHeaderName.WWW_AUTHENTICATE);
    headers.remove(HttpHeaderName.WWW_AUTHENTICATE);
    headers.remove(CHALLENGE);
    if (challenge != null) {
      headers.set(CHALLENGE, challenge);
    }
    return response;
  }
}
