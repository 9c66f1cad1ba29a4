package io.acsbroker.overhttp;

import static io.acsbroker.token.ExchangeRoute.ENTRA;
import static io.acsbroker.token.ExchangeRoute.TEAMS;
import static io.acsbroker.token.ExchangeRoute.TEAMS_PHONE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.local.entra.TokenOrder;
import io.acsbroker.token.ExchangeRoute;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A token for one exchange that is sent to another: who is told where it belongs. */
class CrossRouteTest extends ErrorTable {
  private static final String TO_TEAMS_OR_PHONE =
      "It belongs to POST /api/token/teams or POST /api/token/teams-phone.";

  /** Sends a token that is good for one route to another. */
  private static HttpRequest.Builder token(ExchangeRoute of, ExchangeRoute to) {
    TokenOrder order = TokenOrder.forUser(SampleDirectory.ADELE, RunningBroker.resource(of));
    return broker
        .anonymous(to)
        .header("Authorization", "Bearer " + RunningBroker.CLOUD.entra().token(order));
  }

  private static String detail(HttpResponse<String> response) {
    return RunningBroker.json(response).string("detail").orElseThrow();
  }

  @Test
  void tellsWhereATokenOfAnotherResourceBelongs() {
    for (ExchangeRoute teams : new ExchangeRoute[] {TEAMS, TEAMS_PHONE}) {
      HttpResponse<String> clients = refused(401, "token_audience_wrong", token(ENTRA, teams));
      assertTrue(
          detail(clients)
              .startsWith(
                  "The token is for Azure Communication Services Clients, not for Azure"
                      + " Communication Services and "
                      + teams.purpose()
                      + ". It belongs to POST /api/token/entra. Ask Entra for the scope"),
          detail(clients));
      HttpResponse<String> services = refused(401, "token_audience_wrong", token(teams, ENTRA));
      assertTrue(detail(services).contains(TO_TEAMS_OR_PHONE), detail(services));
      assertTrue(
          detail(services)
              .endsWith(
                  "Ask Entra for the scope https://communication.azure.com/clients/VoIP, and for no"
                      + " other resource's scopes in the same request."),
          detail(services));
      assertClaim(
          "aud",
          "2a04943b-b6a7-4f65-8786-2bb6131b59f6 or https://communication.azure.com/clients or"
              + " https://communication.azure.com/clients/",
          services);
    }
  }

  @Test
  void tellsWhereATokenOfOtherScopesBelongs() {
    HttpResponse<String> phone = refused(403, "insufficient_scope", token(TEAMS_PHONE, TEAMS));
    assertTrue(
        detail(phone)
            .endsWith(
                " A token with the scopes of this one belongs to POST /api/token/teams-phone."),
        detail(phone));
    assertClaim("scp", "Teams.ManageCalls Teams.ManageChats", phone);
    HttpResponse<String> teams = refused(403, "insufficient_scope", token(TEAMS, TEAMS_PHONE));
    assertTrue(
        detail(teams)
            .endsWith(" A token with the scopes of this one belongs to POST /api/token/teams."),
        detail(teams));
    assertClaim("scp", "TeamsExtension.ManageCalls", teams);
    assertTrue(challenge(teams).orElseThrow().endsWith(", scope=\"TeamsExtension.ManageCalls\""));
  }

  /** Who has one of two scopes is at the right route, and lacks the other one. */
  @Test
  void sendsNobodyAwayWhoseScopesAreOnlyIncomplete() {
    HttpResponse<String> response =
        refused(
            403,
            "insufficient_scope",
            broker.request(
                TEAMS,
                order -> order.withScopes("Teams.ManageCalls", "TeamsExtension.ManageCalls")));
    assertTrue(detail(response).endsWith("may have to consent."), detail(response));
  }

  @ParameterizedTest
  @EnumSource
  void tellsWhatATokenForManagingTheResourceIs(ExchangeRoute route) {
    HttpResponse<String> response =
        refused(
            401,
            "token_audience_wrong",
            broker.request(route, order -> order.withAudience("https://communication.azure.com")));
    assertTrue(
        detail(response)
            .startsWith("The token is for managing a Communication Services resource, not for "),
        detail(response));
  }

  @Test
  void wantsTheScopeThatPlacesCallsOfAnEntraUser() {
    HttpResponse<String> response =
        refused(
            403,
            "insufficient_scope",
            broker.request(ENTRA, order -> order.withScopes("VoIP.Join", "Chat")));
    assertClaim("scp", "VoIP", response);
    assertTrue(detail(response).endsWith("may have to consent."), detail(response));
  }

  @ParameterizedTest
  @EnumSource
  void answersOtherMethodsWithTheOneThatItHas(ExchangeRoute route) {
    HttpResponse<String> response =
        refused(405, "method_not_allowed", broker.request(route, order -> order).GET());
    assertEquals(Optional.of("POST"), response.headers().firstValue("Allow"));
  }
}
