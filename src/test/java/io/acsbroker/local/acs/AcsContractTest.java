package io.acsbroker.local.acs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.acsbroker.local.entra.EntraResource;
import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.local.entra.TokenOrder;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The emulator's answers against the specification: for each operation that the broker uses, the
 * status, the members that have to be there and those that may, and which version has what.
 *
 * @see <a
 *     href="https://github.com/Azure/azure-rest-api-specs/tree/main/specification/communication/data-plane/Identity">The
 *     specification: stable and preview, CommunicationIdentity.json of each version</a>
 */
class AcsContractTest {
  private static final String ALL_SCOPES =
      "[\"chat\",\"chat.join\",\"chat.join.limited\",\"voip\",\"voip.join\"]";

  private static AcsFixture fixture;

  @BeforeAll
  static void start() throws Exception {
    fixture = AcsFixture.start();
    String tenant = SampleDirectory.CONTOSO.tenantId();
    fixture
        .acs()
        .assignments()
        .put(tenant, new EntraAssignment(tenant, "tenant", List.of(SampleDirectory.CLIENT_ID)));
    fixture
        .acs()
        .phoneAssignments()
        .put(
            tenant,
            SampleDirectory.ADELE.objectId(),
            TeamsPhoneAssignment.ofUser(List.of(SampleDirectory.CLIENT_ID)));
  }

  @AfterAll
  static void stop() {
    fixture.close();
  }

  private static HttpResponse<String> ask(
      String authorization, String method, String path, String version, String body)
      throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(fixture.acs().endpoint() + path + "?api-version=" + version))
            .header("Authorization", authorization)
            .method(method, BodyPublishers.ofString(body))
            .build();
    return fixture.client().send(request, BodyHandlers.ofString());
  }

  private static HttpResponse<String> asBroker(
      String method, String path, String version, String body) throws Exception {
    return ask(fixture.identityCredential(), method, path, version, body);
  }

  private static HttpResponse<String> asUser(EntraResource resource, String path, String version)
      throws Exception {
    TokenOrder order = TokenOrder.forUser(SampleDirectory.ADELE, resource);
    return ask("Bearer " + fixture.entra().token(order), "POST", path, version, "{}");
  }

  private static HttpResponse<String> teamsUser(String version) throws Exception {
    TokenOrder adele = TokenOrder.forUser(SampleDirectory.ADELE);
    String body = AcsFixture.exchangeBody(fixture.entra().token(adele), adele);
    return asBroker("POST", "/teamsUser/:exchangeAccessToken", version, body);
  }

  private static Map<String, Object> body(int status, HttpResponse<String> response)
      throws Exception {
    assertEquals(status, response.statusCode(), response.body());
    assertTrue(
        response.headers().firstValue("Content-Type").orElse("").startsWith("application/json"));
    return JSONObjectUtils.parse(response.body());
  }

  private static void assertMembers(
      Map<String, Object> object, Set<String> required, Set<String> optional) {
    assertTrue(object.keySet().containsAll(required), object::toString);
    Set<String> unknown = new TreeSet<>(object.keySet());
    unknown.removeAll(required);
    unknown.removeAll(optional);
    assertEquals(Set.of(), unknown);
  }

  private static String string(Map<String, Object> object, String name) {
    return assertInstanceOf(String.class, object.get(name), name);
  }

  /**
   * {@code CommunicationIdentityAccessToken}, whose {@code expiresOn} is a date-time: in every
   * example and recording with seven digits of a second and a numeric offset.
   */
  private static void assertToken(Map<String, Object> token) {
    assertMembers(token, Set.of("token", "expiresOn"), Set.of());
    assertTrue(!string(token, "token").isEmpty());
    String expiry = string(token, "expiresOn");
    OffsetDateTime.parse(expiry);
    assertTrue(expiry.matches(".*:\\d{2}\\.\\d{7}[+-]\\d{2}:\\d{2}"), expiry);
  }

  /** {@code CommunicationIdentityAccessTokenResult}; without a token where none was wished for. */
  private static String assertResult(Map<String, Object> result, boolean withToken)
      throws Exception {
    assertMembers(result, Set.of("identity"), Set.of("accessToken"));
    assertEquals(withToken, result.containsKey("accessToken"));
    if (withToken) {
      assertToken(JSONObjectUtils.getJSONObject(result, "accessToken"));
    }
    Map<String, Object> identity = JSONObjectUtils.getJSONObject(result, "identity");
    assertMembers(identity, Set.of("id"), Set.of());
    return string(identity, "id");
  }

  /** {@code CommunicationErrorResponse}. */
  private static void assertError(int status, String code, HttpResponse<String> response)
      throws Exception {
    Map<String, Object> body = body(status, response);
    assertMembers(body, Set.of("error"), Set.of());
    Map<String, Object> error = JSONObjectUtils.getJSONObject(body, "error");
    assertMembers(error, Set.of("code", "message"), Set.of("target", "details", "innererror"));
    assertEquals(code, string(error, "code"));
    assertTrue(!string(error, "message").isEmpty());
  }

  private static void assertEmpty(HttpResponse<String> response) {
    assertEquals(204, response.statusCode(), response.body());
    assertEquals("", response.body());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"2023-10-01", "2025-03-02-preview", "2025-06-30", "2026-07-22", "2026-09-23"})
  void makesAndUnmakesIdentitiesWithTokensOfEveryScope(String version) throws Exception {
    assertResult(body(201, asBroker("POST", "/identities", version, "{}")), false);
    String wish = "{\"createTokenWithScopes\":" + ALL_SCOPES + ",\"expiresInMinutes\":60}";
    String id = assertResult(body(201, asBroker("POST", "/identities", version, wish)), true);
    String path = "/identities/" + id.replace(":", "%3A");
    String issue = "{\"scopes\":" + ALL_SCOPES + ",\"expiresInMinutes\":1440}";
    assertToken(body(200, asBroker("POST", path + "/:issueAccessToken", version, issue)));
    assertEmpty(asBroker("POST", path + "/:revokeAccessTokens", version, ""));
    assertEmpty(asBroker("DELETE", path, version, ""));
    assertError(404, "IdentityNotFound", asBroker("DELETE", path, version, ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2021-03-07", "2022-06-01", "2022-10-01"})
  void hasTwoScopesInOlderVersions(String version) throws Exception {
    String wish = "{\"createTokenWithScopes\":[\"voip\",\"chat\"]}";
    assertResult(body(201, asBroker("POST", "/identities", version, wish)), true);
    for (String scope : new String[] {"chat.join", "chat.join.limited", "voip.join"}) {
      String more = "{\"createTokenWithScopes\":[\"voip\",\"" + scope + "\"]}";
      assertError(400, "ValidationError", asBroker("POST", "/identities", version, more));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2022-06-01",
        "2022-10-01",
        "2023-10-01",
        "2025-03-02-preview",
        "2025-06-30",
        "2026-07-22",
        "2026-09-23"
      })
  void exchangesTokensOfTeamsUsers(String version) throws Exception {
    assertToken(body(200, teamsUser(version)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2025-03-02-preview", "2025-06-30", "2026-07-22", "2026-09-23"})
  void exchangesTokensForTeamsPhone(String version) throws Exception {
    String path = "/access/teamsExtension/:exchangeAccessToken";
    assertResult(body(200, asUser(EntraResource.TEAMS_PHONE, path, version)), true);
  }

  @Test
  void exchangesTokensOfEntraUsersByThePreviewAlone() throws Exception {
    String path = "/access/entra/:exchangeAccessToken";
    String preview = "2025-03-02-preview";
    assertResult(body(200, asUser(EntraResource.ACS_CLIENTS, path, preview)), true);
    for (String stable : new String[] {"2025-06-30", "2026-07-22", "2026-09-23"}) {
      assertError(400, "UnsupportedApiVersion", asUser(EntraResource.ACS_CLIENTS, path, stable));
    }
  }

  static List<RecordedAnswers.Recording> recordings() throws Exception {
    return RecordedAnswers.all();
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void answersAsRecorded(RecordedAnswers.Recording recording) throws Exception {
    RecordedAnswers.at(fixture).play(recording);
  }

  /** The version is looked at before the sender, whose credential is no good here. */
  @ParameterizedTest
  @CsvSource({
    "/teamsUser/:exchangeAccessToken, 2021-03-07",
    "/access/teamsExtension/:exchangeAccessToken, 2023-10-01",
    "/access/entra/assignments/22222222-2222-4222-8222-222222222222, 2026-09-23",
    "/identities, 2099-01-01",
    "/identities, latest",
    "/identities, 2025-06-30-preview",
    "/teamsUser/:exchangeAccessToken, 2025-6-30"
  })
  void knowsNoOtherVersion(String path, String version) throws Exception {
    assertError(400, "UnsupportedApiVersion", ask("Bearer no", "POST", path, version, "{}"));
  }
}
