package io.acsbroker.overhttp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.json.JsonObject;
import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.local.entra.SampleUser;
import io.acsbroker.local.entra.TokenOrder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client gets that does everything right. */
class ExchangeOverHttpTest {
  private static RunningBroker broker;

  @BeforeAll
  static void start() {
    broker = RunningBroker.start();
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  private static HttpResponse<String> exchange(TokenOrder order) {
    String token = RunningBroker.CLOUD.entra().token(order);
    return RunningBroker.send(broker.anonymous().header("Authorization", "Bearer " + token));
  }

  private static void assertTokenFor(SampleUser user, HttpResponse<String> response) {
    assertEquals(200, response.statusCode(), response.body());
    JsonObject body = RunningBroker.json(response);
    assertEquals(Optional.of("8:orgid:" + user.objectId()), body.string("userId"));
    assertTrue(body.string("token").orElseThrow().startsWith("eyJ"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.0", "2.0"})
  void givesUsersOfBothOrganisationsATokenInEitherVersion(String version) {
    for (SampleUser user : List.of(SampleDirectory.ADELE, SampleDirectory.LIDIA)) {
      assertTokenFor(user, exchange(TokenOrder.forUser(user).withVersion(version)));
    }
  }

  @Test
  void givesATokenThatLivesAboutAsLongAsTheUsersToken() {
    HttpResponse<String> response =
        exchange(TokenOrder.forUser(SampleDirectory.ADELE).withLifetime(Duration.ofMinutes(60)));
    JsonObject body = RunningBroker.json(response);
    Instant expiresOn = Instant.parse(body.string("expiresOn").orElseThrow());
    Duration left = Duration.between(Instant.now(), expiresOn);
    assertTrue(left.compareTo(Duration.ofMinutes(61)) < 0, left.toString());
    assertTrue(left.compareTo(Duration.ofMinutes(55)) > 0, left.toString());
  }

  /**
   * A token of a Teams user may name {@code chat} among its scopes, and ACS Chat takes none.
   *
   * @see <a
   *     href="https://learn.microsoft.com/azure/communication-services/concepts/teams-endpoint">
   *     Communication as a Teams user: calls by the Calling SDK, chats by Microsoft Graph</a>
   * @see <a href="https://github.com/microsoft/MicrosoftCloud/issues/29">The same, as one of those
   *     who make ACS says it</a>
   */
  @Test
  void saysThatTheTokenOfATeamsUserIsForCallsAndNotForChats() {
    JsonObject body = RunningBroker.json(RunningBroker.send(broker.request()));
    String claims = body.string("token").orElseThrow().split("\\.", -1)[1];
    String scopes =
        JsonObject.parse(new String(Base64.getUrlDecoder().decode(claims), UTF_8))
            .flatMap(it -> it.string("acsScope"))
            .orElseThrow();
    assertTrue(scopes.contains("chat"), scopes);
    assertEquals(Optional.of("calls"), body.string("goodFor"));
  }

  @Test
  void letsNobodyStoreTheAnswer() {
    HttpResponse<String> response = RunningBroker.send(broker.request());
    assertEquals(Optional.of("no-store"), response.headers().firstValue("Cache-Control"));
    assertEquals(
        Optional.of("application/json; charset=utf-8"),
        response.headers().firstValue("Content-Type"));
  }

  @Test
  void takesABodyThatAssertsTheRightUserAndClientInAnyLetterCase() {
    String body =
        "{\"userObjectId\":\"%s\",\"clientId\":\"%s\"}"
            .formatted(
                SampleDirectory.ADELE.objectId().toUpperCase(Locale.ROOT),
                SampleDirectory.CLIENT_ID);
    for (String type : List.of("application/json", "Application/JSON; charset=utf-8")) {
      assertTokenFor(
          SampleDirectory.ADELE,
          RunningBroker.send(
              broker.request().header("Content-Type", type).POST(BodyPublishers.ofString(body))));
    }
  }

  @Test
  void takesAnEmptyObjectAndAnEmptyBody() {
    assertTokenFor(
        SampleDirectory.ADELE,
        RunningBroker.send(
            broker
                .request()
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}"))));
    assertTokenFor(
        SampleDirectory.ADELE,
        RunningBroker.send(broker.request().header("Content-Type", "application/json")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bearer", "BEARER", "Bearer "})
  void takesTheSchemeInAnyLetterCaseAndWithMoreSpaces(String scheme) {
    String authorization = scheme + " " + RunningBroker.token();
    assertTokenFor(
        SampleDirectory.ADELE,
        RunningBroker.send(broker.anonymous().header("Authorization", authorization)));
  }

  @Test
  void findsTheRouteInAnyLetterCase() {
    HttpResponse<String> response =
        RunningBroker.send(broker.request().uri(broker.uri("/API/Token/Teams?x=1")));
    assertTokenFor(SampleDirectory.ADELE, response);
  }
}
