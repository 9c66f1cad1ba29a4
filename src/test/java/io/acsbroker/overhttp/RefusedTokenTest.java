package io.acsbroker.overhttp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.json.JsonObject;
import io.acsbroker.local.entra.Issuers;
import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.local.entra.TokenOrder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** 401, 403: tokens that do not count, or not for this. */
class RefusedTokenTest extends ErrorTable {
  @Test
  void challengesPlainlyWhereThereIsNoBearerToken() {
    for (HttpRequest.Builder request :
        List.of(
            broker.anonymous(),
            authorization("Bearer"),
            authorization("Bearer "),
            authorization("Basic eDp5"),
            authorization("BearerToken x"),
            authorization("Digest username=\"x\", realm=\"y z\""))) {
      assertEquals(Optional.of("Bearer"), challenge(refused(401, "bearer_token_missing", request)));
    }
  }

  /** What JavaScript makes of a variable, a promise or an object in a text, and of JSON. */
  @ParameterizedTest
  @ValueSource(strings = {"undefined", "null", "[object Promise]", "[object Object]", "\"a.b.c\""})
  void saysThatNoTokenWasSentWhereSomethingElseStands(String sent) {
    HttpResponse<String> response =
        refused(401, "bearer_token_missing", authorization("Bearer " + sent));
    assertEquals(Optional.of("Bearer"), challenge(response));
    String detail = RunningBroker.json(response).string("detail").orElseThrow();
    assertTrue(detail.contains("a promise that was not awaited"), detail);
    assertFalse(detail.contains("Graph"), detail);
  }

  @Test
  void saysOnlyThatATokenIsInvalidUntilItsSignatureHolds() {
    String good = RunningBroker.token();
    List<String> bad =
        List.of(
            "x",
            "a b",
            ".".repeat(15_000),
            "x".repeat(20_000),
            "bnVsbA.e30.YQ",
            good.substring(0, good.length() - 4),
            good.substring(0, good.lastIndexOf('.') + 1),
            good + ".x",
            good + ".YQ.YQ",
            good + ".YQ.YQ.YQ");
    String detail = "";
    for (String token : bad) {
      HttpResponse<String> response =
          refused(401, "token_invalid", authorization("Bearer " + token));
      JsonObject body = RunningBroker.json(response);
      assertTrue(detail.isEmpty() || detail.equals(body.string("detail").orElseThrow()));
      detail = body.string("detail").orElseThrow();
      assertFalse(body.has("claim"));
      assertTrue(challenge(response).orElseThrow().startsWith("Bearer error=\"invalid_token\""));
    }
  }

  @Test
  void saysWhatIsWrongWithATokenThatEntraSigned() {
    assertClaim(
        "exp",
        "a time to come",
        refused(401, "token_expired", token(o -> o.withLifetime(Duration.ofSeconds(-90)))));
    assertClaim(
        "aud",
        "1fd5118e-2576-4263-8130-9503064c837a or https://auth.msft.communication.azure.com or"
            + " https://auth.msft.communication.azure.com/",
        refused(401, "token_audience_wrong", token(o -> o.withAudience("api://mine"))));
    HttpResponse<String> noScopes =
        refused(401, "token_scopes_missing", token(o -> o.withScopes(List.of())));
    assertClaim("scp", "a signed-in user's scopes", noScopes);
    assertEquals(
        Optional.of(
            "Bearer error=\"invalid_token\", error_description=\"The token carries no delegated"
                + " scopes. Send the access token, not the id token.\""),
        challenge(noScopes));
  }

  /**
   * MSAL asks for tokens with proof of possession; a client that sends the inner one as a bearer
   * token gives its binding away.
   *
   * @see <a
   *     href="https://github.com/AzureAD/microsoft-authentication-library-for-js/blob/dev/docs/access-token-proof-of-possession.md">Access
   *     tokens with proof of possession</a>
   */
  @Test
  void exchangesNoTokenThatIsBoundToAKey() {
    String bound =
        RunningBroker.CLOUD.entra().boundToken(TokenOrder.forUser(SampleDirectory.ADELE));
    assertClaim(
        "cnf",
        "no such claim",
        refused(401, "token_bound_to_key", authorization("Bearer " + bound)));
  }

  @Test
  void passesOnThatAcsRejectsTheToken() {
    acsAnswers(401, "{\"error\":{\"code\":\"InvalidAccessToken\",\"message\":\"m\"}}", Map.of());
    HttpResponse<String> response = problem(401, "token_rejected_by_acs", broker.request());
    assertTrue(challenge(response).orElseThrow().startsWith("Bearer error=\"invalid_token\""));
  }

  @Test
  void forbidsTenantsThatAreNotServed() {
    TokenOrder order = TokenOrder.forUser(SampleDirectory.ADELE);
    Map<String, Object> claims = RunningBroker.CLOUD.entra().claims(order);
    claims.put("tid", "12345678-1234-4234-8234-123456789012");
    String token =
        RunningBroker.CLOUD.entra().sign(RunningBroker.CLOUD.entra().header(order), claims);
    HttpResponse<String> response =
        refused(403, "tenant_not_allowed", authorization("Bearer " + token));
    assertEquals(Optional.empty(), challenge(response));
  }

  /** Whether the tenant is allowed or not: its tokens are none of a workforce's. */
  @Test
  void saysThatTokensOfExternalIdAreNotForTheseExchanges() {
    String tenant = SampleDirectory.ADELE.organisation().tenantId();
    TokenOrder order = TokenOrder.forUser(SampleDirectory.ADELE).withVersion("2.0");
    Map<String, Object> claims = RunningBroker.CLOUD.entra().claims(order);
    claims.put("iss", Issuers.ofExternalId(tenant));
    String token =
        RunningBroker.CLOUD.entra().sign(RunningBroker.CLOUD.entra().header(order), claims);
    HttpResponse<String> response =
        refused(403, "tenant_not_allowed", authorization("Bearer " + token));
    assertClaim("iss", "the issuer of an organisation's tenant", response);
    String detail = RunningBroker.json(response).string("detail").orElseThrow();
    assertTrue(detail.contains("External ID"), detail);
    assertEquals(Optional.empty(), challenge(response));
  }

  @Test
  void forbidsClientsThatAreNotServed() {
    refused(
        403,
        "client_not_allowed",
        token(o -> o.withClientId("12345678-1234-4234-8234-123456789012")));
  }

  @Test
  void challengesForTheScopesThatAreMissing() {
    HttpResponse<String> response =
        refused(403, "insufficient_scope", token(o -> o.withScopes("Teams.ManageCalls")));
    assertClaim("scp", "Teams.ManageCalls Teams.ManageChats", response);
    String challenge = challenge(response).orElseThrow();
    assertTrue(challenge.startsWith("Bearer error=\"insufficient_scope\""), challenge);
    assertTrue(challenge.endsWith(", scope=\"Teams.ManageCalls Teams.ManageChats\""), challenge);
  }

  /**
   * The challenge has all that are required, as RFC 6750 wants it; a person looks for the one.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-3">RFC 6750, section 3</a>
   */
  @ParameterizedTest
  @CsvSource({
    "Teams.ManageCalls, the scope Teams.ManageChats.",
    "Teams.ManageChats, the scope Teams.ManageCalls.",
    "profile, the scopes Teams.ManageCalls and Teams.ManageChats."
  })
  void namesTheScopeThatIsMissingAndNoOther(String granted, String missing) {
    JsonObject problem =
        RunningBroker.json(refused(403, "insufficient_scope", token(o -> o.withScopes(granted))));
    String detail = problem.string("detail").orElseThrow();
    assertTrue(detail.startsWith("The token lacks " + missing), detail);
    assertTrue(detail.contains("the user or an administrator of the user's tenant"), detail);
  }

  @Test
  void forbidsWhatTheRequestDoesNotAssert() {
    HttpResponse<String> user =
        refused(
            403,
            "user_mismatch",
            json("{\"userObjectId\":\"" + SampleDirectory.ALEX.objectId() + "\"}"));
    assertClaim("oid", "the userObjectId of the request", user);
    HttpResponse<String> client =
        refused(
            403,
            "client_mismatch",
            json("{\"clientId\":\"" + SampleDirectory.ALEX.objectId() + "\"}"));
    assertClaim("appid", "the clientId of the request", client);
    assertEquals(Optional.empty(), challenge(client));
  }

  @Test
  void passesOnThatAUserHasNoTeamsLicence() {
    problem(403, "teams_license_missing", token(o -> o.withUser(SampleDirectory.MEGAN)));
    problem(403, "teams_license_missing", token(o -> o.withUser(SampleDirectory.LIDIA_AS_GUEST)));
  }

  @ParameterizedTest
  @CsvSource({
    "iss, x, token_issuer_wrong",
    "appid, x, token_client_missing",
    "oid, x, token_user_missing",
    "idtyp, app, token_not_of_a_user",
    "exp, x, token_times_invalid",
    "nbf, 4000000000, token_times_invalid"
  })
  void namesTheClaimThatEntraWouldNotHaveWrittenSo(String claim, String value, String code) {
    HttpResponse<String> response = refused(401, code, signed(claim, value));
    assertTrue(RunningBroker.json(response).string("claim").isPresent());
  }

  @Test
  void saysThatATokenIsNotValidYet() {
    long soon = Instant.now().plusSeconds(600).getEpochSecond();
    assertClaim(
        "nbf", "a time that has come", refused(401, "token_not_yet_valid", signed("nbf", soon)));
  }

  private static HttpRequest.Builder signed(String claim, Object value) {
    TokenOrder order = TokenOrder.forUser(SampleDirectory.ADELE);
    Map<String, Object> claims = RunningBroker.CLOUD.entra().claims(order);
    claims.put(claim, value);
    return authorization(
        "Bearer "
            + RunningBroker.CLOUD.entra().sign(RunningBroker.CLOUD.entra().header(order), claims));
  }
}
