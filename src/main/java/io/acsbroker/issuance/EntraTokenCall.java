package io.acsbroker.issuance;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.RequestIdPolicy;
import com.azure.core.util.Context;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Asks for a token with the user's Entra token as the only credential, which the SDK for Java does
 * not offer a server. It goes to the resource's own address and to no other.
 *
 * @see <a
 *     href="https://learn.microsoft.com/rest/api/communication/identity/entra-id-token">Exchange of
 *     an Entra ID token</a>
 */
final class EntraTokenCall implements AcsCall {
  private static final int OK = 200;

  private final HttpPipeline pipeline;
  private final URI exchange;
  private final InstantSource clock;

  /**
   * @param exchange its address, version and all
   */
  EntraTokenCall(HttpClient http, URI exchange, InstantSource clock) {
    this.pipeline =
        new HttpPipelineBuilder()
            .httpClient(http)
            .policies(new RequestIdPolicy(), new ChallengeHidingPolicy(), new TokenAnswerPolicy())
            .build();
    this.exchange = exchange;
    this.clock = clock;
  }

  @Override
  public AcsReport<Issuance> ask(IssuanceRequest request) {
    HttpRequest http =
        new HttpRequest(HttpMethod.POST, exchange.toString())
            .setHeader(HttpHeaderName.AUTHORIZATION, "Bearer " + request.token().value())
            .setHeader(HttpHeaderName.CONTENT_TYPE, "application/json")
            .setHeader(HttpHeaderName.ACCEPT, "application/json")
            .setBody("{}");
    try (HttpResponse response = pipeline.sendSync(http, Context.NONE)) {
      return response.getStatusCode() == OK
          ? issued(response)
          : AcsAnswer.of(response).reply(request.route(), clock.instant());
    }
  }

  private AcsReport<Issuance> issued(HttpResponse response) {
    Optional<String> correlationId = AcsAnswer.correlationId(response.getHeaders());
    return AcsAnswer.body(response)
        .flatMap(EntraExchange::issued)
        .map(token -> AcsReport.of(token, correlationId, clock.instant()))
        .orElseGet(
            () -> AcsReport.of(AcsReport.notUnderstood("HTTP 200 without a user"), correlationId));
  }
}
