package io.acsbroker.local.acs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.acsbroker.local.entra.EntraResource;
import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.local.entra.TokenOrder;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A page that exchanges its user's token at ACS without a broker, as {@code
 * AzureCommunicationTokenCredential} of @azure/communication-common 2.4.2 does in a browser.
 */
class PageAccessTest {
  private static final String ORIGIN = "http://localhost:5173";
  private static final String HEADERS = "authorization,content-type,x-ms-useragent";
  private static final String ENTRA = "/access/entra/:exchangeAccessToken";
  private static final String PHONE = "/access/teamsExtension/:exchangeAccessToken";

  private static AcsFixture fixture;

  @BeforeAll
  static void start() throws Exception {
    fixture = AcsFixture.start();
    String tenant = SampleDirectory.CONTOSO.tenantId();
    List<String> clients = List.of(SampleDirectory.CLIENT_ID);
    fixture.acs().assignments().put(tenant, new EntraAssignment(tenant, "tenant", clients));
    fixture
        .acs()
        .phoneAssignments()
        .put(tenant, SampleDirectory.ADELE.objectId(), TeamsPhoneAssignment.ofUser(clients));
  }

  @AfterAll
  static void stop() {
    fixture.close();
  }

  private static HttpResponse<String> preflight(String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(fixture.acs().endpoint() + path + "?api-version=any"))
            .method("OPTIONS", BodyPublishers.noBody())
            .header("Origin", ORIGIN)
            .header("Access-Control-Request-Method", "POST")
            .header("Access-Control-Request-Headers", HEADERS)
            .build();
    return fixture.client().send(request, BodyHandlers.ofString());
  }

  private static Optional<String> allowed(String what, HttpResponse<String> response) {
    return response.headers().firstValue("Access-Control-Allow-" + what);
  }

  @ParameterizedTest
  @ValueSource(strings = {ENTRA, PHONE})
  void letsAnyPageAsk(String path) throws Exception {
    HttpResponse<String> response = preflight(path);
    assertEquals(204, response.statusCode(), response.body());
    assertEquals(Optional.of("*"), allowed("Origin", response));
    assertEquals(Optional.of("POST"), allowed("Methods", response));
    assertEquals(Optional.of(HEADERS), allowed("Headers", response));
    assertEquals(Optional.empty(), allowed("Credentials", response));
  }

  @ParameterizedTest
  @CsvSource({ENTRA + ", acs-clients, 2025-03-02-preview", PHONE + ", teams-phone, 2025-06-30"})
  void letsThePageReadTheTokenAndTheRefusal(String path, String resource, String version)
      throws Exception {
    EntraResource named =
        resource.equals("teams-phone") ? EntraResource.TEAMS_PHONE : EntraResource.ACS_CLIENTS;
    String target = path + "?api-version=" + version;
    String token = fixture.entra().token(TokenOrder.forUser(SampleDirectory.ADELE, named));
    for (Map.Entry<String, Integer> sent : Map.of(token, 200, "no", 401).entrySet()) {
      Map<String, String> headers =
          Map.of("Authorization", "Bearer " + sent.getKey(), "Origin", ORIGIN);
      HttpResponse<String> response = fixture.post(target, headers, "{}");
      assertEquals(sent.getValue(), response.statusCode(), response.body());
      assertEquals(Optional.of("*"), allowed("Origin", response));
    }
    assertEquals(
        Optional.empty(), allowed("Origin", fixture.post(target, "Bearer " + token, "{}")));
  }

  /** Whoever signs with the resource's key or an identity of its own is no page. */
  @ParameterizedTest
  @ValueSource(strings = {"/teamsUser/:exchangeAccessToken", "/identities"})
  void letsNoPageDoWhatTheResourceSigns(String path) throws Exception {
    assertEquals(Optional.empty(), allowed("Origin", preflight(path)));
    Map<String, String> headers =
        Map.of("Authorization", fixture.identityCredential(), "Origin", ORIGIN);
    HttpResponse<String> response = fixture.post(path + "?api-version=2023-10-01", headers, "{}");
    assertEquals(Optional.empty(), allowed("Origin", response));
  }
}
