package io.acsbroker.overhttp;

import static io.acsbroker.local.entra.SampleDirectory.ADELE;
import static io.acsbroker.local.entra.SampleDirectory.ALEX;
import static io.acsbroker.local.entra.SampleDirectory.LIDIA;
import static io.acsbroker.overhttp.CallerFixture.assertClaim;
import static io.acsbroker.overhttp.CallerFixture.bodyless;
import static io.acsbroker.overhttp.CallerFixture.callerToken;
import static io.acsbroker.overhttp.CallerFixture.inBody;
import static io.acsbroker.overhttp.CallerFixture.refused;
import static io.acsbroker.overhttp.CallerFixture.subjectToken;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.json.JsonObject;
import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.local.entra.TokenOrder;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two good tokens that do not fit together, or not this broker. */
class RefusedCallerTest {
  private static final String API = "api://" + SampleDirectory.BROKER_API_CLIENT_ID;
  private static RunningBroker broker;

  @BeforeAll
  static void start() {
    broker = CallerFixture.start(Map.of());
  }

  @AfterAll
  static void close() {
    broker.close();
  }

  @Test
  void refusesSubjectTokensOfAnotherUser() {
    assertClaim(
        "oid",
        refused(403, "caller_mismatch", inBody(broker, callerToken(ADELE), subjectToken(ALEX))));
  }

  @Test
  void refusesSubjectTokensOfAnotherTenant() {
    assertClaim(
        "tid",
        refused(403, "caller_mismatch", inBody(broker, callerToken(ADELE), subjectToken(LIDIA))));
  }

  @Test
  void refusesCallersOfOtherApplications() {
    String caller =
        callerToken(ADELE, order -> order.withClientId(SampleDirectory.BROKER_API_CLIENT_ID));
    assertClaim(
        "appid",
        refused(403, "caller_client_not_allowed", inBody(broker, caller, subjectToken(ADELE))));
  }

  @Test
  void refusesSubjectTokensOfOtherApplications() {
    String subject =
        subjectToken(ADELE, order -> order.withClientId(SampleDirectory.CALLER_CLIENT_ID));
    assertClaim(
        "appid", refused(403, "client_not_allowed", inBody(broker, callerToken(ADELE), subject)));
  }

  @Test
  void namesTheScopeThatACallerTokenLacks() {
    String caller = callerToken(ADELE, order -> order.withScopes("profile"));
    HttpResponse<String> response = RunningBroker.send(inBody(broker, caller, subjectToken(ADELE)));
    JsonObject problem = RunningBroker.json(response);
    assertEquals(403, response.statusCode());
    assertEquals(Optional.of("insufficient_scope"), problem.string("code"));
    assertEquals(Optional.of(API + "/access_as_user"), problem.string("expected"));
    assertDetail("The caller token lacks the scope access_as_user of this broker's API.", problem);
    String challenge = response.headers().firstValue("WWW-Authenticate").orElseThrow();
    assertTrue(challenge.contains("scope=\"" + API + "/access_as_user\""), challenge);
  }

  @Test
  void refusesSubjectTokensThatLackAScopeWithoutAChallenge() {
    String subject = subjectToken(ADELE, order -> order.withScopes("Teams.ManageCalls"));
    JsonObject problem =
        refused(403, "subject_scope_missing", inBody(broker, callerToken(ADELE), subject));
    assertClaim("scp", problem);
    assertDetail("The subject token lacks the scope Teams.ManageChats.", problem);
  }

  private static void assertDetail(String beginning, JsonObject problem) {
    String detail = problem.string("detail").orElseThrow();
    assertTrue(detail.startsWith(beginning), detail);
  }

  @Test
  void refusesApplicationsThatCallForThemselves() {
    String application = RunningBroker.CLOUD.entra().applicationToken(TokenOrder.forCaller(ADELE));
    JsonObject problem =
        refused(401, "token_not_of_a_user", inBody(broker, application, subjectToken(ADELE)));
    assertClaim("scp", problem);
  }

  @Test
  void refusesBoundSubjectTokensWithoutBlamingTheCallers() {
    String bound = RunningBroker.CLOUD.entra().boundToken(TokenOrder.forUser(ADELE));
    assertClaim(
        "cnf", refused(400, "subject_token_invalid", inBody(broker, callerToken(ADELE), bound)));
  }

  @Test
  void issuesNoIdentityToACallerTokenThatIsBoundToAKey() {
    int rows = RunningBroker.CLOUD.table().requests();
    String bound = RunningBroker.CLOUD.entra().boundToken(TokenOrder.forCaller(ADELE));
    assertClaim(
        "cnf",
        refused(401, "token_bound_to_key", bodyless(broker, bound).uri(broker.uri("/api/token"))));
    assertEquals(rows, RunningBroker.CLOUD.table().requests(), "the table was asked");
  }
}
