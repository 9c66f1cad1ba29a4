package io.acsbroker.issuance;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import io.acsbroker.azure.BufferedResponse;
import reactor.core.publisher.Mono;

/** Answers every request as ACS would answer an exchange, and sends none. */
final class RehearsalClient implements HttpClient {
  private static final String NO_TOKEN =
      "{\"token\":\"rehearsal\",\"expiresOn\":\"1970-01-01T00:00:00.0000000+00:00\"}";

  @Override
  public Mono<HttpResponse> send(HttpRequest request) {
    return Mono.just(BufferedResponse.ofJson(request, 200, new HttpHeaders(), NO_TOKEN));
  }
}
