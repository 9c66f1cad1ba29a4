package io.acsbroker.local.acs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.util.Base64;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.local.entra.TokenOrder;
import io.acsbroker.local.net.CannedAnswer;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AcsEmulatorTest {
  private static final String PATH = "/teamsUser/:exchangeAccessToken";
  private static final String VERSIONED = PATH + "?api-version=2023-10-01";
  private static final TokenOrder ADELE = TokenOrder.forUser(SampleDirectory.ADELE);

  private static AcsFixture fixture;

  @BeforeAll
  static void start() throws Exception {
    fixture = AcsFixture.start();
  }

  @AfterAll
  static void stop() {
    fixture.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.0", "2.0"})
  void exchangesTokenOfEitherVersion(String version) throws Exception {
    String token = fixture.entra().token(ADELE.withVersion(version));
    HttpResponse<String> response = exchange(token, ADELE);

    Map<String, Object> answer = JSONObjectUtils.parse(response.body());
    JWTClaimsSet issued = SignedJWT.parse(String.valueOf(answer.get("token"))).getJWTClaimsSet();
    assertEquals(200, response.statusCode());
    assertEquals("orgid:" + SampleDirectory.ADELE.objectId(), issued.getStringClaim("skypeid"));
    assertEquals(
        SignedJWT.parse(token).getJWTClaimsSet().getExpirationTime(), issued.getExpirationTime());
  }

  @Test
  void knowsForWhomItIssuedAToken() throws Exception {
    String token = fixture.entra().token(ADELE);
    Map<String, Object> answer = JSONObjectUtils.parse(exchange(token, ADELE).body());

    assertEquals(
        Optional.of(SampleDirectory.ADELE.objectId()),
        fixture.acs().holder(String.valueOf(answer.get("token"))));
    assertEquals(Optional.empty(), fixture.acs().holder(token));
  }

  /** Recorded: {@code 2021-10-15T19:36:21.7937286+00:00}, in the tests of Azure's SDKs. */
  @Test
  void writesExpiryWithSevenDigitsOfASecondAndAnOffset() throws Exception {
    Map<String, Object> claims = fixture.entra().claims(ADELE);
    claims.put("exp", 4_102_488_000L);
    HttpResponse<String> response =
        exchange(fixture.entra().sign(fixture.entra().header(ADELE), claims), ADELE);

    String expiry = String.valueOf(JSONObjectUtils.parse(response.body()).get("expiresOn"));
    assertTrue(expiry.matches("2100-01-01T12:00:00\\.\\d{7}\\+00:00"), expiry);
  }

  @Test
  void requiresApiVersionBeforeAnythingElse() throws Exception {
    assertError(400, "MissingApiVersionParameter", null, fixture.post(PATH, "Bearer no", "{}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer garbage", "Bearer ", "Basic YTpi"})
  void deniesBadCredentials(String authorization) throws Exception {
    assertError(401, "Denied", null, fixture.post(VERSIONED, authorization, "{}"));
  }

  @Test
  void deniesIdentityWithoutRole() throws Exception {
    fixture.acs().grantRole(false);
    try {
      assertError(401, "Denied", null, exchange(fixture.entra().token(ADELE), ADELE));
    } finally {
      fixture.acs().grantRole(true);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "garbage", "bnVsbA.e30.AA", "e30.e30.e30"})
  void refusesTextThatIsNoToken(String token) throws Exception {
    assertError(401, "InvalidAccessToken", null, exchange(token, ADELE));
  }

  @Test
  void refusesExpiredToken() throws Exception {
    assertInvalid(ADELE.withLifetime(Duration.ofSeconds(-1)));
  }

  @Test
  void refusesTokenForAnotherAudience() throws Exception {
    assertInvalid(ADELE.withAudience("https://graph.microsoft.com"));
  }

  @Test
  void refusesTokenWithoutTeamsScope() throws Exception {
    assertInvalid(ADELE.withScopes("User.Read"));
    assertInvalid(ADELE.withScopes());
  }

  @ParameterizedTest
  @ValueSource(strings = {"exp", "nbf", "iss", "aud", "ver", "tid", "oid", "appid"})
  void refusesTokenThatLacksClaim(String claim) throws Exception {
    Map<String, Object> claims = fixture.entra().claims(ADELE);
    claims.remove(claim);

    String token = fixture.entra().sign(fixture.entra().header(ADELE), claims);
    assertError(401, "InvalidAccessToken", null, exchange(token, ADELE));
  }

  @Test
  void refusesIssuerOfAnotherVersion() throws Exception {
    Map<String, Object> claims = fixture.entra().claims(ADELE);
    claims.put("ver", "2.0");

    String token = fixture.entra().sign(fixture.entra().header(ADELE), claims);
    assertError(401, "InvalidAccessToken", null, exchange(token, ADELE));
  }

  @Test
  void refusesTokenOfKeyThatIsNoLongerPublished() throws Exception {
    String token = fixture.entra().token(ADELE);
    fixture.entra().rotateKeys();

    assertError(401, "InvalidAccessToken", null, exchange(token, ADELE));
  }

  @Test
  void namesWhichAssertionDoesNotFitToken() throws Exception {
    String token = fixture.entra().token(ADELE);

    assertError(400, "ValidationError", "appId", exchange(token, ADELE.withClientId("other")));
    assertError(
        400, "ValidationError", "userId", exchange(token, ADELE.withUser(SampleDirectory.ALEX)));
  }

  @Test
  void refusesBodyThatIsNoObject() throws Exception {
    assertError(
        400, "ValidationError", null, fixture.post(VERSIONED, fixture.identityCredential(), "[]"));
  }

  @Test
  void refusesUsersWithoutTeamsLicence() throws Exception {
    TokenOrder megan = ADELE.withUser(SampleDirectory.MEGAN);
    TokenOrder guest = ADELE.withUser(SampleDirectory.LIDIA_AS_GUEST);

    assertError(
        403, "UserLicenseNotPresentForbidden", null, exchange(fixture.entra().token(megan), megan));
    assertError(
        403, "UserLicenseNotPresentForbidden", null, exchange(fixture.entra().token(guest), guest));
  }

  @Test
  void knowsNothingElse() throws Exception {
    assertError(
        404, "NotFound", null, fixture.post("/chat/threads?api-version=1", "Bearer x", "{}"));
  }

  @Test
  void countsExchangesAndAnswersThemAsTold() throws Exception {
    int before = fixture.acs().exchanges();
    fixture.acs().answerExchanges(CannedAnswer.empty(429));
    assertEquals(429, exchange(fixture.entra().token(ADELE), ADELE).statusCode());

    fixture.acs().answerExchanges(null);
    assertEquals(200, exchange(fixture.entra().token(ADELE), ADELE).statusCode());
    assertEquals(2, fixture.acs().exchanges() - before);
  }

  @Test
  void challengesTokensThatDoNotMeetTheClaims() throws Exception {
    String claims = "{\"access_token\":{\"nbf\":{\"essential\":true,\"value\":\"1767268800\"}}}";
    fixture.acs().challenge(SampleDirectory.ADELE, claims);
    try {
      HttpResponse<String> challenged = exchange(fixture.entra().token(ADELE), ADELE);
      assertError(401, "InvalidAccessToken", null, challenged);
      assertEquals(
          "Bearer realm=\"\","
              + " authorization_uri=\"https://login.microsoftonline.com/common/oauth2/authorize\","
              + " error=\"insufficient_claims\", claims=\""
              + Base64.encode(claims)
              + "\"",
          challenged.headers().firstValue("WWW-Authenticate").orElseThrow());

      String met = fixture.entra().token(ADELE.withClaims(claims));
      assertEquals(200, exchange(met, ADELE).statusCode());
      TokenOrder alex = ADELE.withUser(SampleDirectory.ALEX);
      assertEquals(200, exchange(fixture.entra().token(alex), alex).statusCode());
    } finally {
      fixture.acs().withdrawChallenges();
    }
    assertEquals(200, exchange(fixture.entra().token(ADELE), ADELE).statusCode());
  }

  @Test
  void exchangesTokensThatTheBrokersApiGotOnBehalfOfTheUser() throws Exception {
    TokenOrder delegated = ADELE.withClientId(SampleDirectory.BROKER_API_CLIENT_ID);

    assertEquals(200, exchange(fixture.entra().token(delegated), delegated).statusCode());
    assertError(400, "ValidationError", "appId", exchange(fixture.entra().token(delegated), ADELE));
  }

  private static void assertInvalid(TokenOrder order) throws Exception {
    assertError(401, "InvalidAccessToken", null, exchange(fixture.entra().token(order), order));
  }

  private static void assertError(
      int status, String code, @Nullable String target, HttpResponse<String> response)
      throws Exception {
    Map<String, Object> error =
        JSONObjectUtils.getJSONObject(JSONObjectUtils.parse(response.body()), "error");
    assertEquals(status, response.statusCode());
    assertEquals(code, error.get("code"));
    assertEquals(target, error.get("target"));
  }

  /** Sends this token and asserts the order's client and user of it. */
  private static HttpResponse<String> exchange(String token, TokenOrder asserted) throws Exception {
    return fixture.post(
        VERSIONED, fixture.identityCredential(), AcsFixture.exchangeBody(token, asserted));
  }
}
