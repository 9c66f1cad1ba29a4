package io.acsbroker.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.azure.functions.HttpResponseMessage;
import io.acsbroker.http.ResourceMetadata.Access;
import io.acsbroker.json.JsonObject;
import io.acsbroker.local.host.FunctionRequest;
import io.acsbroker.users.IdentityFixture;
import io.acsbroker.users.UserIdentities;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told of each route, by the members of RFC 9728, and what of addresses that are none. */
class ResourceMetadataTest {
  private static final String WELL_KNOWN = "/.well-known/oauth-protected-resource";
  private final ResourceMetadata metadata =
      new ResourceMetadata(
          URI.create("https://broker.example"),
          "https://login.example",
          Map.of(
              "/api/token/teams", Access.direct(List.of("acs/.default")),
              "/api/token/entra", Access.caller(List.of("api/access"), List.of("acs/VoIP")),
              "/api/token/teams-phone", Access.onBehalfOf(List.of("api/access")),
              "/api/user", Access.caller(List.of(), List.of())));

  private final FunctionFixture fixture = new FunctionFixture();

  private HttpResponseMessage send(String method, String path) {
    FunctionRequest request =
        new FunctionRequest(
            URI.create("https://whoever.example" + path),
            method,
            Map.of(),
            Map.of(),
            Optional.empty());
    return new ResourceMetadataFunction(fixture.ready(), fixture.runner)
        .run(request, fixture.context());
  }

  private void assertTold(String expected, String route) {
    fixture.metadata = Optional.of(metadata);
    HttpResponseMessage response = send("GET", WELL_KNOWN + route);
    assertEquals(200, response.getStatusCode());
    assertEquals(
        "{\"resource\":\"https://broker.example"
            + route
            + "\",\"authorization_servers\":[\"https://login.example\"],"
            + "\"bearer_methods_supported\":[\"header\"],\"acs_token_broker_way\":"
            + expected
            + "}",
        response.getBody());
  }

  private static String detail(HttpResponseMessage response) {
    assertEquals(404, response.getStatusCode());
    JsonObject body = JsonObject.parse(String.valueOf(response.getBody())).orElseThrow();
    assertEquals(Optional.of("not_found"), body.string("code"));
    return body.string("detail").orElseThrow();
  }

  @Test
  void tellsTheWayOfEachRouteAndTheScopesForIt() {
    assertTold("\"direct\",\"scopes_supported\":[\"acs/.default\"]", "/api/token/teams");
    assertTold(
        "\"caller\",\"scopes_supported\":[\"api/access\"],"
            + "\"acs_token_broker_subject_scopes\":[\"acs/VoIP\"]",
        "/api/token/entra");
    assertTold("\"on_behalf_of\",\"scopes_supported\":[\"api/access\"]", "/api/token/teams-phone");
    assertTold("\"caller\"", "/api/user");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        WELL_KNOWN,
        WELL_KNOWN + "/api/token/Teams",
        WELL_KNOWN + "/api/token/teams/",
        "/api/token/teams",
        "/well-known/oauth-protected-resource-and-more/api/token/teams"
      })
  void hasNothingAtOtherAddresses(String path) {
    fixture.metadata = Optional.of(metadata);
    assertTrue(detail(send("GET", path)).startsWith("There is nothing here. "));
  }

  @Test
  void hasNothingWhereTheBrokerDoesNotKnowItsOwnAddress() {
    assertTrue(
        detail(send("GET", WELL_KNOWN + "/api/token/teams")).startsWith("There is nothing here. "));
  }

  @Test
  void isOnlyRead() {
    fixture.metadata = Optional.of(metadata);
    HttpResponseMessage response = send("POST", WELL_KNOWN + "/api/token/teams");
    assertEquals(405, response.getStatusCode());
    assertEquals("GET, HEAD", response.getHeader("Allow"));
    assertEquals(200, send("HEAD", WELL_KNOWN + "/api/token/teams").getStatusCode());
  }

  /** By the functions of everything that is no other function's. */
  private String elsewhere(Readiness readiness) {
    return detail(
        new NotFoundFunction(readiness, fixture.runner)
            .run(SampleRequest.of(Map.of()), fixture.context()));
  }

  @Test
  void saysElsewhereWhatThereIs() {
    String direct = elsewhere(fixture.ready());
    assertTrue(direct.contains(" POST /api/token/teams is the exchange of a Teams user,"), direct);
    assertTrue(
        direct.contains(" POST /api/token/teams-phone is the exchange for Teams Phone."), direct);
    assertFalse(direct.contains("/api/user"), direct);
    fixture.callers = true;
    UserIdentities identities = new IdentityFixture().instance();
    fixture.identities = new Identities.On(CompletableFuture.completedFuture(() -> identities));
    String withCallers = elsewhere(fixture.ready());
    assertTrue(withCallers.contains(" GET or POST /api/token/entra is the exchange"), withCallers);
    assertTrue(withCallers.contains("GET, POST or DELETE /api/user,"), withCallers);
  }
}
