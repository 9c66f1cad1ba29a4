package io.acsbroker.overhttp;

import static io.acsbroker.overhttp.CallerFixture.callerToken;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.json.JsonObject;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A client that was written for Microsoft's authentication sample, which sends the caller token and
 * nothing else. Its fifth call, {@code GET /api/token/teams}, is in {@link CallerTokenTest}.
 */
class SampleClientTest {
  private static final SampleUser USER = SampleDirectory.LIDIA;
  private static RunningBroker broker;

  @BeforeAll
  static void start() {
    broker = CallerFixture.start(Map.of());
  }

  @AfterAll
  static void close() {
    broker.close();
  }

  @BeforeEach
  void forgetTheUser() {
    assertStatus(204, send("DELETE", "/api/user"));
  }

  private static HttpResponse<String> send(String method, String path) {
    return RunningBroker.send(
        HttpRequest.newBuilder(broker.uri(path))
            .header("Authorization", "Bearer " + callerToken(USER))
            .method(method, BodyPublishers.noBody()));
  }

  private static void assertStatus(int status, HttpResponse<String> response) {
    assertEquals(status, response.statusCode(), response.body());
  }

  private static String identity(int status, HttpResponse<String> response) {
    assertStatus(status, response);
    JsonObject body = RunningBroker.json(response);
    assertEquals(List.of("acsUserIdentity"), List.copyOf(body.names()));
    return body.string("acsUserIdentity").orElseThrow();
  }

  @Test
  void hearsThatThereIsNoUserYet() {
    HttpResponse<String> response = send("GET", "/api/user");
    assertStatus(404, response);
    assertEquals(Optional.of("identity_not_found"), RunningBroker.json(response).string("code"));
  }

  @Test
  void createsAUserOnceAndGetsItFromThenOn() {
    String made = identity(201, send("POST", "/api/user"));
    assertTrue(RunningBroker.CLOUD.acs().identities().ids().contains(made));
    assertEquals(made, identity(200, send("POST", "/api/user")));
    assertEquals(made, identity(200, send("GET", "/api/user")));
  }

  @Test
  void getsATokenOfAUserWhoIsThere() {
    String made = identity(201, send("POST", "/api/user"));
    assertToken(made, send("GET", "/api/token"));
  }

  @Test
  void getsATokenOfAUserWhoIsMadeForIt() {
    HttpResponse<String> response = send("GET", "/api/token");
    assertToken(identity(200, send("GET", "/api/user")), response);
  }

  private static void assertToken(String identity, HttpResponse<String> response) {
    assertStatus(201, response);
    assertEquals(Optional.of("no-store"), response.headers().firstValue("Cache-Control"));
    JsonObject body = RunningBroker.json(response);
    String token = body.string("token").orElseThrow();
    assertEquals(Optional.of(identity), RunningBroker.CLOUD.acs().identities().holder(token));
    assertEquals(List.of("voip"), RunningBroker.CLOUD.acs().identities().scopes(token));
    JsonObject user = body.object("user").orElseThrow();
    assertEquals(Optional.of(identity), user.string("id"));
    assertEquals(Optional.of(identity), user.string("communicationUserId"));
    assertEquals(Optional.of(identity), body.string("userId"));
    Instant expiresOn = Instant.parse(body.string("expiresOn").orElseThrow());
    assertTrue(expiresOn.isAfter(Instant.now().plus(Duration.ofHours(23))));
    assertEquals(
        Optional.of(expiresOn.minus(Duration.ofMinutes(10)).toString()), body.string("refreshOn"));
  }

  @Test
  void deletesAUserWhoseTokensAreWorthlessThen() {
    String token = RunningBroker.json(send("GET", "/api/token")).string("token").orElseThrow();
    HttpResponse<String> deleted = send("DELETE", "/api/user");
    assertStatus(204, deleted);
    assertEquals("", deleted.body());
    assertEquals(Optional.empty(), RunningBroker.CLOUD.acs().identities().holder(token));
    assertStatus(404, send("GET", "/api/user"));
    assertStatus(204, send("DELETE", "/api/user"));
  }
}
