package io.acsbroker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.json.JsonObject;
import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.local.entra.TokenOrder;
import io.acsbroker.local.net.CannedAnswer;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The table of errors, row by row, over HTTP. What the broker refuses by itself reaches neither the
 * key endpoint nor ACS, and after each case the next good request succeeds.
 */
class ErrorTableTest {
  private static RunningBroker broker;

  @BeforeAll
  static void start() {
    broker = RunningBroker.start();
    assertGoodRequestSucceeds();
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @AfterEach
  void assertNothingIsLost() {
    RunningBroker.CLOUD.acs().answerExchanges(null);
    assertGoodRequestSucceeds();
  }

  private static void assertGoodRequestSucceeds() {
    HttpResponse<String> response = RunningBroker.send(broker.request());
    assertEquals(200, response.statusCode(), response.body());
  }

  /** Sends a request that the broker refuses by itself. */
  private static HttpResponse<String> refused(
      int status, String code, HttpRequest.Builder request) {
    int keyRequests = RunningBroker.CLOUD.entra().keyRequests();
    int exchanges = RunningBroker.CLOUD.acs().exchanges();
    HttpResponse<String> response = problem(status, code, request);
    assertEquals(keyRequests, RunningBroker.CLOUD.entra().keyRequests(), "keys were asked for");
    assertEquals(exchanges, RunningBroker.CLOUD.acs().exchanges(), "ACS was asked");
    return response;
  }

  private static HttpResponse<String> problem(
      int status, String code, HttpRequest.Builder request) {
    HttpResponse<String> response = RunningBroker.send(request);
    assertEquals(status, response.statusCode(), response.body());
    JsonObject body = RunningBroker.json(response);
    assertEquals(Optional.of(code), body.string("code"));
    assertEquals(Optional.of((long) status), body.integer("status"));
    assertEquals(Optional.of("tag:acsbroker.io,2026:" + code), body.string("type"));
    assertTrue(body.string("title").orElseThrow().length() > 3);
    assertTrue(body.string("detail").orElseThrow().endsWith("."));
    assertTrue(body.string("correlationId").orElseThrow().matches("[0-9a-f-]{36}"));
    assertEquals(
        Optional.of("application/problem+json"), response.headers().firstValue("Content-Type"));
    assertEquals(Optional.of("no-store"), response.headers().firstValue("Cache-Control"));
    assertEquals(
        Optional.of("WWW-Authenticate, Retry-After"),
        response.headers().firstValue("Access-Control-Expose-Headers"));
    return response;
  }

  private static HttpRequest.Builder authorization(String value) {
    return broker.anonymous().header("Authorization", value);
  }

  private static HttpRequest.Builder token(UnaryOperator<TokenOrder> change) {
    TokenOrder order = change.apply(TokenOrder.forUser(SampleDirectory.ADELE));
    return authorization("Bearer " + RunningBroker.CLOUD.entra().token(order));
  }

  private static HttpRequest.Builder json(String body) {
    return broker
        .request()
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body));
  }

  private static Optional<String> challenge(HttpResponse<String> response) {
    return response.headers().firstValue("WWW-Authenticate");
  }

  private static void assertClaim(String claim, String expected, HttpResponse<String> response) {
    JsonObject body = RunningBroker.json(response);
    assertEquals(Optional.of(claim), body.string("claim"));
    assertEquals(Optional.of(expected), body.string("expected"));
  }

  // 400

  @Test
  void refusesTwoAuthorizationHeaders() {
    refused(400, "authorization_duplicated", broker.request().header("Authorization", "Bearer x"));
    refused(
        400, "authorization_duplicated", broker.request().header("Authorization", "Basic eDp5"));
    refused(400, "authorization_duplicated", authorization("Basic eDp5,Bearer x"));
    refused(400, "authorization_duplicated", authorization("Basic eDp5, Basic eDp5"));
  }

  @Test
  void refusesABodyThatIsAnnouncedAndDoesNotArrive() {
    refused(
        400,
        "body_missing",
        broker
            .request()
            .header("Content-Type", "application/json")
            .POST(
                BodyPublishers.ofInputStream(
                    () -> new ByteArrayInputStream("{}".getBytes(UTF_8)))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "[]", "null", "{", "{\"clientId\":1,\"clientId\":1}", "{}{}", " "})
  void refusesABodyThatIsNotOneJsonObject(String body) {
    refused(400, "body_not_json", json(body));
  }

  @ParameterizedTest
  @ValueSource(strings = {"userobjectid", "userObjectID", "user", "ClientId"})
  void refusesMembersThatNobodyWouldCheck(String member) {
    refused(400, "body_member_unknown", json("{\"" + member + "\":\"x\"}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "\"\"", "\"adele\"", "1", "[]"})
  void refusesIdsThatAreNoGuids(String value) {
    refused(400, "body_member_invalid", json("{\"userObjectId\":" + value + "}"));
    refused(400, "body_member_invalid", json("{\"clientId\":" + value + "}"));
  }

  @Test
  void saysThatCallerTokensAreNotEnabled() {
    refused(
        400,
        "caller_tokens_not_enabled",
        broker.request().header("teams-user-aad-token", RunningBroker.token()));
    refused(400, "caller_tokens_not_enabled", json("{\"accessToken\":\"x\"}"));
  }

  // 401

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
            good + ".x");
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

  @Test
  void passesOnThatAcsRejectsTheToken() {
    acsAnswers(401, "{\"error\":{\"code\":\"InvalidAccessToken\",\"message\":\"m\"}}", Map.of());
    HttpResponse<String> response = problem(401, "token_rejected_by_acs", broker.request());
    assertTrue(challenge(response).orElseThrow().startsWith("Bearer error=\"invalid_token\""));
  }

  // 403

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

  // 404, 405, 413, 415, 431

  @ParameterizedTest
  @ValueSource(strings = {"/api", "/api/", "/api/token", "/api/token/teams/x", "/api/unheard"})
  void answersWithAProblemWhereThereIsNothing(String path) {
    refused(404, "not_found", broker.request().uri(broker.uri(path)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"})
  void namesTheMethodsThatItTakes(String method) {
    HttpResponse<String> response =
        refused(
            405, "method_not_allowed", broker.request().method(method, BodyPublishers.noBody()));
    assertEquals(Optional.of("POST"), response.headers().firstValue("Allow"));
  }

  @Test
  void answersHeadWithoutABody() {
    HttpResponse<String> response =
        RunningBroker.send(broker.request().method("HEAD", BodyPublishers.noBody()));
    assertEquals(405, response.statusCode());
    assertEquals("", response.body());
  }

  @ParameterizedTest
  @ValueSource(ints = {32 * 1024 + 1, 1024 * 1024})
  void refusesBodiesOver32KiB(int size) {
    refused(413, "body_too_large", json("{}" + " ".repeat(size - 2)));
    refused(413, "body_too_large", json("é".repeat(size / 2 + 1)));
  }

  @Test
  void takesBodiesOf32KiB() {
    HttpResponse<String> response = RunningBroker.send(json("{}" + " ".repeat(32 * 1024 - 2)));
    assertEquals(200, response.statusCode());
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/jsonp"})
  void takesNoBodyOfAnotherType(String type) {
    refused(
        415,
        "content_type_not_supported",
        broker.request().header("Content-Type", type).POST(BodyPublishers.ofString("{}")));
  }

  @Test
  void takesNoBodyWithoutAType() {
    refused(
        415, "content_type_not_supported", broker.request().POST(BodyPublishers.ofString("{}")));
  }

  @Test
  void leavesHeadersOver32KbToTheHost() {
    HttpResponse<String> response =
        RunningBroker.send(authorization("Bearer " + "x".repeat(100_000)));
    assertEquals(431, response.statusCode());
  }

  // 502, 503

  private static void acsAnswers(int status, String body, Map<String, String> headers) {
    RunningBroker.CLOUD
        .acs()
        .answerExchanges(new CannedAnswer(status, headers, body, Duration.ZERO));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "401|{\"error\":{\"code\":\"Denied\"}}|acs_denied",
        "401||acs_denied",
        "400|{\"error\":{\"code\":\"ValidationError\",\"target\":\"appId\"}}|acs_request_rejected",
        "400|not json|acs_answer_not_understood",
        "418|{}|acs_answer_not_understood",
        "200|not json|acs_answer_not_understood",
        "200|{}|acs_answer_not_understood",
        "200|{\"token\":\"\",\"expiresOn\":\"2099-01-01T00:00:00Z\"}|acs_answer_not_understood",
        "200|{\"token\":\"t\"}|acs_answer_not_understood",
        "200|{\"token\":\"t\",\"expiresOn\":\"soon\"}|acs_answer_not_understood",
        "200|{\"token\":\"t\",\"expiresOn\":\"2020-01-01T00:00:00Z\"}|acs_answer_not_understood"
      })
  void isABadGatewayWhereAcsRefusesTheBrokerOrIsNotUnderstood(
      int status, String body, String code) {
    acsAnswers(status, body == null ? "" : body, Map.of("Content-Type", "application/json"));
    HttpResponse<String> response = problem(502, code, broker.request());
    assertEquals(Optional.empty(), response.headers().firstValue("Retry-After"));
  }

  @ParameterizedTest
  @CsvSource({
    "429, 7, acs_throttled, 7",
    "429, , acs_throttled, 5",
    "429, 86400, acs_throttled, 3600",
    "500, , acs_unavailable, 5",
    "503, 9, acs_unavailable, 9"
  })
  void saysWhenToAskAgain(int status, String retryAfter, String code, long seconds) {
    Map<String, String> headers = retryAfter == null ? Map.of() : Map.of("Retry-After", retryAfter);
    acsAnswers(status, "", headers);
    int before = RunningBroker.CLOUD.acs().exchanges();
    HttpResponse<String> response = problem(503, code, broker.request());
    assertEquals(Optional.of(Long.toString(seconds)), response.headers().firstValue("Retry-After"));
    assertEquals(Optional.of(seconds), RunningBroker.json(response).integer("retryAfterSeconds"));
    assertEquals(before + 1, RunningBroker.CLOUD.acs().exchanges(), "the SDK tried again");
  }
}
