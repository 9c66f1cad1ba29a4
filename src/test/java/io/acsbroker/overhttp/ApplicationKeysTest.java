package io.acsbroker.overhttp;

import static io.acsbroker.local.entra.SampleDirectory.ADELE;
import static io.acsbroker.local.entra.SampleDirectory.BROKER_API_CLIENT_ID;
import static io.acsbroker.local.entra.SampleDirectory.CLIENT_ID;
import static io.acsbroker.local.entra.SampleDirectory.LIDIA;
import static io.acsbroker.overhttp.CallerFixture.assertGranted;
import static io.acsbroker.overhttp.CallerFixture.bodyless;
import static io.acsbroker.overhttp.CallerFixture.callerToken;
import static io.acsbroker.overhttp.CallerFixture.inBody;
import static io.acsbroker.overhttp.CallerFixture.refused;
import static io.acsbroker.overhttp.CallerFixture.subjectToken;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.json.JsonObject;
import io.acsbroker.local.entra.EntraEmulator;
import io.acsbroker.local.entra.SampleUser;
import io.acsbroker.local.entra.SigningKey;
import io.acsbroker.local.entra.TokenOrder;
import io.acsbroker.local.net.CannedAnswer;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Caller tokens that Entra signs with a key of the broker's API's own, as it does with claims
 * mapping or a SAML certificate: {@code BROKER_API_KEYS}.
 *
 * @see <a href="https://learn.microsoft.com/entra/identity-platform/access-tokens">Custom signing
 *     keys, and where they are published</a>
 * @see <a href="https://github.com/AzureAD/microsoft-authentication-library-for-js/issues/3429">The
 *     same with a SAML certificate, at the v2 address</a>
 */
class ApplicationKeysTest {
  private static final EntraEmulator ENTRA = RunningBroker.CLOUD.entra();
  private static final Map<String, String> ON = Map.of("BROKER_API_KEYS", "application");

  @AfterEach
  void forgetTheKey() {
    ENTRA.answerKeyRequests(null);
    ENTRA.keyDocuments().forgetApplications();
  }

  private static String signedByApplication(String application, TokenOrder order) {
    SigningKey key =
        ENTRA.keyDocuments().ofApplication(order.user().organisation().tenantId(), application);
    return key.sign(key.header(), ENTRA.claims(order));
  }

  private static String ownCallerToken(SampleUser user) {
    return signedByApplication(BROKER_API_CLIENT_ID, TokenOrder.forCaller(user));
  }

  private static void answerForApplications(CannedAnswer answer) {
    ENTRA.disturbKeyRequests(
        usual -> request -> request.query().containsKey("appid") ? answer : usual.answer(request));
  }

  @Test
  void refusesACallerTokenWithTheKeyOfTheBrokersApiByDefault() {
    try (RunningBroker broker = CallerFixture.start(Map.of())) {
      refused(
          401, "signing_key_unknown", inBody(broker, ownCallerToken(ADELE), subjectToken(ADELE)));
    }
  }

  @Test
  void takesACallerTokenWithTheKeyOfTheBrokersApiWhereItIsWritten() {
    try (RunningBroker broker = CallerFixture.start(ON)) {
      for (SampleUser user : List.of(ADELE, LIDIA)) {
        for (String version : TokenOrder.VERSIONS) {
          String caller =
              signedByApplication(
                  BROKER_API_CLIENT_ID, TokenOrder.forCaller(user).withVersion(version));
          assertGranted(user, inBody(broker, caller, subjectToken(user)));
        }
        assertGranted(user, inBody(broker, callerToken(user), subjectToken(user)));
      }
    }
  }

  @Test
  void givesAnAcsIdentityToACallerTokenWithTheKeyOfTheBrokersApi() {
    try (RunningBroker broker = CallerFixture.start(ON)) {
      HttpRequest.Builder request =
          bodyless(broker, ownCallerToken(ADELE)).uri(broker.uri("/api/token"));
      HttpResponse<String> response = RunningBroker.send(request);
      assertEquals(201, response.statusCode(), response.body());
    }
  }

  @Test
  void asksForTheKeysOnceForAllCallerTokens() {
    try (RunningBroker broker = CallerFixture.start(ON)) {
      BrokerStarts.awaitEnd();
      assertGranted(ADELE, inBody(broker, ownCallerToken(ADELE), subjectToken(ADELE)));
      int before = ENTRA.keyRequests();
      for (int i = 0; i < 3; i++) {
        assertGranted(ADELE, inBody(broker, ownCallerToken(ADELE), subjectToken(ADELE)));
      }
      assertEquals(before, ENTRA.keyRequests());
    }
  }

  @Test
  void refusesASubjectTokenWithTheKeyOfTheBrokersApi() {
    try (RunningBroker broker = CallerFixture.start(ON)) {
      assertGranted(ADELE, inBody(broker, ownCallerToken(ADELE), subjectToken(ADELE)));
      String subject = signedByApplication(BROKER_API_CLIENT_ID, TokenOrder.forUser(ADELE));
      refused(400, "signing_key_unknown", inBody(broker, ownCallerToken(ADELE), subject));
    }
  }

  @Test
  void refusesACallerTokenWithTheKeyThatTheBrokersApiHasInAnotherTenant() {
    try (RunningBroker broker = CallerFixture.start(ON)) {
      assertGranted(ADELE, inBody(broker, ownCallerToken(ADELE), subjectToken(ADELE)));
      SigningKey key =
          ENTRA.keyDocuments().ofApplication(ADELE.organisation().tenantId(), BROKER_API_CLIENT_ID);
      String caller = key.sign(key.header(), ENTRA.claims(TokenOrder.forCaller(LIDIA)));
      refused(401, "signing_key_unknown", inBody(broker, caller, subjectToken(LIDIA)));
    }
  }

  @Test
  void refusesACallerTokenWithTheKeyOfAnotherApplication() {
    try (RunningBroker broker = CallerFixture.start(ON)) {
      String caller = signedByApplication(CLIENT_ID, TokenOrder.forCaller(ADELE));
      refused(401, "signing_key_unknown", inBody(broker, caller, subjectToken(ADELE)));
    }
  }

  @Test
  void refusesATokenForAnotherResourceWithTheKeyOfTheBrokersApi() {
    try (RunningBroker broker = CallerFixture.start(ON)) {
      String caller = signedByApplication(BROKER_API_CLIENT_ID, TokenOrder.forUser(ADELE));
      refused(401, "token_audience_wrong", inBody(broker, caller, subjectToken(ADELE)));
    }
  }

  /** Entra does not take such a token as an assertion, whatever the broker thinks of it. */
  @Test
  void getsNoSubjectTokenOnBehalfOfACallerTokenWithTheKeyOfTheBrokersApi() {
    Map<String, String> further = new HashMap<>(CallerFixture.onBehalfOf());
    further.put("BROKER_API_KEYS", "application");
    try (RunningBroker broker = CallerFixture.start(further)) {
      refused(401, "token_rejected_by_entra", bodyless(broker, ownCallerToken(ADELE)));
      assertGranted(ADELE, bodyless(broker, callerToken(ADELE)));
      assertGranted(ADELE, inBody(broker, ownCallerToken(ADELE), subjectToken(ADELE)));
    }
  }

  @Test
  void blamesNobodyWhileOnlyTheKeysOfTheBrokersApiCannotBeHad() {
    answerForApplications(CannedAnswer.text(404, "Nothing is here."));
    try (RunningBroker broker = CallerFixture.start(ON)) {
      HttpRequest.Builder own = inBody(broker, ownCallerToken(ADELE), subjectToken(ADELE));
      refused(503, "signing_keys_unavailable", own);
      assertGranted(ADELE, inBody(broker, callerToken(ADELE), subjectToken(ADELE)));
      ENTRA.rotateKeys();
      refused(503, "signing_keys_unavailable", own);
    }
  }

  @Test
  void takesANewKeyOfTheTenantsWhileTheKeysOfTheBrokersApiCannotBeHad() {
    answerForApplications(CannedAnswer.text(404, "Nothing is here."));
    try (RunningBroker broker = CallerFixture.start(ON)) {
      BrokerStarts.awaitEnd();
      assertGranted(ADELE, inBody(broker, callerToken(ADELE), subjectToken(ADELE)));
      ENTRA.rotateKeys();
      int before = ENTRA.keyRequests();
      assertGranted(ADELE, inBody(broker, callerToken(ADELE), subjectToken(ADELE)));
      assertEquals(before + 1, ENTRA.keyRequests(), "the keys of the broker's API were asked for");
    }
  }

  @Test
  void isMisconfiguredForAnyOrganisation() {
    LogLines log = new LogLines();
    Map<String, String> further = Map.of("BROKER_API_KEYS", "application", "ENTRA_TENANT_IDS", "*");
    try (RunningBroker broker = CallerFixture.start(further, log)) {
      JsonObject body =
          refused(503, "misconfigured", inBody(broker, callerToken(ADELE), subjectToken(ADELE)));
      assertFalse(body.toString().contains("BROKER_API_KEYS"));
    }
    assertTrue(log.text().contains("\"reason\":\"settings: BROKER_API_KEYS\""), log.text());
  }

  @Test
  void saysAtTheStartThatWhoeverHoldsTheKeySpeaksForUsers() {
    String sentence = "Caller tokens may be signed with a key of the broker's API's own";
    assertTrue(CallerFixture.startLog(ON).contains(sentence));
    assertFalse(CallerFixture.startLog(Map.of()).contains(sentence));
  }
}
