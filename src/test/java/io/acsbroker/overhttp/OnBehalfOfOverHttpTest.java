package io.acsbroker.overhttp;

import static io.acsbroker.local.entra.SampleDirectory.ADELE;
import static io.acsbroker.local.entra.SampleDirectory.ALEX;
import static io.acsbroker.local.entra.SampleDirectory.BROKER_API_CLIENT_ID;
import static io.acsbroker.local.entra.SampleDirectory.CALLER_CLIENT_ID;
import static io.acsbroker.local.entra.SampleDirectory.HENRIETTA;
import static io.acsbroker.local.entra.SampleDirectory.LIDIA;
import static io.acsbroker.overhttp.CallerFixture.assertGranted;
import static io.acsbroker.overhttp.CallerFixture.bodyless;
import static io.acsbroker.overhttp.CallerFixture.callerToken;
import static io.acsbroker.overhttp.CallerFixture.inBody;
import static io.acsbroker.overhttp.CallerFixture.refused;
import static io.acsbroker.overhttp.CallerFixture.subjectToken;
import static io.acsbroker.overhttp.CallerFixture.withBody;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.acsbroker.json.JsonObject;
import io.acsbroker.local.LocalCloud;
import io.acsbroker.local.entra.EntraRefusal;
import io.acsbroker.local.entra.OnBehalfOf;
import io.acsbroker.local.entra.SampleUser;
import io.acsbroker.local.entra.TokenOrder;
import io.acsbroker.local.net.CannedAnswer;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.HashMap;
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

/** No subject token is sent: the broker asks Entra for one, here with a secret. */
class OnBehalfOfOverHttpTest {
  private static final LocalCloud CLOUD = RunningBroker.CLOUD;
  private static final OnBehalfOf ENTRA = CLOUD.entra().onBehalfOf();
  private static final String CLAIMS =
      "{\"access_token\":{\"acrs\":{\"essential\":true,\"value\":\"c1\"}}}";

  private static RunningBroker broker;

  @BeforeAll
  static void start() {
    broker = started();
  }

  private static RunningBroker started() {
    return CallerFixture.start(CallerFixture.onBehalfOf());
  }

  @AfterAll
  static void close() {
    broker.close();
  }

  @AfterEach
  void everythingIsAsItWas() {
    ENTRA.refuse(null);
    ENTRA.answerRequests(null);
    ENTRA.withdrawChallenges();
    ENTRA.changeTokens(UnaryOperator.identity());
  }

  /** A caller token that no other test has sent. */
  private static HttpRequest.Builder request(SampleUser user) {
    return bodyless(broker, callerToken(user, order -> order.withVersion("2.0")));
  }

  @Test
  void getsTheSubjectTokenItself() {
    assertGranted(ADELE, request(ADELE));
    assertGranted(ADELE, request(ADELE).GET());
    assertGranted(LIDIA, request(LIDIA));
  }

  @Test
  void asksEntraOnceForACallerToken() {
    String caller = callerToken(ALEX);
    int before = ENTRA.requests();
    assertGranted(ALEX, bodyless(broker, caller));
    assertGranted(ALEX, bodyless(broker, caller));
    assertEquals(before + 1, ENTRA.requests());
  }

  @Test
  void takesASubjectTokenThatIsSentNonetheless() {
    int before = ENTRA.requests();
    assertGranted(ADELE, inBody(broker, callerToken(ADELE), subjectToken(ADELE)));
    assertEquals(before, ENTRA.requests());
  }

  @Test
  void refusesASubjectTokenOfTheBrokersOwnApplicationThatIsSent() {
    String own = subjectToken(ADELE, order -> order.withClientId(BROKER_API_CLIENT_ID));
    refused(403, "client_not_allowed", inBody(broker, callerToken(ADELE), own));
  }

  @Test
  void comparesTheAssertedClientWithTheCallers() {
    assertGranted(ADELE, withBody(request(ADELE), "{\"clientId\":\"" + CALLER_CLIENT_ID + "\"}"));
    JsonObject problem =
        refused(
            403,
            "client_mismatch",
            withBody(request(ADELE), "{\"clientId\":\"" + BROKER_API_CLIENT_ID + "\"}"));
    assertEquals(Optional.of("azp"), problem.string("claim"));
  }

  @Test
  void asksEntraForNobodyWhoMayNotCall() {
    int before = ENTRA.requests();
    refused(401, "token_invalid", bodyless(broker, "a.b.c"));
    refused(
        403,
        "insufficient_scope",
        bodyless(broker, callerToken(ADELE, order -> order.withScopes("profile"))));
    String bound = CLOUD.entra().boundToken(TokenOrder.forCaller(ADELE));
    refused(401, "token_bound_to_key", bodyless(broker, bound));
    assertEquals(before, ENTRA.requests());
  }

  @Test
  void saysWhereToConsent() {
    JsonObject problem = refused(403, "consent_required", request(HENRIETTA));
    assertEquals(
        Optional.of(
            CLOUD.entra().secureAuthority()
                + "/"
                + HENRIETTA.organisation().tenantId()
                + "/adminconsent?client_id="
                + BROKER_API_CLIENT_ID),
        problem.string("consentUrl"));
  }

  @Test
  void passesAClaimsChallengeOnAndIsContentOnceItIsMet() {
    ENTRA.challenge(ADELE, CLAIMS);
    JsonObject problem = refused(401, "interaction_required", request(ADELE));
    assertEquals(Optional.of(CLAIMS), problem.string("claims"));
    assertEquals(Optional.of("caller"), problem.string("claimsFor"));
    assertGranted(ADELE, bodyless(broker, callerToken(ADELE, order -> order.withClaims(CLAIMS))));
  }

  @ParameterizedTest
  @CsvSource({
    "400, invalid_grant, 50057, '', 403, user_blocked",
    "400, invalid_grant, 5000224, '', 403, tenant_blocked",
    "400, invalid_grant, 500133, '', 401, token_rejected_by_entra",
    "400, interaction_required, 50076, basic_action, 401, interaction_required",
    "401, invalid_client, 7000215, '', 502, entra_denied",
    "401, invalid_client, 700213, '', 502, entra_denied",
    "503, temporarily_unavailable, 90033, '', 503, entra_unavailable"
  })
  void saysWhatAClientCanDoAboutARefusal(
      int status, String error, int number, String suberror, int expected, String code) {
    ENTRA.refuse(new EntraRefusal(status, error, number, "No.", suberror, ""));
    JsonObject problem = refused(expected, code, request(ADELE));
    assertFalse(problem.string("detail").orElseThrow().contains("AADSTS"));
  }

  @Test
  void waitsAsLongAsEntraSays() {
    ENTRA.answerRequests(
        new CannedAnswer(
            429, Map.of("Retry-After", "17"), "{\"error\":\"throttled\"}", Duration.ZERO));
    // A broker of its own, since it leaves Entra alone then
    try (RunningBroker throttled = started()) {
      JsonObject problem = refused(503, "entra_throttled", bodyless(throttled, callerToken(ADELE)));
      assertEquals(Optional.of(17L), problem.integer("retryAfterSeconds"));
    }
  }

  @Test
  void asksEntraForNobodyElseThanTheCaller() {
    int before = ENTRA.requests();
    String other = "{\"userObjectId\":\"" + ALEX.objectId() + "\"}";
    refused(403, "user_mismatch", withBody(request(ADELE), other));
    assertEquals(before, ENTRA.requests());
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html>", "{}", "[]"})
  void saysThatAnAnswerCannotBeUnderstood(String answer) {
    ENTRA.answerRequests(CannedAnswer.text(200, answer));
    refused(502, "entra_answer_not_understood", request(ADELE));
  }

  @ParameterizedTest
  @CsvSource({
    "oid, 14c09aa5-2042-4050-a572-72508653509d",
    "aud, https://graph.microsoft.com",
    "appid, 7f5d1927-25eb-4dd2-af04-34d4735b6c38",
    "scp, Teams.ManageCalls",
    "cnf, x"
  })
  void believesNoAnswerThatIsNotWhatItAskedFor(String claim, String value) {
    ENTRA.changeTokens(
        claims -> {
          Map<String, Object> changed = new HashMap<>(claims);
          changed.put(claim, value);
          return changed;
        });
    String caller = callerToken(ADELE);
    MovedClock clock = new MovedClock();
    try (RunningBroker asking = CallerFixture.start(CallerFixture.onBehalfOf(), clock)) {
      refused(502, "on_behalf_of_token_invalid", bodyless(asking, caller));
      ENTRA.changeTokens(UnaryOperator.identity());
      assertGranted(ALEX, bodyless(asking, callerToken(ALEX)));
      int before = ENTRA.requests();
      for (int i = 0; i < 20; i++) {
        refused(502, "on_behalf_of_token_invalid", bodyless(asking, caller));
      }
      assertEquals(before, ENTRA.requests(), "it is asked again after five seconds");
      clock.pass(Duration.ofSeconds(5));
      assertGranted(ADELE, bodyless(asking, caller));
    }
  }

  /**
   * An app that is its own API may call; the tokens for ACS of that application are the broker's.
   */
  @Test
  void servesTheApiAsItsOwnCallerAndTakesNoSubjectTokenOfIt() {
    Map<String, String> settings = new HashMap<>(CallerFixture.onBehalfOf());
    settings.put("ENTRA_CLIENT_IDS", "");
    settings.put("BROKER_CALLER_CLIENT_IDS", BROKER_API_CLIENT_ID);
    String caller = callerToken(ADELE, order -> order.withClientId(BROKER_API_CLIENT_ID));
    String sent = subjectToken(ADELE, order -> order.withClientId(BROKER_API_CLIENT_ID));
    try (RunningBroker own = CallerFixture.start(settings)) {
      assertGranted(ADELE, bodyless(own, caller));
      refused(403, "client_not_allowed", inBody(own, caller, sent));
    }
  }
}
