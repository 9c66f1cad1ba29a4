package io.acsbroker.overhttp;

import static io.acsbroker.local.entra.SampleDirectory.ADELE;
import static io.acsbroker.local.entra.SampleDirectory.ALEX;
import static io.acsbroker.local.entra.SampleDirectory.LIDIA;
import static io.acsbroker.local.entra.SampleDirectory.ONE_REGISTRATION_CLIENT_ID;
import static io.acsbroker.overhttp.CallerFixture.assertClaim;
import static io.acsbroker.overhttp.CallerFixture.assertGranted;
import static io.acsbroker.overhttp.CallerFixture.bodyless;
import static io.acsbroker.overhttp.CallerFixture.inBody;
import static io.acsbroker.overhttp.CallerFixture.inHeader;
import static io.acsbroker.overhttp.CallerFixture.refused;
import static io.acsbroker.overhttp.OneRegistration.caller;
import static io.acsbroker.overhttp.OneRegistration.subject;
import static io.acsbroker.overhttp.OneRegistration.token;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.json.JsonObject;
import io.acsbroker.local.entra.EntraResource;
import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.token.ExchangeRoute;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The broker's API is its own client: both tokens of a request have the same {@code appid}, and an
 * id token of the application is for the API. Whom tokens are for keeps the two apart, and an id
 * token has no client and no scopes.
 *
 * @see <a href="https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference">
 *     Access token claims: {@code aud} of v1 is the URI or the id, as it was asked for</a>
 */
@ParameterizedClass
@EnumSource
class OneRegistrationTest {
  private static final String API = ONE_REGISTRATION_CLIENT_ID;

  @SuppressWarnings("NullAway.Init")
  @Parameter
  private OneRegistration rules;

  private final LogLines log = new LogLines();

  @SuppressWarnings("NullAway.Init")
  private RunningBroker broker;

  @BeforeEach
  void start() {
    broker = rules.start(log);
  }

  @AfterEach
  void close() {
    broker.close();
  }

  private static String idToken() {
    MsalPage page = new MsalPage(API, ADELE, "http://localhost:3000/");
    page.login("openid");
    return page.idToken();
  }

  /** The refusal's code, claim and reason: what the client reads, and what the log says. */
  private JsonObject refusedFor(
      int status, String code, String claim, String reason, HttpRequest.Builder request) {
    JsonObject problem = refused(status, code, request);
    assertClaim(claim, problem);
    assertTrue(log.text().contains("\"reason\":\"" + reason + "\""), log.text());
    return problem;
  }

  @ParameterizedTest
  @CsvSource({"1.0, api://" + API, "1.0, " + API, "2.0, " + API})
  void getsTokensWithBothTokensOfOneApplication(String version, String audience) {
    String caller = token(caller(ADELE).withVersion(version).withAudience(audience));
    assertGranted(ADELE, inBody(broker, caller, token(subject(ADELE))));
    assertGranted(ADELE, inHeader(broker, caller, token(subject(ADELE))).GET());
    assertGranted(
        LIDIA, inBody(broker, token(caller(LIDIA)), token(subject(LIDIA).withVersion("2.0"))));
  }

  @ParameterizedTest
  @EnumSource
  void getsTokensOfEveryRoute(ExchangeRoute route) {
    EntraResource resource = RunningBroker.resource(route);
    HttpResponse<String> response =
        RunningBroker.send(
            CallerFixture.withBody(
                broker.anonymous(route).header("Authorization", "Bearer " + token(caller(ADELE))),
                "{\"accessToken\":\"%s\"}".formatted(token(subject(ADELE, resource)))));
    assertEquals(200, response.statusCode(), response.body());
  }

  @Test
  void refusesAnIdTokenAsCaller() {
    JsonObject problem =
        refusedFor(
            401,
            "token_client_missing",
            "azp",
            "ID_TOKEN_OF_API",
            inBody(broker, idToken(), token(subject(ADELE))));
    String detail = problem.string("detail").orElseThrow();
    assertTrue(
        detail.startsWith(
            "The caller token is an id token, which tells an application who has signed in. Send the"
                + " access token. Ask Entra for the scope api://"
                + API
                + "/access_as_user"),
        detail);
  }

  @Test
  void refusesAnIdTokenAsSubject() {
    JsonObject problem =
        refusedFor(
            400,
            "subject_token_invalid",
            "aud",
            "ID_TOKEN",
            inBody(broker, token(caller(ADELE)), idToken()));
    String detail = problem.string("detail").orElseThrow();
    assertTrue(detail.startsWith("The subject token is an id token"), detail);
    assertEquals(Optional.of(API), problem.string("found"));
  }

  @ParameterizedTest
  @CsvSource({"1.0, api://" + API, "1.0, " + API, "2.0, " + API})
  void refusesTheCallerTokenAsSubject(String version, String audience) {
    String caller = token(caller(ADELE).withVersion(version).withAudience(audience));
    String another = token(caller(ADELE).withVersion(version).withAudience(audience));
    JsonObject problem =
        refusedFor(
            400,
            "subject_token_invalid",
            "aud",
            "AUDIENCE_WRONG",
            inHeader(broker, caller, another));
    assertTrue(problem.string("detail").orElseThrow().contains("Teams.ManageCalls"));
  }

  /** Even with every scope that either kind of token has, a token is what it is for. */
  @Test
  void refusesACallerTokenWithTheScopesOfASubjectToken() {
    String both = token(caller(ADELE).withScopes("access_as_user", "Teams.ManageCalls", "VoIP"));
    refusedFor(400, "subject_token_invalid", "aud", "AUDIENCE_WRONG", inBody(broker, both, both));
  }

  @Test
  void refusesTheSubjectTokenAsCaller() {
    JsonObject problem =
        refusedFor(
            401,
            "token_audience_wrong",
            "aud",
            "AUDIENCE_IS_ACS",
            inBody(broker, token(subject(ADELE)), token(subject(ADELE))));
    assertEquals(Optional.of("api://" + API + " or " + API), problem.string("expected"));
  }

  @Test
  void refusesASubjectTokenWithTheScopeOfACallerToken() {
    String both = token(subject(ADELE).withScopes("access_as_user", "Teams.ManageCalls"));
    refusedFor(401, "token_audience_wrong", "aud", "AUDIENCE_IS_ACS", inBody(broker, both, both));
  }

  @Test
  void refusesTokensThatWereSwapped() {
    refusedFor(
        401,
        "token_audience_wrong",
        "aud",
        "AUDIENCE_IS_ACS",
        inBody(broker, token(subject(ADELE)), token(caller(ADELE))));
  }

  @Test
  void refusesTheSameTokenTwice() {
    String caller = token(caller(ADELE));
    refusedFor(
        400, "subject_token_invalid", "aud", "AUDIENCE_WRONG", inBody(broker, caller, caller));
    String subject = token(subject(ADELE));
    refusedFor(
        401, "token_audience_wrong", "aud", "AUDIENCE_IS_ACS", inBody(broker, subject, subject));
    String id = idToken();
    refusedFor(401, "token_client_missing", "azp", "ID_TOKEN_OF_API", inBody(broker, id, id));
  }

  @Test
  void givesNoAcsIdentityToAnIdTokenOrASubjectToken() {
    int rows = RunningBroker.CLOUD.table().requests();
    refused(401, "token_client_missing", bodyless(broker, idToken()).uri(broker.uri("/api/token")));
    refused(
        401,
        "token_audience_wrong",
        bodyless(broker, token(subject(ADELE))).uri(broker.uri("/api/token")));
    assertEquals(rows, RunningBroker.CLOUD.table().requests(), "the table was asked");
  }

  @Test
  void refusesTheTokensOfTwoUsersAndOfOtherApplications() {
    refusedFor(
        403,
        "caller_mismatch",
        "oid",
        "CALLER_MISMATCH",
        inBody(broker, token(caller(ADELE)), token(subject(ALEX))));
    String other = SampleDirectory.CLIENT_ID;
    refused(
        403,
        "caller_client_not_allowed",
        inBody(broker, token(caller(ADELE).withClientId(other)), token(subject(ADELE))));
    refused(
        403,
        "client_not_allowed",
        inBody(broker, token(caller(ADELE)), token(subject(ADELE).withClientId(other))));
  }
}
