package io.acsbroker.overhttp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.local.acs.EntraAssignment;
import io.acsbroker.local.acs.TeamsPhoneAssignment;
import io.acsbroker.local.acs.TeamsPhoneAssignments;
import io.acsbroker.local.entra.Organisation;
import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.local.entra.SampleUser;
import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.local.net.LoopbackHandler;
import io.acsbroker.local.net.LoopbackRequest;
import io.acsbroker.token.ExchangeRoute;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What ACS refuses Entra ID users and users of Teams Phone, and what it does to them at worst. */
class OtherRoutesFaultsTest {
  private static RunningBroker broker;

  @BeforeAll
  static void start() {
    broker =
        RunningBroker.start(
            settings -> {
              settings.put("BROKER_DEADLINE_SECONDS", "5");
              return settings;
            });
    BrokerStarts.awaitEnd();
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @AfterEach
  void mend() {
    RunningBroker.CLOUD.acs().answerExchanges(null);
    RunningBroker.CLOUD.acs().withdrawChallenges();
  }

  private static HttpResponse<String> ask(ExchangeRoute route, SampleUser user) {
    return RunningBroker.send(broker.request(route, order -> order.withUser(user)));
  }

  private static HttpResponse<String> refused(
      int status, String code, ExchangeRoute route, SampleUser user) {
    HttpResponse<String> response = ask(route, user);
    assertEquals(status, response.statusCode(), response.body());
    assertEquals(Optional.of(code), RunningBroker.json(response).string("code"));
    return response;
  }

  private static HttpResponse<String> refused(int status, String code, ExchangeRoute route) {
    return refused(status, code, route, SampleDirectory.ADELE);
  }

  private static void acsAnswers(int status, String body) {
    Map<String, String> headers = Map.of("Content-Type", "application/json");
    RunningBroker.CLOUD
        .acs()
        .answerExchanges(new CannedAnswer(status, headers, body, Duration.ZERO));
  }

  @Test
  void saysThatNobodyHasGivenTheUserAccess() {
    Organisation contoso = SampleDirectory.CONTOSO;
    EntraAssignment assigned =
        Objects.requireNonNull(
            RunningBroker.CLOUD.acs().assignments().all().get(contoso.tenantId()));
    RunningBroker.CLOUD.acs().assignments().remove(contoso.tenantId());
    try {
      HttpResponse<String> response = refused(403, "access_not_assigned", ExchangeRoute.ENTRA);
      assertEquals(Optional.empty(), response.headers().firstValue("WWW-Authenticate"));
      assertEquals(200, ask(ExchangeRoute.ENTRA, SampleDirectory.LIDIA).statusCode());
      assertEquals(200, ask(ExchangeRoute.TEAMS_PHONE, SampleDirectory.ADELE).statusCode());
    } finally {
      RunningBroker.CLOUD.acs().assignments().put(contoso.tenantId(), assigned);
    }
    assertEquals(200, ask(ExchangeRoute.ENTRA, SampleDirectory.ADELE).statusCode());
  }

  @Test
  void saysThatNobodyHasGivenTheUserAccessForTeamsPhone() {
    String tenant = SampleDirectory.CONTOSO.tenantId();
    String user = SampleDirectory.ADELE.objectId();
    TeamsPhoneAssignments assignments = RunningBroker.CLOUD.acs().phoneAssignments();
    TeamsPhoneAssignment assigned = assignments.of(tenant, user).orElseThrow();
    assignments.remove(tenant, user);
    try {
      HttpResponse<String> response =
          refused(403, "access_not_assigned", ExchangeRoute.TEAMS_PHONE);
      assertEquals(Optional.empty(), response.headers().firstValue("WWW-Authenticate"));
      assertEquals(200, ask(ExchangeRoute.TEAMS_PHONE, SampleDirectory.ALEX).statusCode());
      assertEquals(200, ask(ExchangeRoute.ENTRA, SampleDirectory.ADELE).statusCode());
    } finally {
      assignments.put(tenant, user, assigned);
    }
    assertEquals(200, ask(ExchangeRoute.TEAMS_PHONE, SampleDirectory.ADELE).statusCode());
  }

  @Test
  void saysThatTeamsPhoneNeedsATeamsLicence() {
    refused(403, "teams_license_missing", ExchangeRoute.TEAMS_PHONE, SampleDirectory.MEGAN);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TEAMS")
  void takesA403OfNoCodeOfItsOwnForAMissingAssignment(ExchangeRoute route) {
    for (String code : List.of("Forbidden", "Denied", "")) {
      acsAnswers(403, "{\"error\":{\"code\":\"" + code + "\",\"message\":\"m\"}}");
      refused(403, "access_not_assigned", route);
    }
  }

  @Test
  void handsOnTheCodeOfEveryOther403WhereTeamsHasASay() {
    for (String code : List.of("SubscriptionNotAllowed", "Unheard")) {
      acsAnswers(403, "{\"error\":{\"code\":\"" + code + "\",\"message\":\"m\"}}");
      HttpResponse<String> response =
          refused(403, "user_refused_by_acs", ExchangeRoute.TEAMS_PHONE);
      assertEquals(Optional.of(code), RunningBroker.json(response).string("acsCode"));
      refused(403, "access_not_assigned", ExchangeRoute.ENTRA);
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TEAMS")
  void takesEvery401ForTheUsersToken(ExchangeRoute route) {
    for (String body :
        List.of(
            "{\"error\":{\"code\":\"InvalidAccessToken\"}}",
            "{\"error\":{\"code\":\"Unheard\"}}",
            "{}",
            "")) {
      acsAnswers(401, body);
      HttpResponse<String> response = refused(401, "token_rejected_by_acs", route);
      String challenge = response.headers().firstValue("WWW-Authenticate").orElseThrow();
      assertTrue(challenge.startsWith("Bearer error=\"invalid_token\""), challenge);
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TEAMS")
  void handsAClaimsChallengeOn(ExchangeRoute route) {
    String claims = "{\"access_token\":{\"nbf\":{\"essential\":true,\"value\":\"1\"}}}";
    RunningBroker.CLOUD.acs().challenge(SampleDirectory.ADELE, claims);
    HttpResponse<String> response = refused(401, "claims_challenge", route);
    assertEquals(Optional.of(claims), RunningBroker.json(response).string("claims"));
    assertEquals(Optional.of("subject"), RunningBroker.json(response).string("claimsFor"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "<html>",
        "{}",
        "{\"token\":\"t\",\"expiresOn\":\"2099-01-01T00:00:00Z\"}",
        "{\"identity\":\"8:acs:x\","
            + "\"accessToken\":{\"token\":\"t\",\"expiresOn\":\"2099-01-01T00:00:00Z\"}}",
        "{\"accessToken\":{\"token\":\"t\",\"expiresOn\":\"2099-01-01T00:00:00Z\"}}",
        "{\"identity\":{\"id\":\"\"},"
            + "\"accessToken\":{\"token\":\"t\",\"expiresOn\":\"2099-01-01T00:00:00Z\"}}",
        "{\"identity\":{\"id\":\"8:acs:x y\"},"
            + "\"accessToken\":{\"token\":\"t\",\"expiresOn\":\"2099-01-01T00:00:00Z\"}}",
        "{\"identity\":{\"id\":\"8:acs:x\"},\"accessToken\":\"t\"}",
        "{\"identity\":{\"id\":\"8:acs:x\"},"
            + "\"accessToken\":{\"expiresOn\":\"2099-01-01T00:00:00Z\"}}",
        "{\"identity\":{\"id\":\"8:acs:x\"},"
            + "\"accessToken\":{\"token\":7,\"expiresOn\":\"2099-01-01T00:00:00Z\"}}",
        "{\"identity\":{\"id\":\"8:acs:x\"},"
            + "\"accessToken\":{\"token\":\"\",\"expiresOn\":\"2099-01-01T00:00:00Z\"}}",
        "{\"identity\":{\"id\":\"8:acs:x\"},\"accessToken\":{\"token\":\"t\"}}",
        "{\"identity\":{\"id\":\"8:acs:x\"},\"accessToken\":{\"token\":\"t\",\"expiresOn\":0}}",
        "{\"identity\":{\"id\":\"8:acs:x\"},\"accessToken\":{\"token\":\"t\",\"expiresOn\":\"x\"}}",
        "{\"identity\":{\"id\":\"8:acs:x\"},"
            + "\"accessToken\":{\"token\":\"t\",\"expiresOn\":\"2001-01-01T00:00:00Z\"}}",
        "{\"identity\":{\"id\":\"8:acs:x\"},\"identity\":{\"id\":\"8:acs:y\"},"
            + "\"accessToken\":{\"token\":\"t\",\"expiresOn\":\"2099-01-01T00:00:00Z\"}}"
      })
  void takesNothingForATokenThatIsNone(String body) {
    acsAnswers(200, body);
    refused(502, "acs_answer_not_understood", ExchangeRoute.ENTRA);
    refused(502, "acs_answer_not_understood", ExchangeRoute.TEAMS_PHONE);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TEAMS")
  void triesAgainAndSaysWhenAcsIsDown(ExchangeRoute route) {
    int before = RunningBroker.CLOUD.acs().exchanges();
    acsAnswers(500, "<html>no</html>");
    refused(503, "acs_unavailable", route);
    assertEquals(before + 3, RunningBroker.CLOUD.acs().exchanges());
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TEAMS")
  void givesUpAtTheDeadline(ExchangeRoute route) {
    LoopbackHandler never = request -> CannedAnswer.empty(200).after(Duration.ofMinutes(1));
    RunningBroker.CLOUD.acs().disturbExchanges(acs -> never);
    refused(504, "deadline_passed", route);
  }

  @Test
  void leavesAcsAloneOnTheRouteThatItThrottlesAndOnNoOther() {
    try (RunningBroker throttled = RunningBroker.start()) {
      RunningBroker.CLOUD
          .acs()
          .answerExchanges(new CannedAnswer(429, Map.of("Retry-After", "3600"), "", Duration.ZERO));
      int before = RunningBroker.CLOUD.acs().exchanges();
      for (int i = 0; i < 2; i++) {
        HttpResponse<String> response =
            RunningBroker.send(throttled.request(ExchangeRoute.ENTRA, order -> order));
        assertEquals(503, response.statusCode(), response.body());
      }
      assertEquals(before + 1, RunningBroker.CLOUD.acs().exchanges());
      RunningBroker.CLOUD.acs().answerExchanges(null);
      for (ExchangeRoute other : List.of(ExchangeRoute.TEAMS, ExchangeRoute.TEAMS_PHONE)) {
        assertEquals(
            200, RunningBroker.send(throttled.request(other, order -> order)).statusCode());
      }
    }
  }

  @Test
  void sendsTheUsersTokenToTheEndpointAlone() {
    List<LoopbackRequest> sent = new ArrayList<>();
    // What follows it arrives here again, and is counted
    String elsewhere = RunningBroker.CLOUD.acs().endpoint() + "/teamsUser/:exchangeAccessToken";
    RunningBroker.CLOUD
        .acs()
        .disturbExchanges(
            acs ->
                request -> {
                  sent.add(request);
                  return new CannedAnswer(307, Map.of("Location", elsewhere), "", Duration.ZERO);
                });
    refused(502, "acs_answer_not_understood", ExchangeRoute.ENTRA);
    assertEquals(1, sent.size());
    LoopbackRequest request = sent.getFirst();
    assertEquals(
        "/access/entra/:exchangeAccessToken?api-version=2025-03-02-preview", request.target());
    assertEquals("{}", request.text());
    assertTrue(request.header("authorization").orElseThrow().startsWith("Bearer eyJ"));
    assertEquals(Optional.empty(), request.header("x-ms-date"));
    sent.clear();
    refused(502, "acs_answer_not_understood", ExchangeRoute.TEAMS_PHONE);
    assertEquals(
        "/access/teamsExtension/:exchangeAccessToken?api-version=2025-06-30",
        sent.getFirst().target());
  }
}
