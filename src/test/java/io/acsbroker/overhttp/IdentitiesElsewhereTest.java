package io.acsbroker.overhttp;

import static io.acsbroker.local.elsewhere.OpenIdProvider.MACHINE_CLIENT;
import static io.acsbroker.local.entra.SampleDirectory.ADELE;
import static io.acsbroker.local.entra.SampleDirectory.ALEX;
import static io.acsbroker.overhttp.CallerFixture.bodyless;
import static io.acsbroker.overhttp.CallerFixture.callerToken;
import static io.acsbroker.overhttp.CallerFixture.refused;
import static io.acsbroker.overhttp.ElsewhereFixture.ELSEWHERE;
import static io.acsbroker.overhttp.ElsewhereFixture.alone;
import static io.acsbroker.overhttp.ElsewhereFixture.changed;
import static io.acsbroker.overhttp.ElsewhereFixture.order;
import static io.acsbroker.overhttp.ElsewhereFixture.withEntra;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** ACS identities of such callers, and what the broker says of them beforehand. */
class IdentitiesElsewhereTest {
  private final LogLines log = new LogLines();

  @AfterEach
  void reset() {
    LocalRequest.reset();
  }

  private static HttpRequest.Builder user(RunningBroker broker, String method, String caller) {
    return bodyless(broker, caller)
        .uri(broker.uri("/api/user"))
        .method(method, BodyPublishers.noBody());
  }

  private static String identity(RunningBroker broker, String method, String caller) {
    HttpResponse<String> answer = RunningBroker.send(user(broker, method, caller));
    JsonObject body = RunningBroker.json(answer);
    return body.string("acsUserIdentity").orElseThrow(() -> new AssertionError(answer.body()));
  }

  @Test
  void givesCallersAnIdentityThatIsTheirsAlone() {
    try (RunningBroker broker = alone(ELSEWHERE.callerIssuers(), Map.of(), log)) {
      String mine = identity(broker, "POST", ELSEWHERE.token(ADELE));
      assertEquals(mine, identity(broker, "GET", ELSEWHERE.token(ADELE)));
      assertNotEquals(mine, identity(broker, "POST", ELSEWHERE.token(ALEX)));
      // The oid of another user is a subject like any other
      String asAdele = changed(ALEX, "{\"sub\":\"" + ADELE.objectId() + "\"}");
      assertNotEquals(mine, identity(broker, "POST", asAdele));
      HttpResponse<String> token =
          RunningBroker.send(
              bodyless(broker, ELSEWHERE.token(ADELE)).uri(broker.uri("/api/token")));
      assertEquals(201, token.statusCode(), token.body());
      assertTrue(token.body().contains(mine), token.body());
      assertEquals(
          204, RunningBroker.send(user(broker, "DELETE", ELSEWHERE.token(ADELE))).statusCode());
      assertEquals(
          Optional.of("identity_not_found"),
          RunningBroker.json(RunningBroker.send(user(broker, "GET", ELSEWHERE.token(ADELE))))
              .string("code"));
    }
  }

  @Test
  void givesTheSamePersonAnotherOneAsACallerOfEntras() {
    try (RunningBroker broker = withEntra(ELSEWHERE.callerIssuers(), Map.of(), log)) {
      String ofEntra = identity(broker, "POST", callerToken(ADELE));
      assertNotEquals(ofEntra, identity(broker, "POST", ELSEWHERE.token(ADELE)));
      assertEquals(ofEntra, identity(broker, "GET", callerToken(ADELE)));
    }
  }

  @Test
  void givesNoIdentityWhereTheEntryDoesNotListThem() {
    String document =
        ELSEWHERE.callerIssuers().replace("[\"exchange\",\"identity\"]", "[\"exchange\"]");
    try (RunningBroker broker = alone(document, Map.of(), log)) {
      int rows = RunningBroker.CLOUD.table().requests();
      refused(403, "caller_issuer_not_allowed", user(broker, "POST", ELSEWHERE.token(ADELE)));
      refused(403, "caller_not_a_user", user(broker, "POST", order(MACHINE_CLIENT, "")));
      assertEquals(rows, RunningBroker.CLOUD.table().requests(), "the table was asked");
    }
  }

  @Test
  void namesEntraAndTheSubjectTokensScopesAloneInItsMetadata() {
    try (RunningBroker broker =
        alone(
            ELSEWHERE.callerIssuers(),
            Map.of("BROKER_PUBLIC_URL", "https://broker.example"),
            log)) {
      JsonObject teams = metadata(broker, "/api/token/teams");
      assertEquals(Optional.of("caller"), teams.string("acs_token_broker_way"));
      assertFalse(teams.has("scopes_supported"));
      assertTrue(
          teams
              .strings("acs_token_broker_subject_scopes")
              .contains("https://auth.msft.communication.azure.com/Teams.ManageCalls"),
          teams.toString());
      JsonObject user = metadata(broker, "/api/user");
      assertEquals(Optional.of("caller"), user.string("acs_token_broker_way"));
      assertFalse(user.has("scopes_supported"));
      assertFalse(user.has("acs_token_broker_subject_scopes"));
    }
  }

  private static JsonObject metadata(RunningBroker broker, String route) {
    return RunningBroker.json(
        RunningBroker.send(
            HttpRequest.newBuilder(broker.uri("/.well-known/oauth-protected-resource" + route))));
  }

  @Test
  void saysAtTheStartWhichIssuersThereAreAndWhoseCallersAreBoundToNobody() {
    String start =
        CallerFixture.startLog(Map.of("BROKER_CALLER_ISSUERS", ELSEWHERE.callerIssuersUnbound()));
    assertTrue(
        start.contains(
            "Caller tokens of these issuers count, as BROKER_CALLER_ISSUERS says: sample"),
        start);
    assertTrue(start.contains("as their binding none says: sample"), start);
    assertFalse(
        CallerFixture.startLog(Map.of("BROKER_CALLER_ISSUERS", ELSEWHERE.callerIssuers()))
            .contains("binding none"));
  }
}
