package io.acsbroker.overhttp;

import static io.acsbroker.local.entra.SampleDirectory.BROKER_API_CLIENT_ID;
import static io.acsbroker.local.entra.SampleDirectory.CONTOSO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.json.JsonObject;
import io.acsbroker.local.host.RawHttp;
import io.acsbroker.token.ExchangeRoute;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What clients learn of a route from the broker's address alone.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9728#section-3">RFC 9728, section 3</a>
 */
class ResourceMetadataTest {
  static final String WELL_KNOWN = "/.well-known/oauth-protected-resource";
  private static final String ORIGIN = "https://broker.example";
  static final Map<String, String> PUBLIC = Map.of("BROKER_PUBLIC_URL", ORIGIN);
  private static final String CALLER = "api://" + BROKER_API_CLIENT_ID + "/access_as_user";
  private static final String ACS = "https://auth.msft.communication.azure.com/";
  private static final List<String> TEAMS =
      List.of(ACS + "Teams.ManageCalls", ACS + "Teams.ManageChats");
  private static final List<String> PHONE = List.of(ACS + "TeamsExtension.ManageCalls");
  private static final List<String> ENTRA = List.of("https://communication.azure.com/clients/VoIP");
  private static final List<String> ROUTES =
      List.of("/api/token/teams", "/api/token/entra", "/api/token/teams-phone");
  private static final List<String> IDENTITIES =
      List.of("/api/user", "/api/token", "/api/user/revoke");

  static RunningBroker direct(Map<String, String> further) {
    return RunningBroker.start(
        settings -> {
          Map<String, String> all = new HashMap<>(settings);
          all.putAll(PUBLIC);
          all.putAll(further);
          all.values().removeIf(String::isEmpty);
          return all;
        });
  }

  private static HttpResponse<String> send(RunningBroker broker, String method, String path) {
    return RunningBroker.send(
        HttpRequest.newBuilder(broker.uri(path)).method(method, BodyPublishers.noBody()));
  }

  private static JsonObject metadata(RunningBroker broker, String route) {
    HttpResponse<String> response = send(broker, "GET", WELL_KNOWN + route);
    assertEquals(200, response.statusCode(), response.body());
    assertTrue(
        response.headers().firstValue("Content-Type").orElseThrow().startsWith("application/json"));
    JsonObject json = RunningBroker.json(response);
    assertEquals(Optional.of(ORIGIN + route), json.string("resource"));
    assertEquals(List.of("header"), json.strings("bearer_methods_supported"));
    return json;
  }

  private static void assertWay(
      String way, List<String> scopes, List<String> subjectScopes, JsonObject metadata) {
    assertEquals(Optional.of(way), metadata.string("acs_token_broker_way"));
    assertEquals(scopes, metadata.strings("scopes_supported"));
    String beside = "acs_token_broker_subject_scopes";
    assertEquals(!subjectScopes.isEmpty(), metadata.names().contains(beside));
    assertEquals(subjectScopes, subjectScopes.isEmpty() ? List.of() : metadata.strings(beside));
  }

  private static void assertNotFound(HttpResponse<String> response) {
    assertEquals(404, response.statusCode(), response.body());
    assertEquals(Optional.of("not_found"), RunningBroker.json(response).string("code"));
  }

  @Test
  void hasTheSubjectTokensScopesWhereThatIsTheBearerToken() {
    try (RunningBroker broker = direct(Map.of())) {
      assertWay("direct", TEAMS, List.of(), metadata(broker, ROUTES.get(0)));
      assertWay("direct", ENTRA, List.of(), metadata(broker, ROUTES.get(1)));
      assertWay("direct", PHONE, List.of(), metadata(broker, ROUTES.get(2)));
      IDENTITIES.forEach(route -> assertNotFound(send(broker, "GET", WELL_KNOWN + route)));
    }
  }

  @Test
  void hasBothTokensScopesWhereCallersSendBoth() {
    try (RunningBroker broker = CallerFixture.start(PUBLIC)) {
      assertWay("caller", List.of(CALLER), TEAMS, metadata(broker, ROUTES.get(0)));
      assertWay("caller", List.of(CALLER), ENTRA, metadata(broker, ROUTES.get(1)));
      assertWay("caller", List.of(CALLER), PHONE, metadata(broker, ROUTES.get(2)));
      for (String route : IDENTITIES) {
        assertWay("caller", List.of(CALLER), List.of(), metadata(broker, route));
      }
    }
  }

  @Test
  void hasTheCallersScopeAloneWhereTheBrokerGetsTheRest() {
    Map<String, String> settings = new HashMap<>(CallerFixture.onBehalfOf());
    settings.putAll(PUBLIC);
    try (RunningBroker broker = CallerFixture.start(settings)) {
      for (String route : ROUTES) {
        assertWay("on_behalf_of", List.of(CALLER), List.of(), metadata(broker, route));
      }
    }
  }

  @Test
  void hasTheScopesThatTheSettingsRequire() {
    Map<String, String> settings = new HashMap<>(PUBLIC);
    settings.put("TEAMS_REQUIRED_SCOPES", "Teams.ManageCalls");
    settings.put("BROKER_API_SCOPE", "calls.place");
    try (RunningBroker broker = CallerFixture.start(settings)) {
      assertWay(
          "caller",
          List.of("api://" + BROKER_API_CLIENT_ID + "/calls.place"),
          List.of(ACS + "Teams.ManageCalls"),
          metadata(broker, ROUTES.get(0)));
    }
  }

  private static List<String> authorities(Map<String, String> settings) {
    try (RunningBroker broker = direct(settings)) {
      return metadata(broker, ROUTES.get(0)).strings("authorization_servers");
    }
  }

  @Test
  void namesTheTenantWhereThereIsOneAndNoTenantWhereThereAreMore() {
    String local = RunningBroker.CLOUD.entra().authority().toString();
    assertEquals(List.of(local + "/organizations/v2.0"), authorities(Map.of()));
    assertEquals(
        List.of(local + "/organizations/v2.0"), authorities(Map.of("ENTRA_TENANT_IDS", "*")));
    assertEquals(
        List.of(local + "/" + CONTOSO.tenantId() + "/v2.0"),
        authorities(Map.of("ENTRA_TENANT_IDS", CONTOSO.tenantId())));
  }

  @Test
  void namesNoCustomerOfAPolicy() {
    String rules =
        """
        {"rules":[{"tenant":"%s","clients":["%s"]},
        {"tenant":"99999999-9999-4999-8999-999999999999","clients":["%s"]}]}"""
            .formatted(CONTOSO.tenantId(), BROKER_API_CLIENT_ID, BROKER_API_CLIENT_ID);
    Map<String, String> settings =
        Map.of("ENTRA_TENANT_IDS", "", "ENTRA_CLIENT_IDS", "", "BROKER_POLICY", rules);
    try (RunningBroker broker = direct(settings)) {
      for (String route : ROUTES) {
        String text = send(broker, "GET", WELL_KNOWN + route).body();
        assertFalse(text.contains(CONTOSO.tenantId()) || text.contains("99999999"), text);
      }
    }
  }

  @Test
  void isThereForNobodyWhereTheBrokerDoesNotKnowItsAddress() {
    try (RunningBroker broker = RunningBroker.start()) {
      for (String route : ROUTES) {
        assertNotFound(send(broker, "GET", WELL_KNOWN + route));
        assertNotFound(send(broker, "POST", WELL_KNOWN + route));
      }
      assertEquals(
          Optional.of("Bearer"),
          RunningBroker.send(broker.anonymous()).headers().firstValue("WWW-Authenticate"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/api",
        "/api/token/teams/",
        "/api/token/teams/x",
        "/API/token/teams",
        "/api/token/team%73",
        "/api/health"
      })
  void isThereForNothingButARoute(String path) {
    try (RunningBroker broker = direct(Map.of())) {
      assertNotFound(send(broker, "GET", WELL_KNOWN + path));
    }
  }

  @Test
  void isReadAndNothingElse() {
    try (RunningBroker broker = direct(Map.of())) {
      HttpResponse<String> response = send(broker, "POST", WELL_KNOWN + ROUTES.get(0));
      assertEquals(405, response.statusCode());
      assertEquals(Optional.of("GET, HEAD"), response.headers().firstValue("Allow"));
      assertEquals(200, send(broker, "HEAD", WELL_KNOWN + ROUTES.get(0)).statusCode());
    }
  }

  @Test
  void isTheOperatorsMatterWhereTheAddressIsWrong() {
    try (RunningBroker broker = direct(Map.of("BROKER_PUBLIC_URL", ORIGIN + "/api"))) {
      HttpResponse<String> response = send(broker, "GET", WELL_KNOWN + ROUTES.get(0));
      assertEquals(503, response.statusCode());
      assertEquals(Optional.of("misconfigured"), RunningBroker.json(response).string("code"));
    }
  }

  @Test
  void takesNothingFromTheHostHeaderOfSomebodyElse() throws IOException {
    try (RunningBroker broker = direct(Map.of())) {
      for (String path : List.of("GET " + WELL_KNOWN + ROUTES.get(0), "POST " + ROUTES.get(0))) {
        String answer =
            new RawHttp(broker.uri("/"))
                .exchange(
                    path
                        + " HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: evil.example\r\n"
                        + "Content-Length: 0\r\nConnection: close\r\n\r\n");
        assertTrue(
            answer.contains(ORIGIN + (path.startsWith("GET") ? ROUTES.get(0) : "/.")), answer);
        assertFalse(answer.contains("evil"), answer);
      }
    }
  }

  @Test
  void isWhereTheChallengeOfAMissingScopeSays() {
    try (RunningBroker broker = direct(Map.of())) {
      HttpRequest.Builder lessThanNeeded =
          broker.request(ExchangeRoute.TEAMS, order -> order.withScopes("Teams.ManageCalls"));
      String refused = challenge(lessThanNeeded);
      String begin = pointer(ROUTES.get(0)) + ", error=\"insufficient_scope\", ";
      assertTrue(refused.startsWith(begin), refused);
    }
  }

  private static String challenge(HttpRequest.Builder request) {
    return RunningBroker.send(request).headers().firstValue("WWW-Authenticate").orElseThrow();
  }

  private static String pointer(String route) {
    return "Bearer resource_metadata=\"" + ORIGIN + WELL_KNOWN + route + "\"";
  }

  /**
   * Each challenge of each route, of which none speaks of another route's.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc9728#section-5.1">RFC 9728, section 5.1</a>
   */
  @Test
  void isWhereTheChallengesOfItsRouteSay() {
    try (RunningBroker broker = CallerFixture.start(PUBLIC)) {
      for (String route : ROUTES) {
        assertEquals(pointer(route), challenge(broker.anonymous().uri(broker.uri(route))));
      }
      for (String route : IDENTITIES) {
        HttpRequest.Builder request = broker.anonymous().uri(broker.uri(route));
        assertEquals(pointer(route), challenge(request));
        String refused = challenge(request.header("Authorization", "Bearer a.b.c"));
        assertTrue(refused.startsWith(pointer(route) + ", error=\"invalid_token\", "), refused);
      }
    }
  }
}
