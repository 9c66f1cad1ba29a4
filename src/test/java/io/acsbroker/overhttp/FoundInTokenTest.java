package io.acsbroker.overhttp;

import static io.acsbroker.local.entra.SampleDirectory.ADELE;
import static io.acsbroker.local.entra.SampleDirectory.ALEX;
import static io.acsbroker.local.entra.SampleDirectory.CLIENT_ID;
import static io.acsbroker.local.entra.SampleDirectory.ISAIAH;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.json.JsonObject;
import io.acsbroker.local.entra.TokenOrder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What client and operator are told was found, once the signature has held, and what not. */
class FoundInTokenTest {
  private static final String OTHER_CLIENT = "12345678-1234-4234-8234-123456789012";
  private static final Instant NOW = Instant.parse("2026-11-29T13:00:05Z");

  private final LogLines log = new LogLines();

  @AutoClose private final RunningBroker broker = RunningBroker.start(settings -> settings, log);

  private static Map<String, Object> claims(TokenOrder order) {
    return RunningBroker.CLOUD.entra().claims(order);
  }

  private static String signed(Map<String, Object> claims) {
    return RunningBroker.CLOUD.entra().sign(claims);
  }

  private static String with(String claim, Object value) {
    Map<String, Object> claims = claims(TokenOrder.forUser(ADELE));
    claims.put(claim, value);
    return signed(claims);
  }

  private JsonObject refused(String code, String token) {
    return refused(code, broker.anonymous().header("Authorization", "Bearer " + token));
  }

  private static JsonObject refused(String code, HttpRequest.Builder request) {
    HttpResponse<String> response = RunningBroker.send(request);
    JsonObject problem = RunningBroker.json(response);
    assertEquals(Optional.of(code), problem.string("code"), response.body());
    return problem;
  }

  private void assertLogged(String reason, String details) {
    JsonObject event = log.lastEvent();
    assertEquals(Optional.of(reason), event.string("reason"));
    assertEquals(Optional.of(details), event.string("details"));
  }

  @Test
  void tellsTheAudienceTheIssuerAndTheClientThatItFound() {
    assertEquals(
        Optional.of("api://mine"),
        refused("token_audience_wrong", with("aud", "api://mine")).string("found"));
    assertLogged("AUDIENCE_WRONG", "aud api://mine");
    assertEquals(
        Optional.of("https://elsewhere/"),
        refused("token_issuer_wrong", with("iss", "https://elsewhere/")).string("found"));
    assertLogged("ISSUER_WRONG", "iss https://elsewhere/");
    assertEquals(
        Optional.of(OTHER_CLIENT),
        refused("client_not_allowed", with("appid", OTHER_CLIENT)).string("found"));
    assertLogged("CLIENT_NOT_ALLOWED", "appid " + OTHER_CLIENT);
    assertEquals(
        Optional.of(CLIENT_ID),
        refused("client_mismatch", asserting("clientId", OTHER_CLIENT)).string("found"));
    assertLogged("CLIENT_MISMATCH", "appid " + CLIENT_ID);
  }

  @Test
  void tellsTheApplicationOfACallerTokenAndLogsTheScopeThatItLacks() {
    try (RunningBroker callers = CallerFixture.start(Map.of(), log)) {
      String subject = CallerFixture.subjectToken(ADELE);
      String ofAnother = CallerFixture.callerToken(ADELE, it -> it.withClientId(OTHER_CLIENT));
      JsonObject problem =
          refused("caller_client_not_allowed", CallerFixture.inBody(callers, ofAnother, subject));
      assertEquals(Optional.of(OTHER_CLIENT), problem.string("found"));
      assertLogged("CALLER_CLIENT_NOT_ALLOWED", "appid " + OTHER_CLIENT);
      String bare = CallerFixture.callerToken(ADELE, it -> it.withScopes("profile"));
      refused("insufficient_scope", CallerFixture.inBody(callers, bare, subject));
      assertLogged("INSUFFICIENT_SCOPE", "missing access_as_user");
    }
  }

  /** The user of either token is a person: of two that do not fit, neither is named. */
  @Test
  void namesNobodyWhereTwoTokensAreOfTwoUsers() {
    try (RunningBroker callers = CallerFixture.start(Map.of(), log)) {
      String caller = CallerFixture.callerToken(ADELE);
      String other = CallerFixture.subjectToken(ALEX);
      assertFalse(
          refused("caller_mismatch", CallerFixture.inBody(callers, caller, other)).has("found"));
      assertFalse(log.lastEvent().has("details"));
      assertFalse(log.text().contains(ALEX.objectId()), log.text());
    }
  }

  private HttpRequest.Builder asserting(String member, String value) {
    return broker
        .request()
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString("{\"%s\":\"%s\"}".formatted(member, value)));
  }

  static Stream<Object> audiencesThatAreNotRepeated() {
    return Stream.of("x".repeat(201), "a b", "a\nb", "a\u00e9", "", 7L, List.of("api://mine"));
  }

  @ParameterizedTest
  @MethodSource
  void audiencesThatAreNotRepeated(Object audience) {
    JsonObject problem = refused("token_audience_wrong", with("aud", audience));
    assertFalse(problem.has("found"));
    String details = log.lastEvent().string("details").orElseThrow();
    assertTrue(details.matches("aud (missing or no text|that is empty, too long or .*)"), details);
  }

  @Test
  void repeatsAnAudienceOfTwoHundredVisibleCharacters() {
    String audience = "api://" + "~".repeat(194);
    JsonObject problem = refused("token_audience_wrong", with("aud", audience));
    assertEquals(Optional.of(audience), problem.string("found"));
  }

  /** Nobody has looked at the signature of the first; the others name a person. */
  @Test
  void tellsNothingOfATokenThatNobodyHasVerifiedAndOfNoPerson() {
    String foreign = RunningBroker.CLOUD.entra().token(TokenOrder.forUser(ISAIAH));
    assertFalse(refused("tenant_not_allowed", foreign).has("found"));
    assertFalse(log.lastEvent().has("details"));
    String forged = with("aud", "api://mine") + "x";
    assertFalse(refused("token_invalid", forged).has("found"));
    assertFalse(log.lastEvent().has("details"));
    JsonObject mismatch = refused("user_mismatch", asserting("userObjectId", ALEX.objectId()));
    assertFalse(mismatch.has("found"));
    assertFalse(log.lastEvent().has("details"));
    assertFalse(refused("token_user_missing", with("oid", "adele@contoso.example")).has("found"));
    assertFalse(log.text().contains("adele@"), log.text());
  }

  @Test
  void logsWhichScopeIsMissing() {
    TokenOrder order = TokenOrder.forUser(ADELE).withScopes("Teams.ManageCalls", "Other");
    JsonObject problem = refused("insufficient_scope", signed(claims(order)));
    assertFalse(problem.has("found"));
    assertLogged("INSUFFICIENT_SCOPE", "missing Teams.ManageChats");
  }

  @Test
  void logsWhichHeaderParameterItRefusesAndNothingElseOfTheHeader() {
    TokenOrder order = TokenOrder.forUser(ADELE);
    Map<String, Object> header = RunningBroker.CLOUD.entra().header(order);
    header.put("jku", "https://elsewhere/");
    header.put("more", "text");
    refused("token_invalid", RunningBroker.CLOUD.entra().sign(header, claims(order)));
    assertLogged("HEADER_PARAMETER_REFUSED", "header parameter jku");
    assertFalse(log.text().contains("elsewhere"), log.text());
  }

  @Test
  void logsTheTimesOfATokenBesideItsOwn() {
    try (RunningBroker late = RunningBroker.start(settings -> settings, log, () -> NOW)) {
      Map<String, Object> claims = claims(TokenOrder.forUser(ADELE));
      claims.put("iat", NOW.minus(Duration.ofHours(4)).getEpochSecond());
      claims.put("nbf", NOW.minus(Duration.ofHours(4)).getEpochSecond());
      claims.put("exp", NOW.minus(Duration.ofHours(3)).getEpochSecond());
      assertTimes(
          late,
          claims,
          "token_expired",
          "EXPIRED",
          "exp 2026-11-29T10:00:05Z, nbf 2026-11-29T09:00:05Z, iat 2026-11-29T09:00:05Z");
      claims.put("exp", NOW.plusSeconds(3600).getEpochSecond());
      claims.put("nbf", NOW.plusSeconds(600).getEpochSecond());
      assertTimes(
          late,
          claims,
          "token_not_yet_valid",
          "NOT_YET_VALID",
          "exp 2026-11-29T14:00:05Z, nbf 2026-11-29T13:10:05Z, iat 2026-11-29T09:00:05Z");
      claims.put("exp", "adele@contoso.example");
      claims.put("nbf", -1L);
      claims.remove("iat");
      assertTimes(
          late,
          claims,
          "token_times_invalid",
          "TIME_MALFORMED",
          "exp no whole number, nbf -1, iat missing");
    }
    assertFalse(log.text().contains("adele@"), log.text());
  }

  private void assertTimes(
      RunningBroker late, Map<String, Object> claims, String code, String reason, String times) {
    refused(code, late.anonymous().header("Authorization", "Bearer " + signed(claims)));
    assertLogged(reason, times + ", now 2026-11-29T13:00:05Z");
  }
}
