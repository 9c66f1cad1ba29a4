package io.acsbroker.overhttp;

import static io.acsbroker.local.entra.SampleDirectory.ADELE;
import static io.acsbroker.local.entra.SampleDirectory.ALEX;
import static io.acsbroker.overhttp.CallerFixture.assertClaim;
import static io.acsbroker.overhttp.CallerFixture.assertGranted;
import static io.acsbroker.overhttp.CallerFixture.bodyless;
import static io.acsbroker.overhttp.CallerFixture.callerToken;
import static io.acsbroker.overhttp.CallerFixture.inBody;
import static io.acsbroker.overhttp.CallerFixture.inHeader;
import static io.acsbroker.overhttp.CallerFixture.refused;
import static io.acsbroker.overhttp.CallerFixture.subjectToken;
import static io.acsbroker.overhttp.CallerFixture.withBody;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.json.JsonObject;
import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.local.host.RawHttp;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A caller token in {@code Authorization}, and the subject token beside it. */
class CallerTokenTest {
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

  @ParameterizedTest
  @CsvSource({"1.0, 1.0", "2.0, 1.0", "1.0, 2.0", "2.0, 2.0"})
  void takesBothTokensInBothVersions(String callerVersion, String subjectVersion) {
    String caller = callerToken(ADELE, order -> order.withVersion(callerVersion));
    String subject = subjectToken(ADELE, order -> order.withVersion(subjectVersion));
    assertGranted(ADELE, inBody(broker, caller, subject));
    assertGranted(ADELE, inHeader(broker, caller, subject));
    assertGranted(ADELE, inHeader(broker, caller, subject).GET());
  }

  @Test
  void takesTheAudienceInBothForms() {
    for (String audience : List.of(API, SampleDirectory.BROKER_API_CLIENT_ID)) {
      String caller = callerToken(ADELE, order -> order.withAudience(audience));
      assertGranted(ADELE, inBody(broker, caller, subjectToken(ADELE)));
    }
  }

  @Test
  void takesTheSameSubjectTokenInBothPlaces() {
    String subject = subjectToken(ADELE);
    assertGranted(
        ADELE, inBody(broker, callerToken(ADELE), subject).header("teams-user-aad-token", subject));
  }

  @Test
  void refusesDifferentSubjectTokensInBodyAndHeader() {
    refused(
        400,
        "subject_tokens_differ",
        inBody(broker, callerToken(ADELE), subjectToken(ADELE))
            .header("teams-user-aad-token", subjectToken(ADELE, o -> o.withVersion("2.0"))));
  }

  /** What fetch sends for the client of Microsoft's sample, in the form Chromium gives it. */
  @Test
  void answersTheRequestOfAClientOfMicrosoftsSample() throws IOException {
    String request =
        String.join(
            "\r\n",
            "GET /api/token/teams HTTP/1.1",
            "Host: localhost",
            "Connection: close",
            "authorization: Bearer " + callerToken(ADELE),
            "teams-user-aad-token: " + subjectToken(ADELE),
            "Accept: */*",
            "User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)"
                + " Chrome/130.0.0.0 Safari/537.36",
            "Origin: http://localhost:3000",
            "Sec-Fetch-Site: same-site",
            "Sec-Fetch-Mode: cors",
            "Sec-Fetch-Dest: empty",
            "Referer: http://localhost:3000/",
            "Accept-Encoding: gzip, deflate, br",
            "Accept-Language: en-US,en;q=0.9",
            "",
            "");
    String answer = new RawHttp(broker.uri("/")).exchange(request);
    assertTrue(answer.startsWith("HTTP/1.1 200"), answer.substring(0, 60));
    assertTrue(answer.contains("\"userId\":\"8:orgid:" + ADELE.objectId() + "\""));
  }

  /**
   * Clients that send the header with every request: that of a GET announces no body.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc9112#section-6.3">RFC 9112, section 6.3</a>
   */
  @Test
  void takesAContentTypeForNoBodyWhereTheMethodIsGet() {
    HttpRequest.Builder get = inHeader(broker, callerToken(ADELE), subjectToken(ADELE)).GET();
    assertGranted(ADELE, get.header("Content-Type", "application/json"));
  }

  @Test
  void asksForTheSubjectTokenWhereThereIsNone() {
    refused(400, "subject_token_missing", bodyless(broker, callerToken(ADELE)));
    refused(400, "subject_token_missing", bodyless(broker, callerToken(ADELE)).GET());
    refused(400, "subject_token_missing", withBody(bodyless(broker, callerToken(ADELE)), "{}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"accessToken\":\"\"}",
        "{\"accessToken\":\" \"}",
        "{\"accessToken\":null}",
        "{\"accessToken\":\"undefined\"}",
        "{\"accessToken\":\"[object Promise]\"}",
        "{\"accessToken\":\"\\\"a.b.c\\\"\"}",
        "{\"accessToken\":1}"
      })
  void refusesASubjectTokenThatIsThereAndIsNone(String body) {
    refused(400, "subject_token_malformed", withBody(bodyless(broker, callerToken(ADELE)), body));
  }

  @Test
  void refusesABlankHeaderEvenBesideAToken() {
    refused(
        400,
        "subject_token_malformed",
        inBody(broker, callerToken(ADELE), subjectToken(ADELE)).header("teams-user-aad-token", ""));
  }

  @Test
  void challengesForTheCallerTokenAlone() {
    HttpResponse<String> response =
        RunningBroker.send(broker.anonymous().header("teams-user-aad-token", subjectToken(ADELE)));
    assertEquals(401, response.statusCode());
    assertEquals(Optional.of("Bearer"), response.headers().firstValue("WWW-Authenticate"));
  }

  @Test
  void refusesTheSubjectTokenAsCredential() {
    String subject = subjectToken(ADELE);
    JsonObject problem = refused(401, "token_audience_wrong", inBody(broker, subject, subject));
    assertClaim("aud", problem);
    String detail = problem.string("detail").orElseThrow();
    assertTrue(
        detail.startsWith("The caller token is for Azure Communication Services, not for"), detail);
    assertTrue(detail.contains(API + "/access_as_user"), detail);
  }

  @Test
  void refusesTheCallerTokenAsSubjectToken() {
    String caller = callerToken(ADELE);
    JsonObject problem = refused(400, "subject_token_invalid", inBody(broker, caller, caller));
    assertClaim("aud", problem);
    assertTrue(problem.string("detail").orElseThrow().contains("Teams.ManageCalls"));
  }

  @Test
  void refusesTokensThatWereSwapped() {
    refused(401, "token_audience_wrong", inBody(broker, subjectToken(ADELE), callerToken(ADELE)));
  }

  @Test
  void saysWhatIsWrongWithTheSubjectTokenWithoutAChallenge() {
    String expired = subjectToken(ADELE, order -> order.withLifetime(Duration.ofSeconds(-90)));
    assertClaim(
        "exp", refused(400, "subject_token_invalid", inBody(broker, callerToken(ADELE), expired)));
    JsonObject unsigned =
        refused(400, "subject_token_invalid", inBody(broker, callerToken(ADELE), "a.b.c"));
    assertFalse(unsigned.has("claim"));
  }

  @Test
  void saysThatTheCallerTokenIsAtFaultBeforeItLooksAtTheSubjectToken() {
    String expired = callerToken(ADELE, order -> order.withLifetime(Duration.ofSeconds(-90)));
    refused(401, "token_expired", inBody(broker, expired, "a.b.c"));
  }

  @Test
  void comparesWhatTheBodyAssertsWithTheSubjectToken() {
    String body = "{\"accessToken\":\"%s\",\"userObjectId\":\"%s\",\"clientId\":\"%s\"}";
    String subject = subjectToken(ADELE);
    assertGranted(
        ADELE,
        withBody(
            bodyless(broker, callerToken(ADELE)),
            body.formatted(subject, ADELE.objectId(), SampleDirectory.CLIENT_ID)));
    refused(
        403,
        "client_mismatch",
        withBody(
            bodyless(broker, callerToken(ADELE)),
            body.formatted(subject, ADELE.objectId(), SampleDirectory.CALLER_CLIENT_ID)));
    refused(
        403,
        "user_mismatch",
        withBody(
            bodyless(broker, callerToken(ADELE)),
            body.formatted(subject, ALEX.objectId(), SampleDirectory.CLIENT_ID)));
  }

  @Test
  void takesGetAndPostAlone() {
    HttpResponse<String> response =
        RunningBroker.send(inHeader(broker, callerToken(ADELE), subjectToken(ADELE)).DELETE());
    assertEquals(405, response.statusCode());
    assertEquals(Optional.of("GET, POST"), response.headers().firstValue("Allow"));
  }
}
