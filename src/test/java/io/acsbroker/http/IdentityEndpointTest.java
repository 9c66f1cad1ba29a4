package io.acsbroker.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.azure.functions.HttpResponseMessage;
import io.acsbroker.http.ResourceMetadata.Access;
import io.acsbroker.json.JsonObject;
import io.acsbroker.users.IdentityFixture;
import io.acsbroker.users.UserIdentities;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The routes for ACS identities from their triggers to their answers. */
class IdentityEndpointTest {
  private static final Map<String, String> BEARER = Map.of("authorization", "Bearer caller");

  private final FunctionFixture fixture = new FunctionFixture();

  @BeforeEach
  void turnOn() {
    UserIdentities identities = new IdentityFixture().instance();
    fixture.identities = new Identities.On(CompletableFuture.completedFuture(() -> identities));
  }

  private IdentityEndpoint endpoint() {
    return new IdentityEndpoint(fixture.ready(), fixture.runner);
  }

  private HttpResponseMessage user(String method) {
    var request = SampleRequest.of(method, BEARER, Optional.empty());
    return new UserFunction(endpoint()).run(request, fixture.context());
  }

  private HttpResponseMessage token(String method, Optional<String> body) {
    Map<String, String> headers = new HashMap<>(BEARER);
    if (body.isPresent()) {
      headers.put("content-type", "application/json");
    }
    var request = SampleRequest.of(method, headers, body);
    return new UserTokenFunction(endpoint()).run(request, fixture.context());
  }

  private HttpResponseMessage revoke(String method) {
    var request = SampleRequest.of(method, BEARER, Optional.empty());
    return new UserRevocationFunction(endpoint()).run(request, fixture.context());
  }

  private static JsonObject json(HttpResponseMessage response) {
    return JsonObject.parse(String.valueOf(response.getBody())).orElseThrow();
  }

  private static void assertRefused(int status, String code, HttpResponseMessage response) {
    assertEquals(status, response.getStatusCode());
    assertEquals(Optional.of(code), json(response).string("code"));
  }

  @Test
  void makesShowsAndRemovesTheIdentityOfTheUser() {
    assertRefused(404, "identity_not_found", user("GET"));
    HttpResponseMessage made = user("POST");
    assertEquals(201, made.getStatusCode());
    assertEquals(Optional.of("8:acs:1"), json(made).string("acsUserIdentity"));
    assertEquals(200, user("POST").getStatusCode());
    HttpResponseMessage shown = user("GET");
    assertEquals(200, shown.getStatusCode());
    assertEquals(made.getBody(), shown.getBody());
    assertEquals(204, user("DELETE").getStatusCode());
    assertRefused(404, "identity_not_found", user("GET"));
  }

  @Test
  void issuesATokenOfTheIdentityAndRevokesAll() {
    HttpResponseMessage first = token("GET", Optional.empty());
    assertEquals(201, first.getStatusCode());
    assertEquals(Optional.of("8:acs:1"), json(first).string("userId"));
    HttpResponseMessage second = token("POST", Optional.of("{\"expiresInMinutes\":60}"));
    assertEquals(201, second.getStatusCode());
    assertEquals(Optional.of("8:acs:1"), json(second).string("userId"));
    assertEquals(204, revoke("POST").getStatusCode());
  }

  @Test
  void namesTheMethodsOfEachRouteInTheOrderOfTheAlphabetOfHttp() {
    assertRefused(405, "method_not_allowed", user("PUT"));
    assertEquals("GET, POST, DELETE", user("PUT").getHeader("Allow"));
    assertEquals("GET, POST", token("PUT", Optional.empty()).getHeader("Allow"));
    assertEquals("POST", revoke("GET").getHeader("Allow"));
  }

  @Test
  void saysHowTheyAreTurnedOnWhereTheyAreNot() {
    fixture.identities = new Identities.Off("BROKER_API_CLIENT_ID");
    HttpResponseMessage response = user("GET");
    assertRefused(404, "identities_not_enabled", response);
    assertTrue(
        json(response).string("detail").orElseThrow().endsWith(" with BROKER_API_CLIENT_ID."));
  }

  @Test
  void saysThatTheBrokerIsStillStarting() {
    fixture.identities = new Identities.On(new CompletableFuture<>());
    fixture.deadline = Duration.ofMillis(1);
    assertRefused(504, "deadline_passed", user("GET"));
    assertEquals(
        Optional.of("waited for: the start of the broker"),
        JsonObject.parse(fixture.line()).orElseThrow().string("reason"));
  }

  @Test
  void saysInAChallengeWhereTheMetadataOfTheRouteIs() {
    fixture.metadata =
        Optional.of(
            new ResourceMetadata(
                URI.create("https://broker.example"),
                "https://login.example",
                Map.of("/api/user", Access.caller(List.of("scope"), List.of()))));
    HttpResponseMessage response =
        new UserFunction(endpoint())
            .run(SampleRequest.of("GET", Map.of(), Optional.empty()), fixture.context());
    assertRefused(401, "bearer_token_missing", response);
    assertEquals(
        "Bearer resource_metadata=\"https://broker.example"
            + "/.well-known/oauth-protected-resource/api/user\"",
        response.getHeader("WWW-Authenticate"));
  }

  /** This broker's operator allows ten hours: beyond them it is a rule, and no fault. */
  @Test
  void takesTheLifetimesThatAcsHas() {
    assertEquals(201, token("POST", Optional.of("{\"expiresInMinutes\":60}")).getStatusCode());
    assertRefused(
        403, "lifetime_not_allowed", token("POST", Optional.of("{\"expiresInMinutes\":1440}")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"59", "1441", "60.5", "\"60\"", "null"})
  void refusesOtherLifetimes(String minutes) {
    assertRefused(
        400,
        "lifetime_invalid",
        token("POST", Optional.of("{\"expiresInMinutes\":" + minutes + "}")));
  }

  @Test
  void takesTheScopesOfAcsAndRefusesWhatTheOperatorDoesNotAllow() {
    assertEquals(201, token("POST", Optional.of("{\"scopes\":[\"voip.join\"]}")).getStatusCode());
    assertRefused(403, "scopes_not_allowed", token("POST", Optional.of("{\"scopes\":[\"chat\"]}")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[]", "null", "\"voip\"", "[\"VoIP\"]", "[\"voip\",\"sms\"]", "[\"voip\",1]"})
  void refusesScopesThatAcsDoesNotHave(String scopes) {
    assertRefused(400, "scopes_invalid", token("POST", Optional.of("{\"scopes\":" + scopes + "}")));
  }

  @Test
  void refusesMembersThatNobodyWouldLookAt() {
    HttpResponseMessage ofToken = token("POST", Optional.of("{\"scope\":[\"voip\"]}"));
    assertRefused(400, "body_member_unknown", ofToken);
    assertTrue(json(ofToken).string("detail").orElseThrow().startsWith("The body may have"));
    HttpResponseMessage bodiless = token("GET", Optional.of("{\"scopes\":[\"voip\"]}"));
    assertRefused(400, "body_member_unknown", bodiless);
    assertTrue(
        json(bodiless).string("detail").orElseThrow().startsWith("This request takes no body."));
    assertEquals(201, token("GET", Optional.of("{}")).getStatusCode());
  }
}
