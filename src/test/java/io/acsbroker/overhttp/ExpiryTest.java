package io.acsbroker.overhttp;

import static io.acsbroker.overhttp.CallerFixture.callerToken;
import static io.acsbroker.overhttp.CallerFixture.refused;
import static java.net.http.HttpRequest.BodyPublishers.noBody;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.json.JsonObject;
import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.token.ExchangeRoute;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * When ACS's tokens end, as ACS says it and as clients hear it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3339#section-5.6">RFC 3339</a>
 * @see <a href="https://docs.python.org/3.10/library/datetime.html">What Python before 3.11
 *     reads</a>
 */
class ExpiryTest {
  private static final LogLines LOG = new LogLines();
  private static RunningBroker direct;
  private static RunningBroker withIdentities;

  @BeforeAll
  static void start() {
    direct = RunningBroker.start(settings -> settings, LOG);
    withIdentities = CallerFixture.start(Map.of(), LOG);
  }

  @AfterAll
  static void stop() {
    direct.close();
    withIdentities.close();
  }

  @AfterEach
  void mend() {
    RunningBroker.CLOUD.acs().answerExchanges(null);
    RunningBroker.CLOUD.acs().identityRequests().answerAll(null);
    identityToken();
  }

  private static HttpRequest.Builder identityRequest() {
    return HttpRequest.newBuilder(withIdentities.uri("/api/token"))
        .header("Authorization", "Bearer " + callerToken(SampleDirectory.ADELE));
  }

  private static JsonObject identityToken() {
    HttpResponse<String> response = RunningBroker.send(identityRequest());
    assertEquals(201, response.statusCode(), response.body());
    return RunningBroker.json(response);
  }

  private static JsonObject exchanged(ExchangeRoute route) {
    HttpResponse<String> response = RunningBroker.send(direct.request(route, order -> order));
    assertEquals(200, response.statusCode(), response.body());
    return RunningBroker.json(response);
  }

  /** ACS answers every request for a token with one that ends so. */
  private static void acsSays(String expiresOn) {
    String token = "{\"token\":\"t\",\"expiresOn\":" + expiresOn + "}";
    String withUser = "{\"identity\":{\"id\":\"8:acs:x\"},\"accessToken\":" + token + "}";
    RunningBroker.CLOUD
        .acs()
        .disturbExchanges(
            acs -> request -> json(request.path().startsWith("/teamsUser") ? token : withUser));
    RunningBroker.CLOUD
        .acs()
        .identityRequests()
        .disturb(
            acs ->
                request ->
                    request.path().endsWith("/:issueAccessToken")
                        ? json(token)
                        : acs.answer(request));
  }

  private static CannedAnswer json(String body) {
    return new CannedAnswer(200, Map.of("Content-Type", "application/json"), body, Duration.ZERO);
  }

  private static List<JsonObject> everyToken() {
    List<JsonObject> tokens = new ArrayList<>();
    for (ExchangeRoute route : ExchangeRoute.values()) {
      tokens.add(exchanged(route));
    }
    tokens.add(identityToken());
    return tokens;
  }

  @Test
  void isTheEndThatAcsNamedInWholeSecondsWithZ() {
    identityToken();
    for (JsonObject token : everyToken()) {
      for (String time : List.of("expiresOn", "refreshOn")) {
        String text = token.string(time).orElseThrow();
        assertTrue(text.matches("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}Z"), text);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2099-10-15T19:36:21.7937286+00:00, 2099-10-15T19:36:21Z",
    "2099-10-15T19:36:21.9999999+00:00, 2099-10-15T19:36:21Z",
    "2099-07-10T14:39:39.3244584-07:00, 2099-07-10T21:39:39Z",
    "2099-10-15T19:36:21Z, 2099-10-15T19:36:21Z"
  })
  void isRoundedDown(String said, String heard) {
    acsSays("\"" + said + "\"");
    for (JsonObject token : everyToken()) {
      assertEquals(Optional.of(heard), token.string("expiresOn"));
    }
  }

  @Test
  void mayBeTenYearsAhead() {
    Instant end = Instant.now().plus(Duration.ofDays(3_653));
    acsSays("\"" + end + "\"");
    assertEquals(4, everyToken().size());
  }

  private static void assertRefusedEverywhere(String reason) {
    int before = LOG.text().split(reason, -1).length;
    for (ExchangeRoute route : ExchangeRoute.values()) {
      ErrorTable.problem(502, "acs_answer_not_understood", direct.request(route, order -> order));
    }
    refused(502, "acs_answer_not_understood", identityRequest());
    assertEquals(before + 4, LOG.text().split(reason, -1).length, reason);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "4096000000",
        "true",
        "{}",
        "[]",
        "\"\"",
        "\"soon\"",
        "\"4096000000\"",
        "\"2099-10-15\"",
        "\"2099-10-15T19:36:21\"",
        "\"2099-10-15T19:36:21,79+00:00\"",
        "\"2099-10-15 19:36:21+00:00\"",
        "\"2099-13-15T19:36:21+00:00\"",
        "\"Thu, 15 Oct 2099 19:36:21 GMT\""
      })
  void isNotUnderstoodWhereItIsNoTimeWithAnOffset(String expiresOn) {
    acsSays(expiresOn);
    assertRefusedEverywhere(
        "ANSWER_NOT_UNDERSTOOD .HTTP 200 whose expiresOn is no time with an offset from UTC");
  }

  private static Set<String> identities() {
    return RunningBroker.CLOUD.acs().identities().ids();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"null", "\"2099-10-15T19:36:21\"", "\"2021-10-15T19:36:21.7937286+00:00\""})
  void costsNoIdentityThatWasMadeWithSuchAToken(String expiresOn) {
    assertEquals(
        204,
        RunningBroker.send(
                identityRequest().uri(withIdentities.uri("/api/user")).method("DELETE", noBody()))
            .statusCode());
    Set<String> before = identities();
    RunningBroker.CLOUD
        .acs()
        .identityRequests()
        .disturb(
            acs ->
                request -> {
                  CannedAnswer answer = acs.answer(request);
                  String body =
                      answer
                          .body()
                          .replaceAll("\"expiresOn\":\"[^\"]*\"", "\"expiresOn\":" + expiresOn);
                  return new CannedAnswer(answer.status(), answer.headers(), body, Duration.ZERO);
                });
    for (int i = 0; i < 3; i++) {
      refused(502, "acs_answer_not_understood", identityRequest());
    }
    Set<String> made = new HashSet<>(identities());
    made.removeAll(before);
    assertEquals(1, made.size());
    RunningBroker.CLOUD.acs().identityRequests().answerAll(null);
    assertEquals(made, Set.of(identityToken().string("userId").orElseThrow()));
  }

  @Test
  void isNotUnderstoodWhereItHasPassed() {
    acsSays("\"2021-10-15T19:36:21.7937286+00:00\"");
    assertRefusedEverywhere("ANSWER_NOT_UNDERSTOOD .empty or expired token");
  }
}
