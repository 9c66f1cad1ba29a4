package io.acsbroker.overhttp;

import static io.acsbroker.local.entra.SampleDirectory.ADELE;
import static io.acsbroker.overhttp.CallerFixture.assertGranted;
import static io.acsbroker.overhttp.CallerFixture.bodyless;
import static io.acsbroker.overhttp.CallerFixture.callerToken;
import static io.acsbroker.overhttp.CallerFixture.inBody;
import static io.acsbroker.overhttp.CallerFixture.subjectToken;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.acsbroker.json.JsonObject;
import io.acsbroker.local.LocalCloud;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Continuous access evaluation: ACS wants a token that was issued later, or from elsewhere. */
class AcsClaimsChallengeTest {
  private static final LocalCloud CLOUD = RunningBroker.CLOUD;
  private static final String CLAIMS =
      "{\"access_token\":{\"nbf\":{\"essential\":true,\"value\":\"1790000000\"}}}";

  @BeforeEach
  void challenge() {
    CLOUD.acs().challenge(ADELE, CLAIMS);
  }

  @AfterEach
  void withdraw() {
    CLOUD.acs().withdrawChallenges();
  }

  private static void assertChallenged(String claimsFor, HttpRequest.Builder request) {
    HttpResponse<String> response = RunningBroker.send(request);
    assertEquals(401, response.statusCode(), response.body());
    JsonObject problem = RunningBroker.json(response);
    assertEquals(Optional.of("claims_challenge"), problem.string("code"));
    assertEquals(Optional.of(CLAIMS), problem.string("claims"));
    assertEquals(Optional.of(claimsFor), problem.string("claimsFor"));
    String tenant = ADELE.organisation().tenantId();
    assertEquals(
        Optional.of(
            ("Bearer realm=\"" + tenant + "\",")
                + (" authorization_uri=\"https://login.microsoftonline.com/" + tenant)
                + "/oauth2/authorize\", error=\"insufficient_claims\", claims=\""
                + Base64.getEncoder().encodeToString(CLAIMS.getBytes(UTF_8))
                + "\""),
        response.headers().firstValue("WWW-Authenticate"));
  }

  @Test
  void wantsAnotherSubjectTokenWhereThatIsTheCredential() {
    try (RunningBroker broker = RunningBroker.start()) {
      assertChallenged("subject", bodyless(broker, subjectToken(ADELE)));
      assertGranted(
          ADELE, bodyless(broker, subjectToken(ADELE, order -> order.withClaims(CLAIMS))));
    }
  }

  @Test
  void wantsAnotherSubjectTokenWhereItCameBesideACallerToken() {
    try (RunningBroker broker = CallerFixture.start(Map.of())) {
      assertChallenged("subject", inBody(broker, callerToken(ADELE), subjectToken(ADELE)));
      assertGranted(
          ADELE,
          inBody(
              broker, callerToken(ADELE), subjectToken(ADELE, order -> order.withClaims(CLAIMS))));
    }
  }

  /** Nobody but ACS has read the subject token: the tenant is the caller's. */
  @Test
  void namesTheTenantOfTheCallerWhereAcsAloneReadsTheSubjectToken() {
    try (RunningBroker broker = CallerFixture.start(CallerFixture.JUDGED_BY_ACS)) {
      assertChallenged("subject", inBody(broker, callerToken(ADELE), subjectToken(ADELE)));
    }
  }

  @Test
  void wantsAnotherCallerTokenWhereEntraGaveTheSubjectToken() {
    Map<String, String> onBehalfOf = CallerFixture.onBehalfOf();
    try (RunningBroker broker = CallerFixture.start(onBehalfOf)) {
      assertChallenged("caller", bodyless(broker, callerToken(ADELE)));
      assertGranted(ADELE, bodyless(broker, callerToken(ADELE, order -> order.withClaims(CLAIMS))));
    }
  }
}
