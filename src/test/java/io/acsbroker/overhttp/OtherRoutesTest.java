package io.acsbroker.overhttp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.json.JsonObject;
import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.local.entra.SampleUser;
import io.acsbroker.local.entra.TokenOrder;
import io.acsbroker.token.ExchangeRoute;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a client of Entra ID users and of Teams Phone gets that does everything right. */
class OtherRoutesTest {
  private static RunningBroker broker;

  @BeforeAll
  static void start() {
    broker = RunningBroker.start();
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  private static JsonObject granted(HttpRequest.Builder request) {
    HttpResponse<String> response = RunningBroker.send(request);
    assertEquals(200, response.statusCode(), response.body());
    return RunningBroker.json(response);
  }

  private static void assertTokenOf(SampleUser user, JsonObject body) {
    String id = body.string("userId").orElseThrow();
    assertTrue(
        id.matches("8:acs:.+_" + user.organisation().tenantId() + "_" + user.objectId()), id);
    assertEquals(
        Optional.of(user.objectId()),
        RunningBroker.CLOUD.acs().holder(body.string("token").orElseThrow()));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TEAMS")
  void givesUsersOfBothOrganisationsATokenInEitherVersion(ExchangeRoute route) {
    for (SampleUser user : List.of(SampleDirectory.ADELE, SampleDirectory.LIDIA)) {
      for (String version : TokenOrder.VERSIONS) {
        UnaryOperator<TokenOrder> change = order -> order.withUser(user).withVersion(version);
        assertTokenOf(user, granted(broker.request(route, change)));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TEAMS")
  void takesAnAudienceWithASlash(ExchangeRoute route) {
    String audience = RunningBroker.resource(route).audience("1.0") + "/";
    JsonObject body = granted(broker.request(route, order -> order.withAudience(audience)));
    assertTokenOf(SampleDirectory.ADELE, body);
  }

  @ParameterizedTest
  @EnumSource
  void tellsWhenTheTokenExpiresAndWhenToRefreshIt(ExchangeRoute route) {
    Duration lifetime = Duration.ofMinutes(60);
    Instant before = Instant.now();
    JsonObject body = granted(broker.request(route, order -> order.withLifetime(lifetime)));
    Instant after = Instant.now();
    Instant expiresOn = Instant.parse(body.string("expiresOn").orElseThrow());
    Instant refreshOn = Instant.parse(body.string("refreshOn").orElseThrow());
    assertEquals(Duration.ofSeconds(270), Duration.between(refreshOn, expiresOn));
    long expiresIn = body.integer("expiresIn").orElseThrow();
    assertTrue(expiresIn <= Duration.between(before, expiresOn).toSeconds(), expiresIn + " s");
    assertTrue(expiresIn >= Duration.between(after, expiresOn).toSeconds(), expiresIn + " s");
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TEAMS")
  void takesABodyThatAssertsTheRightUserAndClient(ExchangeRoute route) {
    String body =
        "{\"userObjectId\":\"%s\",\"clientId\":\"%s\"}"
            .formatted(SampleDirectory.ADELE.objectId(), SampleDirectory.CLIENT_ID);
    granted(
        broker
            .request(route, order -> order)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  @Test
  void needsNoTeamsLicenceForAnEntraUser() {
    for (SampleUser user : List.of(SampleDirectory.MEGAN, SampleDirectory.LIDIA_AS_GUEST)) {
      assertTokenOf(
          user, granted(broker.request(ExchangeRoute.ENTRA, order -> order.withUser(user))));
    }
  }

  /** A v1 token has all scopes of its resource that somebody has consented to. */
  @Test
  void remembersAnIssuedTokenForItsOwnRouteAlone() {
    String token =
        RunningBroker.CLOUD
            .entra()
            .token(
                TokenOrder.forUser(SampleDirectory.ADELE)
                    .withScopes(
                        "Teams.ManageCalls", "Teams.ManageChats", "TeamsExtension.ManageCalls"));
    String authorization = "Bearer " + token;
    HttpRequest.Builder teams =
        broker.anonymous(ExchangeRoute.TEAMS).header("Authorization", authorization);
    HttpRequest.Builder phone =
        broker.anonymous(ExchangeRoute.TEAMS_PHONE).header("Authorization", authorization);
    int before = RunningBroker.CLOUD.acs().exchanges();

    JsonObject asTeamsUser = granted(teams);
    JsonObject byPhone = granted(phone);
    assertEquals(before + 2, RunningBroker.CLOUD.acs().exchanges());
    assertNotEquals(asTeamsUser.string("userId"), byPhone.string("userId"));

    assertEquals(asTeamsUser.string("token"), granted(teams).string("token"));
    assertEquals(byPhone.string("token"), granted(phone).string("token"));
    assertEquals(before + 2, RunningBroker.CLOUD.acs().exchanges());
  }

  @Test
  void countsTheExchangesOfAUserForEachRoute() {
    try (RunningBroker strict =
        RunningBroker.start(
            settings -> {
              settings.put("BROKER_USER_EXCHANGE_LIMIT", "1");
              return settings;
            })) {
      for (ExchangeRoute route : ExchangeRoute.values()) {
        granted(strict.request(route, order -> order));
        assertEquals(429, RunningBroker.send(strict.request(route, order -> order)).statusCode());
      }
    }
  }

  /** An operator may want other scopes than the usual ones, which say where a token belongs. */
  @Test
  void sendsNoTokenToTheRouteThatHasJustRefusedIt() {
    try (RunningBroker strict =
        RunningBroker.start(
            settings -> {
              settings.put("TEAMS_REQUIRED_SCOPES", "Teams.Other");
              return settings;
            })) {
      HttpResponse<String> response =
          RunningBroker.send(strict.request(ExchangeRoute.TEAMS, order -> order));
      assertEquals(403, response.statusCode(), response.body());
      String detail = RunningBroker.json(response).string("detail").orElseThrow();
      assertTrue(detail.endsWith("may have to consent."), detail);
    }
  }

  /** The user's own token is the only credential on these ways. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TEAMS")
  void signsInNowhere(ExchangeRoute route) {
    int before = RunningBroker.CLOUD.identity().requests();
    try (RunningBroker withIdentity =
        RunningBroker.start(
            settings -> {
              settings.remove("COMMUNICATION_SERVICES_CONNECTION_STRING");
              settings.put(
                  "COMMUNICATION_SERVICES_ENDPOINT",
                  RunningBroker.CLOUD.acs().endpoint().toString());
              return settings;
            })) {
      // In this process there is no managed identity at all
      granted(withIdentity.request(route, order -> order));
    }
    assertEquals(before, RunningBroker.CLOUD.identity().requests());
  }
}
