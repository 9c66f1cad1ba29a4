package io.acsbroker.overhttp;

import static io.acsbroker.local.elsewhere.OpenIdProvider.MACHINE_CLIENT;
import static io.acsbroker.local.entra.SampleDirectory.ADELE;
import static io.acsbroker.local.entra.SampleDirectory.ALEX;
import static io.acsbroker.local.entra.SampleDirectory.LIDIA;
import static io.acsbroker.overhttp.CallerFixture.assertClaim;
import static io.acsbroker.overhttp.CallerFixture.assertGranted;
import static io.acsbroker.overhttp.CallerFixture.bodyless;
import static io.acsbroker.overhttp.CallerFixture.callerToken;
import static io.acsbroker.overhttp.CallerFixture.inBody;
import static io.acsbroker.overhttp.CallerFixture.refused;
import static io.acsbroker.overhttp.CallerFixture.subjectToken;
import static io.acsbroker.overhttp.ElsewhereFixture.ELSEWHERE;
import static io.acsbroker.overhttp.ElsewhereFixture.alone;
import static io.acsbroker.overhttp.ElsewhereFixture.changed;
import static io.acsbroker.overhttp.ElsewhereFixture.order;
import static io.acsbroker.overhttp.ElsewhereFixture.withEntra;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Exchanges for callers who have signed in elsewhere than at Entra, all the way to ACS. */
class CallersElsewhereTest {
  private final LogLines log = new LogLines();

  @AfterEach
  void reset() {
    LocalRequest.reset();
  }

  private static int asked() {
    return RunningBroker.CLOUD.acs().exchanges();
  }

  @Test
  void exchangesTheTokenOfTheUserToWhomACallerIsBound() {
    try (RunningBroker broker = alone(ELSEWHERE.callerIssuers(), Map.of(), log)) {
      assertGranted(ADELE, inBody(broker, ELSEWHERE.token(ADELE), subjectToken(ADELE)));
    }
    assertTrue(log.text().contains("\"callerIssuer\":\"sample\""), log.text());
    assertTrue(log.text().contains("\"rule\":\"issuer sample\""), log.text());
    assertTrue(log.text().contains("\"callerClient\":\"sample-page\""), log.text());
  }

  @Test
  void exchangesNobodyElsesTokenAndTellsAcsNothingOfIt() {
    try (RunningBroker broker = alone(ELSEWHERE.callerIssuers(), Map.of(), log)) {
      int before = asked();
      assertClaim(
          "/ext/oid",
          refused(
              403, "caller_mismatch", inBody(broker, ELSEWHERE.token(ADELE), subjectToken(ALEX))));
      assertClaim(
          "/ext/tid",
          refused(
              403, "caller_mismatch", inBody(broker, ELSEWHERE.token(ADELE), subjectToken(LIDIA))));
      refused(
          403, "caller_not_a_user", inBody(broker, order(MACHINE_CLIENT, ""), subjectToken(ADELE)));
      refused(
          403,
          "caller_issuer_not_allowed",
          inBody(broker, callerToken(ADELE), subjectToken(ADELE)));
      refused(
          401,
          "token_invalid",
          inBody(broker, order(ADELE.userName(), "&kind=id"), subjectToken(ADELE)));
      refused(
          401,
          "token_expired",
          inBody(
              broker,
              changed(ADELE, "{\"iat\":1000000000,\"exp\":1000003600}"),
              subjectToken(ADELE)));
      refused(
          401,
          "token_audience_wrong",
          inBody(
              broker, changed(ADELE, "{\"aud\":\"https://other.example\"}"), subjectToken(ADELE)));
      assertClaim(
          "/ext/tid",
          refused(
              401,
              "token_invalid",
              inBody(broker, changed(ADELE, "{\"ext\":null}"), subjectToken(ADELE))));
      refused(
          403,
          "insufficient_scope",
          inBody(broker, order(ADELE.userName(), "&scope=openid"), subjectToken(ADELE)));
      refused(
          403,
          "caller_client_not_allowed",
          inBody(broker, order(ADELE.userName(), "&client=another"), subjectToken(ADELE)));
      refused(400, "subject_token_missing", bodyless(broker, ELSEWHERE.token(ADELE)));
      refused(
          400,
          "subject_token_invalid",
          inBody(broker, ELSEWHERE.token(ADELE), ELSEWHERE.token(ADELE)));
      assertEquals(before, asked(), "ACS was asked");
    }
  }

  @Test
  void exchangesTheTokensOfAllWhoAreServedWhereCallersAreBoundToNobody() {
    try (RunningBroker broker = alone(ELSEWHERE.callerIssuersUnbound(), Map.of(), log)) {
      assertGranted(ALEX, inBody(broker, ELSEWHERE.token(ADELE), subjectToken(ALEX)));
      assertGranted(ADELE, inBody(broker, order("sam@elsewhere.example", ""), subjectToken(ADELE)));
      refused(
          403, "caller_not_a_user", inBody(broker, order(MACHINE_CLIENT, ""), subjectToken(ADELE)));
    }
  }

  @Test
  void leavesOutATenantThatAnEntryDoesNotList() {
    String document =
        ELSEWHERE
            .callerIssuersUnbound()
            .replace("[\"*\"]", "[\"" + ADELE.organisation().tenantId() + "\"]");
    try (RunningBroker broker = alone(document, Map.of(), log)) {
      assertGranted(ADELE, inBody(broker, ELSEWHERE.token(ADELE), subjectToken(ADELE)));
      int before = asked();
      refused(
          403,
          "caller_issuer_not_allowed",
          inBody(broker, ELSEWHERE.token(ADELE), subjectToken(LIDIA)));
      assertEquals(before, asked(), "ACS was asked");
    }
  }

  @Test
  void isLetInByNoRuleWithRolesThoughItClaimsThem() {
    String claiming = changed(ADELE, "{\"roles\":[\"Calls.Place\"]}");
    try (RunningBroker broker =
        withEntra(ELSEWHERE.callerIssuers(), Map.of("BROKER_ALLOWED_ROLES", "Calls.Place"), log)) {
      int before = asked();
      refused(403, "caller_issuer_not_allowed", inBody(broker, claiming, subjectToken(ADELE)));
      assertEquals(before, asked(), "ACS was asked");
    }
  }

  @Test
  void servesBothKindsOfCallersSideBySide() {
    try (RunningBroker broker = withEntra(ELSEWHERE.callerIssuers(), Map.of(), log)) {
      assertGranted(ADELE, inBody(broker, ELSEWHERE.token(ADELE), subjectToken(ADELE)));
      assertGranted(ADELE, inBody(broker, callerToken(ADELE), subjectToken(ADELE)));
      refused(403, "caller_mismatch", inBody(broker, callerToken(ADELE), subjectToken(ALEX)));
    }
  }
}
