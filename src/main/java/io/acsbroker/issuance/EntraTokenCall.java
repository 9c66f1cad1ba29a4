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
import io.acsbroker.json.JsonObject;
import io.acsbroker.token.IssuedToken;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Pattern;

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
  private static final Pattern USER_ID = Pattern.compile("[0-9]+:[!-~]{1,300}");

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
        .flatMap(EntraTokenCall::issued)
        .map(token -> AcsReport.of(token, correlationId, clock.instant()))
        .orElseGet(
            () -> AcsReport.of(AcsReport.notUnderstood("HTTP 200 without a user"), correlationId));
  }

  /** Reads a success; empty where a part of it is missing, or is not what it should be. */
  private static Optional<IssuedToken> issued(String body) {
    Optional<JsonObject> answer = JsonObject.parse(body);
    Optional<String> user =
        answer
            .flatMap(it -> it.object("identity"))
            .flatMap(identity -> identity.string("id"))
            .filter(id -> USER_ID.matcher(id).matches());
    Optional<JsonObject> token = answer.flatMap(it -> it.object("accessToken"));
    Optional<String> value = token.flatMap(it -> it.string("token"));
    Optional<Instant> end = token.flatMap(it -> it.string("expiresOn")).flatMap(AcsTime::parse);
    return user.isPresent() && value.isPresent() && end.isPresent()
        ? Optional.of(new IssuedToken(value.get(), end.get(), user.get()))
        : Optional.empty();
  }
}
