package io.acsbroker.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.azure.functions.HttpResponseMessage;
import io.acsbroker.http.ResourceMetadata.Access;
import io.acsbroker.issuance.Issuance;
import io.acsbroker.issuance.Issuance.RefusalReason;
import io.acsbroker.json.JsonObject;
import io.acsbroker.outcome.ExchangeOutcome.RefusedForNow;
import io.acsbroker.outcome.Refusal;
import io.acsbroker.outcome.RefusalCode;
import io.acsbroker.token.ExchangeRoute;
import io.acsbroker.token.ReadinessProblem;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A request for an exchange from its trigger to its answer. */
class ExchangeEndpointTest {
  private static final Map<String, String> BEARER = Map.of("authorization", "Bearer a.b.c");

  private final FunctionFixture fixture = new FunctionFixture();

  private HttpResponseMessage send(String method, Map<String, String> headers) {
    return fixture
        .teams()
        .run(SampleRequest.of(method, headers, Optional.empty()), fixture.context());
  }

  private static JsonObject json(Object text) {
    return JsonObject.parse(String.valueOf(text)).orElseThrow();
  }

  private static Optional<String> code(HttpResponseMessage response) {
    return json(response.getBody()).string("code");
  }

  @Test
  void answersWithTheTokenThatAcsIssued() {
    HttpResponseMessage response = send("POST", BEARER);
    assertEquals(200, response.getStatusCode());
    assertEquals(Optional.of("issued"), json(response.getBody()).string("token"));
    assertEquals("a.b.c", fixture.asked.getFirst().token().value());
    assertTrue(fixture.line().contains("\"source\":\"acs\""), fixture.line());
  }

  @Test
  void tellsWhereTheTimeWentWithATokenAndWithNothingElse() {
    HttpResponseMessage granted = send("POST", BEARER);
    assertTrue(granted.getHeader("Server-Timing").startsWith("verification;dur="));
    assertEquals("*", granted.getHeader("Timing-Allow-Origin"));
    assertEquals(
        "WWW-Authenticate, Retry-After, Date, Server-Timing",
        granted.getHeader("Access-Control-Expose-Headers"));
    fixture.issuance = new Issuance.Refused(RefusalReason.BROKER_DENIED, "HTTP 401 Denied");
    HttpResponseMessage refused = send("POST", BEARER);
    assertEquals(502, refused.getStatusCode());
    assertNull(refused.getHeader("Server-Timing"));
    assertNull(refused.getHeader("Timing-Allow-Origin"));
  }

  @Test
  void takesPostAloneWithoutCallers() {
    HttpResponseMessage response = send("GET", BEARER);
    assertEquals(405, response.getStatusCode());
    assertEquals("POST", response.getHeader("Allow"));
    assertTrue(
        json(response.getBody()).string("detail").orElseThrow().contains("began with http:"));
    assertFalse(
        json(send("PUT", BEARER).getBody())
            .string("detail")
            .orElseThrow()
            .contains("began with http:"));
    assertEquals(List.of(), fixture.asked);
  }

  @Test
  void takesGetAsWellWithCallers() {
    fixture.callers = true;
    assertEquals(200, send("GET", BEARER).getStatusCode());
    HttpResponseMessage response = send("DELETE", BEARER);
    assertEquals(405, response.getStatusCode());
    assertEquals("GET, POST", response.getHeader("Allow"));
  }

  @Test
  void answersForARequestThatCannotBeRead() {
    HttpResponseMessage response = send("POST", Map.of());
    assertEquals(401, response.getStatusCode());
    assertEquals("Bearer", response.getHeader("WWW-Authenticate"));
    assertEquals(Optional.of("bearer_token_missing"), code(response));
  }

  @Test
  void saysThatTheBrokerIsStillStarting() {
    fixture.exchanges = new CompletableFuture<>();
    fixture.deadline = Duration.ofMillis(1);
    HttpResponseMessage response = send("POST", BEARER);
    assertEquals(504, response.getStatusCode());
    assertEquals(Optional.of("deadline_passed"), code(response));
    assertEquals(
        Optional.of("waited for: the start of the broker"), json(fixture.line()).string("reason"));
  }

  @Test
  void saysInAChallengeWhereTheMetadataOfTheRouteIs() {
    fixture.metadata =
        Optional.of(
            new ResourceMetadata(
                URI.create("https://broker.example"),
                "https://login.example",
                Map.of(ExchangeRoute.TEAMS.path(), Access.direct(List.of("scope")))));
    String metadata =
        "Bearer resource_metadata=\"https://broker.example"
            + "/.well-known/oauth-protected-resource/api/token/teams\"";
    assertEquals(metadata, send("POST", Map.of()).getHeader("WWW-Authenticate"));
    fixture.issuance =
        new Issuance.Refused(RefusalReason.SUBJECT_TOKEN_REJECTED, "HTTP 401 Unauthorized");
    String challenge = send("POST", BEARER).getHeader("WWW-Authenticate");
    assertTrue(challenge.startsWith(metadata + ", error=\"invalid_token\", "), challenge);
    // No challenge, nothing to add to
    assertNull(send("PUT", BEARER).getHeader("WWW-Authenticate"));
    assertEquals(405, send("PUT", BEARER).getStatusCode());
  }

  @Test
  void answersEveryMethodWithWhatKeepsTheBrokerFromServing() {
    RefusedForNow misconfigured =
        new RefusedForNow(
            new Refusal(RefusalCode.NOT_READY, "Tell the operator.", "ENTRA_TENANT_IDS"),
            Duration.ofSeconds(60));
    Readiness notReady =
        new Readiness.NotReady(
            misconfigured, new ReadinessProblem(ReadinessProblem.Kind.SETTINGS, "of Entra"));
    for (ExchangeRoute route : ExchangeRoute.values()) {
      ExchangeEndpoint endpoint = new ExchangeEndpoint(route, notReady, fixture.runner);
      for (String method : List.of("GET", "POST")) {
        var request = SampleRequest.of(method, BEARER, Optional.empty());
        HttpResponseMessage response = endpoint.answer(request, fixture.context());
        assertEquals(503, response.getStatusCode());
        assertEquals("60", response.getHeader("Retry-After"));
      }
    }
  }

  /** Each route has a function of its own, which answers as the exchange behind it does. */
  @Test
  void answersByTheFunctionOfEachRoute() {
    var request = SampleRequest.of(Map.of());
    ExchangeEndpoint endpoint =
        new ExchangeEndpoint(ExchangeRoute.ENTRA, fixture.ready(), fixture.runner);
    assertEquals(
        401, new EntraTokenFunction(endpoint).run(request, fixture.context()).getStatusCode());
    assertEquals(
        401, new TeamsPhoneTokenFunction(endpoint).run(request, fixture.context()).getStatusCode());
  }
}
