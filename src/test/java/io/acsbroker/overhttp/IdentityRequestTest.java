package io.acsbroker.overhttp;

import static io.acsbroker.overhttp.CallerFixture.callerToken;
import static io.acsbroker.overhttp.CallerFixture.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.json.JsonObject;
import io.acsbroker.local.acs.Identities;
import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.local.entra.SampleUser;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests for identities, as they should be and as they should not. */
class IdentityRequestTest {
  private static final SampleUser USER = SampleDirectory.ADELE;
  private static RunningBroker broker;

  @BeforeAll
  static void start() {
    broker = CallerFixture.start(Map.of("BROKER_IDENTITY_TOKEN_MINUTES", "120"));
  }

  @AfterAll
  static void close() {
    broker.close();
  }

  private static HttpRequest.Builder request(String method, String path) {
    return HttpRequest.newBuilder(broker.uri(path))
        .header("Authorization", "Bearer " + callerToken(USER))
        .method(method, BodyPublishers.noBody());
  }

  private static HttpRequest.Builder token(String body) {
    return CallerFixture.withBody(request("GET", "/api/token"), body);
  }

  private static Identities identities() {
    return RunningBroker.CLOUD.acs().identities();
  }

  @Test
  void issuesATokenForAsLongAsIsAskedFor() {
    Instant earliest = Instant.now().plus(Duration.ofMinutes(90)).minusSeconds(2);
    HttpResponse<String> response = RunningBroker.send(token("{\"expiresInMinutes\":90}"));
    assertEquals(201, response.statusCode(), response.body());
    JsonObject body = RunningBroker.json(response);
    Instant expiresOn = Instant.parse(body.string("expiresOn").orElseThrow());
    assertTrue(expiresOn.isAfter(earliest) && expiresOn.isBefore(earliest.plusSeconds(60)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "59",
        "1441",
        "-1",
        "0",
        "\"abc\"",
        "\"60\"",
        "60.5",
        "6e1",
        "null",
        "[60]",
        "99999999999999999999"
      })
  void refusesALifetimeThatIsNone(String lifetime) {
    refused(400, "lifetime_invalid", token("{\"expiresInMinutes\":" + lifetime + "}"));
  }

  @Test
  void refusesALifetimeThatIsNotAllowed() {
    JsonObject problem = refused(403, "lifetime_not_allowed", token("{\"expiresInMinutes\":121}"));
    assertTrue(problem.string("detail").orElseThrow().contains(" 120 minutes "));
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"userObjectId\":\"22222222-2222-4222-8222-222222222222\"}', /api/token",
    "'{\"id\":\"8:acs:any\"}', /api/user",
    "'{\"user\":{\"id\":\"8:acs:any\"}}', /api/user/revoke",
    "'{\"scopes\":[\"voip\"]}', /api/user",
    "'{\"Scopes\":[\"voip\"]}', /api/token"
  })
  void hasNoWayToNameAnotherUserOrToMisspellAWish(String body, String path) {
    refused(400, "body_member_unknown", CallerFixture.withBody(request("GET", path), body));
  }

  @Test
  void hasNoWayToNameAnotherUserInTheAddress() {
    refused(404, "not_found", request("GET", "/api/user/8:acs:any"));
    refused(404, "not_found", request("DELETE", "/api/user/" + USER.objectId()));
    RunningBroker.send(request("POST", "/api/user"));
    String own = RunningBroker.send(request("GET", "/api/user")).body();
    assertEquals(own, RunningBroker.send(request("GET", "/api/user?id=8:acs:any")).body());
  }

  @Test
  void givesEachUserAnIdentityOfTheirOwn() {
    String adele = RunningBroker.send(request("GET", "/api/token")).body();
    HttpResponse<String> lidia =
        RunningBroker.send(
            HttpRequest.newBuilder(broker.uri("/api/token"))
                .header("Authorization", "Bearer " + callerToken(SampleDirectory.LIDIA)));
    assertEquals(201, lidia.statusCode());
    Optional<String> userId = RunningBroker.json(lidia).string("userId");
    assertTrue(userId.isPresent());
    assertTrue(!userId.equals(JsonObject.parse(adele).flatMap(it -> it.string("userId"))));
  }

  @Test
  void revokesEveryTokenAndNotTheUser() {
    JsonObject before = RunningBroker.json(RunningBroker.send(request("GET", "/api/token")));
    HttpResponse<String> revoked = RunningBroker.send(request("POST", "/api/user/revoke"));
    assertEquals(204, revoked.statusCode());
    assertEquals("", revoked.body());
    assertEquals(Optional.empty(), identities().holder(before.string("token").orElseThrow()));
    JsonObject after = RunningBroker.json(RunningBroker.send(request("GET", "/api/token")));
    assertEquals(before.string("userId"), after.string("userId"));
    assertTrue(identities().holder(after.string("token").orElseThrow()).isPresent());
  }

  @ParameterizedTest
  @CsvSource({
    "PUT, /api/user, 'GET, POST, DELETE'",
    "PATCH, /api/user, 'GET, POST, DELETE'",
    "DELETE, /api/token, 'GET, POST'",
    "GET, /api/user/revoke, POST"
  })
  void saysWhichMethodsARouteHas(String method, String path, String allowed) {
    HttpResponse<String> response = RunningBroker.send(request(method, path));
    assertEquals(405, response.statusCode());
    assertEquals(
        List.of(allowed.split(", ")).stream().sorted().toList(),
        List.of(response.headers().firstValue("Allow").orElseThrow().split(", ")).stream()
            .sorted()
            .toList());
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /api/user",
    "POST, /api/user",
    "DELETE, /api/user",
    "GET, /api/token",
    "POST, /api/token",
    "POST, /api/user/revoke"
  })
  void wantsACallerTokenAndNoOther(String method, String path) {
    HttpRequest.Builder anonymous =
        HttpRequest.newBuilder(broker.uri(path)).method(method, BodyPublishers.noBody());
    refused(401, "bearer_token_missing", anonymous);
    refused(
        401,
        "token_audience_wrong",
        HttpRequest.newBuilder(broker.uri(path))
            .header("Authorization", "Bearer " + RunningBroker.token())
            .method(method, BodyPublishers.noBody()));
  }

  @Test
  void existsOnlyWithCallersAndATable() {
    try (RunningBroker direct = RunningBroker.start();
        RunningBroker tableless =
            CallerFixture.start(Map.of("BROKER_IDENTITY_TABLE_CONNECTION_STRING", ""))) {
      assertOff(
          "BROKER_API_CLIENT_ID or BROKER_CALLER_ISSUERS, and BROKER_IDENTITY_TABLE_ENDPOINT",
          direct);
      assertOff("BROKER_IDENTITY_TABLE_ENDPOINT", tableless);
    }
  }

  private static void assertOff(String settings, RunningBroker off) {
    for (String path : List.of("/api/user", "/api/token", "/api/user/revoke")) {
      JsonObject problem =
          refused(404, "identities_not_enabled", HttpRequest.newBuilder(off.uri(path)));
      assertTrue(problem.string("detail").orElseThrow().endsWith(" with " + settings + "."));
    }
  }
}
