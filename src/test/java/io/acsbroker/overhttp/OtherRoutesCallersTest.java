package io.acsbroker.overhttp;

import static io.acsbroker.local.entra.SampleDirectory.ADELE;
import static io.acsbroker.local.entra.SampleDirectory.ALEX;
import static io.acsbroker.overhttp.CallerFixture.bodyless;
import static io.acsbroker.overhttp.CallerFixture.callerToken;
import static io.acsbroker.overhttp.CallerFixture.inBody;
import static io.acsbroker.overhttp.CallerFixture.inHeader;
import static io.acsbroker.overhttp.CallerFixture.refused;
import static io.acsbroker.overhttp.RunningBroker.CLOUD;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.json.JsonObject;
import io.acsbroker.local.entra.EntraResource;
import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.local.entra.SampleUser;
import io.acsbroker.local.entra.TokenOrder;
import io.acsbroker.token.ExchangeRoute;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The exchanges of Entra ID users and of Teams Phone, for callers who say who they are. */
class OtherRoutesCallersTest {
  private static String subjectToken(ExchangeRoute route, SampleUser user) {
    return subjectToken(route, user, order -> order);
  }

  private static String subjectToken(
      ExchangeRoute route, SampleUser user, UnaryOperator<TokenOrder> change) {
    EntraResource resource = RunningBroker.resource(route);
    return CLOUD.entra().token(change.apply(TokenOrder.forUser(user, resource)));
  }

  private static HttpRequest.Builder at(
      RunningBroker broker, ExchangeRoute route, HttpRequest.Builder request) {
    return request.uri(broker.uri(route.address().replace("POST ", "")));
  }

  private static void assertGranted(SampleUser user, HttpRequest.Builder request) {
    HttpResponse<String> response = RunningBroker.send(request);
    assertEquals(200, response.statusCode(), response.body());
    JsonObject body = RunningBroker.json(response);
    assertTrue(body.string("userId").orElseThrow().endsWith(user.objectId()), response.body());
    assertEquals(
        Optional.of(user.objectId()), CLOUD.acs().holder(body.string("token").orElseThrow()));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TEAMS")
  void exchangeTheTokenThatCallersSend(ExchangeRoute route) {
    try (RunningBroker broker = CallerFixture.start(Map.of())) {
      String caller = callerToken(ADELE);
      String subject = subjectToken(route, ADELE);
      assertGranted(ADELE, at(broker, route, inBody(broker, caller, subject)));
      assertGranted(ADELE, at(broker, route, inHeader(broker, caller, subject).GET()));
      String alex = subjectToken(route, ALEX);
      refused(403, "caller_mismatch", at(broker, route, inBody(broker, caller, alex)));
      refused(400, "subject_token_missing", at(broker, route, bodyless(broker, caller)));
    }
  }

  @Test
  void tellCallersWhereTheirSubjectTokenBelongs() {
    try (RunningBroker broker = CallerFixture.start(Map.of())) {
      String caller = callerToken(ADELE);
      String teams = subjectToken(ExchangeRoute.TEAMS, ADELE);
      JsonObject audience =
          refused(
              400,
              "subject_token_invalid",
              at(broker, ExchangeRoute.ENTRA, inBody(broker, caller, teams)));
      assertTrue(
          audience.string("detail").orElseThrow().contains("It belongs to POST /api/token/teams "),
          audience.string("detail").orElseThrow());
      JsonObject scopes =
          refused(
              403,
              "subject_scope_missing",
              at(broker, ExchangeRoute.TEAMS_PHONE, inBody(broker, caller, teams)));
      assertTrue(
          scopes.string("detail").orElseThrow().endsWith("belongs to POST /api/token/teams."),
          scopes.string("detail").orElseThrow());
    }
  }

  @Test
  void getTheTokenOfEachRouteOnBehalfOfTheCaller() {
    try (RunningBroker broker = onBehalfOf()) {
      String caller = callerToken(ADELE);
      int before = CLOUD.entra().onBehalfOf().requests();
      for (ExchangeRoute route : ExchangeRoute.values()) {
        assertGranted(ADELE, at(broker, route, bodyless(broker, caller)));
        assertGranted(ADELE, at(broker, route, bodyless(broker, caller)));
      }
      assertEquals(before + 3, CLOUD.entra().onBehalfOf().requests());
      JsonObject consent =
          refused(
              403,
              "consent_required",
              at(
                  broker,
                  ExchangeRoute.ENTRA,
                  bodyless(broker, callerToken(SampleDirectory.HENRIETTA))));
      assertTrue(consent.string("consentUrl").isPresent());
    }
  }

  private static RunningBroker onBehalfOf() {
    return CallerFixture.start(CallerFixture.onBehalfOf());
  }

  /** On these ways ACS does not compare the user of the token with anybody. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TEAMS")
  void takeNobodyElsesTokenWhereAcsAloneReadsIt(ExchangeRoute route) {
    try (RunningBroker broker = CallerFixture.start(CallerFixture.JUDGED_BY_ACS)) {
      String caller = callerToken(ADELE);
      int before = CLOUD.acs().exchanges();
      assertGranted(ADELE, at(broker, route, inBody(broker, caller, subjectToken(route, ADELE))));
      for (SampleUser other : List.of(ALEX, SampleDirectory.LIDIA)) {
        refused(
            400,
            "subject_token_invalid",
            at(broker, route, inBody(broker, caller, subjectToken(route, other))));
      }
      assertEquals(before + 3, CLOUD.acs().exchanges());
      refused(400, "subject_token_invalid", at(broker, route, inBody(broker, caller, "not-a-jwt")));
    }
  }
}
