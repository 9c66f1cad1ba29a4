package io.acsbroker.overhttp;

import static io.acsbroker.overhttp.CallerFixture.callerToken;
import static io.acsbroker.overhttp.CallerFixture.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.json.JsonObject;
import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.local.entra.TokenOrder;
import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.token.ExchangeRoute;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tokens of ACS that ACS alone can read, as those of Entra ID users are.
 *
 * @see <a href="https://github.com/Azure/azure-sdk-for-js/pull/39156">whose tokens are
 *     encrypted</a>
 */
class EncryptedTokenTest {
  private static final LogLines LOG = new LogLines();
  private static RunningBroker broker;

  @BeforeAll
  static void start() {
    broker = RunningBroker.start(settings -> settings, LOG);
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @AfterEach
  void mend() {
    RunningBroker.CLOUD.acs().encryptAllTokens(false);
    RunningBroker.CLOUD.acs().answerExchanges(null);
  }

  private static JsonObject granted(int status, HttpRequest.Builder request) {
    HttpResponse<String> response = RunningBroker.send(request);
    assertEquals(status, response.statusCode(), response.body());
    return RunningBroker.json(response);
  }

  private static String issued(JsonObject body) {
    return body.string("token").orElseThrow();
  }

  private static int segments(String token) {
    return token.split("\\.", -1).length;
  }

  private static Optional<String> holder(String token) {
    return RunningBroker.CLOUD.acs().holder(token);
  }

  @Test
  void areHandedToEntraUsersAsTheyAre() {
    String token = issued(granted(200, broker.request(ExchangeRoute.ENTRA, order -> order)));
    assertEquals(5, segments(token), "an encrypted token");
    assertEquals(Optional.of(SampleDirectory.ADELE.objectId()), holder(token));
  }

  @ParameterizedTest
  @EnumSource(ExchangeRoute.class)
  void endWhenAcsSaysByWhicheverRoute(ExchangeRoute route) {
    RunningBroker.CLOUD.acs().encryptAllTokens(true);
    Instant end = Instant.now().plus(Duration.ofMinutes(40));
    JsonObject body =
        granted(200, broker.request(route, order -> order.withLifetime(Duration.ofMinutes(40))));
    assertEquals(5, segments(issued(body)), "an encrypted token");
    assertEquals(Optional.of(SampleDirectory.ADELE.objectId()), holder(issued(body)));
    Duration off = Duration.between(end, Instant.parse(body.string("expiresOn").orElseThrow()));
    assertTrue(off.abs().compareTo(Duration.ofSeconds(10)) < 0, off.toString());
  }

  private static void acsIssues(String token, Instant end) {
    RunningBroker.CLOUD
        .acs()
        .answerExchanges(
            CannedAnswer.json(
                200,
                Map.of(
                    "identity",
                    Map.of("id", "8:acs:an-id"),
                    "accessToken",
                    Map.of("token", token, "expiresOn", end.toString()))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"eyJ.a.b.c", "eyJ..a.b.c", "eyJ.a.b.c.d.e", "opaque"})
  void mayHaveAnyShapeAndAnyEndToCome(String token) {
    Instant end = Instant.now().plus(Duration.ofDays(3_652)).truncatedTo(ChronoUnit.SECONDS);
    acsIssues(token, end);
    JsonObject body = granted(200, broker.request(ExchangeRoute.ENTRA, order -> order));
    assertEquals(token, issued(body));
    assertEquals(Optional.of(end.toString()), body.string("expiresOn"));
    long days = Duration.ofSeconds(body.integer("expiresIn").orElseThrow()).toDays();
    assertEquals(3_651, days);
  }

  @Test
  void areNoneWhereTheyHaveEnded() {
    acsIssues("eyJ.a.b.c.d", Instant.now().minus(Duration.ofMinutes(5)));
    refused(502, "acs_answer_not_understood", broker.request(ExchangeRoute.ENTRA, order -> order));
  }

  @Test
  void areRememberedLikeAnyOther() {
    String authorization =
        "Bearer "
            + RunningBroker.CLOUD
                .entra()
                .token(
                    TokenOrder.forUser(
                        SampleDirectory.MEGAN, RunningBroker.resource(ExchangeRoute.ENTRA)));
    HttpRequest.Builder request =
        broker.anonymous(ExchangeRoute.ENTRA).header("Authorization", authorization);
    int before = RunningBroker.CLOUD.acs().exchanges();
    String first = issued(granted(200, request));
    assertEquals(first, issued(granted(200, request)));
    assertEquals(before + 1, RunningBroker.CLOUD.acs().exchanges());
  }

  @Test
  void areForIdentitiesOfOnesOwnToo() {
    RunningBroker.CLOUD.acs().encryptAllTokens(true);
    try (RunningBroker callers = CallerFixture.start(Map.of())) {
      JsonObject body =
          granted(
              201,
              HttpRequest.newBuilder(callers.uri("/api/token"))
                  .header("Authorization", "Bearer " + callerToken(SampleDirectory.ADELE))
                  .POST(BodyPublishers.noBody()));
      assertEquals(5, segments(issued(body)), "an encrypted token");
      assertEquals(
          body.string("userId"), RunningBroker.CLOUD.acs().identities().holder(issued(body)));
    }
  }

  @Test
  void areOfTheUserWhomAcsNamesWhereTheBrokerReadsNoTokenAtAll() {
    try (RunningBroker unread = CallerFixture.start(CallerFixture.JUDGED_BY_ACS)) {
      String subject =
          RunningBroker.CLOUD
              .entra()
              .token(
                  TokenOrder.forUser(
                      SampleDirectory.ADELE, RunningBroker.resource(ExchangeRoute.ENTRA)));
      JsonObject body =
          granted(
              200,
              CallerFixture.inBody(unread, callerToken(SampleDirectory.ADELE), subject)
                  .uri(unread.uri("/api/token/entra")));
      assertEquals(Optional.of(SampleDirectory.ADELE.objectId()), holder(issued(body)));
    }
  }

  /** Whoever takes the token of ACS for the one of Entra is told nothing of what is in it. */
  @ParameterizedTest
  @ValueSource(ints = {4, 5, 6})
  void proveNobodyToTheBroker(int segments) {
    String token = issued(granted(200, broker.request(ExchangeRoute.ENTRA, order -> order)));
    String changed =
        switch (segments) {
          case 4 -> token.substring(0, token.lastIndexOf('.'));
          case 6 -> token + ".YQ";
          default -> token;
        };
    assertEquals(segments, segments(changed));
    refused(
        401,
        "token_invalid",
        broker.anonymous(ExchangeRoute.ENTRA).header("Authorization", "Bearer " + changed));
  }

  @Test
  void standInNoLog() {
    String token = issued(granted(200, broker.request(ExchangeRoute.ENTRA, order -> order)));
    for (String segment : token.split("\\.", -1)) {
      assertFalse(LOG.text().contains(segment), "a segment of the token is in the log");
    }
  }
}
