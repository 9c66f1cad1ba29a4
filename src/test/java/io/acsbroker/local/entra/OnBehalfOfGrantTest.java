package io.acsbroker.local.entra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jwt.JWTClaimsSet;
import io.acsbroker.local.net.CannedAnswer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OnBehalfOfGrantTest {
  private static final TokenOrder ADELE = TokenOrder.forCaller(SampleDirectory.ADELE);
  private static final String CLAIMS = "{\"access_token\":{\"acrs\":{\"value\":\"c1\"}}}";

  private DelegationFixture fixture;
  private OnBehalfOf onBehalfOf;

  @BeforeEach
  void start() throws Exception {
    fixture = DelegationFixture.start();
    onBehalfOf = fixture.entra().onBehalfOf();
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.0", "2.0"})
  void issuesTokenForAcsInTheNameOfTheBrokersApi(String version) throws Exception {
    TokenAnswer answer = fixture.delegate(ADELE.withVersion(version));
    JWTClaimsSet token = answer.token();

    assertEquals(200, answer.status());
    assertEquals("Bearer", answer.text("token_type"));
    assertEquals(4500L, answer.body().get("expires_in"));
    assertEquals(4500L, answer.body().get("ext_expires_in"));
    assertEquals(
        "https://auth.msft.communication.azure.com/Teams.ManageCalls"
            + " https://auth.msft.communication.azure.com/Teams.ManageChats",
        answer.text("scope"));
    assertEquals(SampleDirectory.BROKER_API_CLIENT_ID, token.getStringClaim("appid"));
    assertEquals("2", token.getStringClaim("appidacr"));
    assertEquals(SampleDirectory.ADELE.objectId(), token.getStringClaim("oid"));
    assertEquals(List.of("https://auth.msft.communication.azure.com"), token.getAudience());
    assertEquals("Teams.ManageCalls Teams.ManageChats", token.getStringClaim("scp"));
  }

  @Test
  void servesTheUsersOfAnotherTenantWithTheIdentityOfItsOwn() throws Exception {
    TokenAnswer answer = fixture.delegate(TokenOrder.forCaller(SampleDirectory.LIDIA));

    assertEquals(SampleDirectory.FABRIKAM.tenantId(), answer.token().getStringClaim("tid"));
  }

  @Test
  void servesATenantByItsDomain() throws Exception {
    TokenAnswer answer = fixture.delegate("contoso.example", fixture.form(ADELE));

    assertEquals(SampleDirectory.CONTOSO.tenantId(), answer.token().getStringClaim("tid"));
    assertEquals(
        "https://sts.windows.net/" + SampleDirectory.CONTOSO.tenantId() + "/",
        answer.token().getIssuer());
  }

  @Test
  void grantsTheScopesThatAreAskedFor() throws Exception {
    TokenAnswer answer =
        fixture.delegate(
            ADELE,
            Map.of("scope", "openid 1fd5118e-2576-4263-8130-9503064c837a/Teams.ManageCalls"));

    assertEquals("Teams.ManageCalls", answer.token().getStringClaim("scp"));
  }

  @ParameterizedTest
  @CsvSource({
    "grant_type, urn:ietf:params:oauth:grant-type:token-exchange, unsupported_grant_type, 70003",
    "requested_token_use, '', unsupported_grant_type, 70003",
    "client_id, '', invalid_request, 900144",
    "client_id, 7f5d1927-25eb-4dd2-af04-34d4735b6c38, unauthorized_client, 700016",
    "assertion, '', invalid_request, 900144",
    "assertion, garbage, invalid_grant, 50013",
    "scope, https://auth.msft.communication.azure.com/Other, invalid_scope, 70011",
    "scope, openid, invalid_grant, 65001"
  })
  void refusesRequestThatIsNotInOrder(String name, String value, String error, int code)
      throws Exception {
    fixture.delegate(ADELE, Map.of(name, value)).assertRefused(400, error, code);
  }

  @Test
  void refusesTenantThatItDoesNotKnow() throws Exception {
    fixture
        .delegate("00000000-0000-4000-8000-000000000000", fixture.form(ADELE))
        .assertRefused(400, "invalid_request", 90002);
  }

  @Test
  void refusesExpiredAssertion() throws Exception {
    fixture
        .delegate(ADELE.withLifetime(Duration.ofSeconds(-1)))
        .assertRefused(400, "invalid_grant", 500133);
  }

  @Test
  void refusesAssertionForAnotherAudience() throws Exception {
    fixture
        .delegate(TokenOrder.forUser(SampleDirectory.ADELE))
        .assertRefused(400, "invalid_grant", 500131);
  }

  @Test
  void refusesAssertionOfAnotherTenant() throws Exception {
    fixture
        .delegate(SampleDirectory.FABRIKAM.tenantId(), fixture.form(ADELE))
        .assertRefused(400, "invalid_grant", 50013);
  }

  @Test
  void refusesAssertionOfAnotherKey() throws Exception {
    String assertion = fixture.entra().token(ADELE);
    fixture.entra().rotateKeys();
    fixture
        .delegate(ADELE, Map.of("assertion", assertion))
        .assertRefused(400, "invalid_grant", 50013);
  }

  @Test
  void refusesApplicationsThatCallForThemselves() throws Exception {
    String assertion = fixture.entra().applicationToken(ADELE);
    fixture
        .delegate(ADELE, Map.of("assertion", assertion))
        .assertRefused(400, "invalid_grant", 7000114);
  }

  @Test
  void refusesUserWhoIsGone() throws Exception {
    Map<String, Object> claims = fixture.entra().claims(ADELE);
    claims.put("oid", "00000000-0000-4000-8000-000000000000");
    fixture
        .delegate(ADELE, Map.of("assertion", fixture.entra().sign(claims)))
        .assertRefused(400, "invalid_grant", 50034);
  }

  @Test
  void refusesWithoutConsent() throws Exception {
    TokenAnswer henrietta = fixture.delegate(TokenOrder.forCaller(SampleDirectory.HENRIETTA));
    henrietta.assertRefused(400, "invalid_grant", 65001);
    assertEquals("consent_required", henrietta.text("suberror"));

    onBehalfOf.withholdConsent(true);
    fixture.delegate(ADELE).assertRefused(400, "invalid_grant", 65001);
    onBehalfOf.withholdConsent(false);
    assertEquals(200, fixture.delegate(ADELE).status());
  }

  @Test
  void servesThoseForWhomAnAdministratorHasConsented() throws Exception {
    TokenOrder henrietta = TokenOrder.forCaller(SampleDirectory.HENRIETTA);

    onBehalfOf.consent(SampleDirectory.FABRIKAM.tenantId());
    fixture.delegate(henrietta).assertRefused(400, "invalid_grant", 65001);
    onBehalfOf.consent(SampleDirectory.CONTOSO.tenantId());
    assertEquals(200, fixture.delegate(henrietta).status());
  }

  @Test
  void refusesAsItIsTold() throws Exception {
    onBehalfOf.refuse(EntraRefusal.USER_DISABLED);
    fixture.delegate(ADELE).assertRefused(400, "invalid_grant", 50057);
    onBehalfOf.refuse(EntraRefusal.TENANT_BLOCKED);
    fixture.delegate(ADELE).assertRefused(400, "invalid_grant", 5000224);
    onBehalfOf.refuse(EntraRefusal.TEMPORARY);
    fixture.delegate(ADELE).assertRefused(503, "temporarily_unavailable", 90033);
    onBehalfOf.refuse(EntraRefusal.enrolment(CLAIMS));
    TokenAnswer answer = fixture.delegate(ADELE);
    answer.assertRefused(400, "interaction_required", 50079);
    assertEquals(CLAIMS, answer.text("claims"));
    onBehalfOf.refuse(null);
    assertEquals(200, fixture.delegate(ADELE).status());
  }

  @Test
  void challengesUntilTheCallerTokenMeetsTheClaims() throws Exception {
    onBehalfOf.challenge(SampleDirectory.ADELE, CLAIMS);
    TokenAnswer answer = fixture.delegate(ADELE);
    answer.assertRefused(400, "interaction_required", 50076);
    assertEquals(CLAIMS, answer.text("claims"));
    assertEquals(200, fixture.delegate(TokenOrder.forCaller(SampleDirectory.ALEX)).status());

    String more =
        "{\"id_token\":{\"acr\":null},\"access_token\":{\"xms_cc\":{\"values\":[\"cp1\"]},"
            + "\"acrs\":{\"value\":\"c1\"}}}";
    TokenAnswer met = fixture.delegate(ADELE.withClaims(more));
    assertEquals(200, met.status());
    assertTrue(fixture.entra().meets(met.text("access_token"), CLAIMS));
  }

  @Test
  void challengesWithTheClaimsThatTheRequestBrings() throws Exception {
    TokenAnswer answer = fixture.delegate(ADELE, Map.of("claims", CLAIMS));
    answer.assertRefused(400, "interaction_required", 50076);
    assertEquals(CLAIMS, answer.text("claims"));

    TokenAnswer met = fixture.delegate(ADELE.withClaims(CLAIMS), Map.of("claims", CLAIMS));
    assertEquals(200, met.status());
    String abilities = "{\"access_token\":{\"xms_cc\":{\"values\":[\"cp1\"]}}}";
    assertEquals(200, fixture.delegate(ADELE, Map.of("claims", abilities)).status());
  }

  @Test
  void signsOtherClaimsWhenTold() throws Exception {
    onBehalfOf.changeTokens(
        claims -> {
          Map<String, Object> changed = new HashMap<>(claims);
          changed.put("oid", SampleDirectory.ALEX.objectId());
          return changed;
        });

    assertEquals(
        SampleDirectory.ALEX.objectId(), fixture.delegate(ADELE).token().getStringClaim("oid"));
  }

  @Test
  void countsRequestsAndAnswersThemAsTold() throws Exception {
    onBehalfOf.answerRequests(new CannedAnswer(429, Map.of("Retry-After", "7"), "", Duration.ZERO));
    assertEquals(429, fixture.post(fixture.form(ADELE)).statusCode());
    onBehalfOf.answerRequests(null);
    assertEquals(200, fixture.delegate(ADELE).status());
    onBehalfOf.disturbRequests(handler -> request -> CannedAnswer.empty(500));
    assertEquals(500, fixture.post(fixture.form(ADELE)).statusCode());
    assertEquals(3, onBehalfOf.requests());
  }

  @Test
  void writesErrorsAsEntraDoes() throws Exception {
    TokenAnswer answer = fixture.delegate(TokenOrder.forCaller(SampleDirectory.HENRIETTA));

    assertEquals("2026-01-01 12:00:00Z", answer.text("timestamp"));
    assertTrue(
        answer
            .text("error_description")
            .endsWith(
                " Trace ID: %s Correlation ID: %s Timestamp: 2026-01-01 12:00:00Z"
                    .formatted(answer.text("trace_id"), answer.text("correlation_id"))));
    assertFalse(answer.body().containsKey("claims"));
  }
}
