package io.acsbroker.local.acs;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Who may use the resource for Teams Phone.
 *
 * @see <a href="https://github.com/Azure/azure-rest-api-specs/pull/34712">What an assignment is,
 *     and that its end revokes tokens</a>
 */
class TeamsPhoneRoutesTest {
  private static final String ADELE = SampleDirectory.ADELE.objectId();
  private static final String CONTOSO = SampleDirectory.CONTOSO.tenantId();
  private static final String CLIENT = SampleDirectory.CLIENT_ID;
  private static final String BODY =
      "{\"principalType\":\"user\",\"clientIds\":[\"" + CLIENT + "\"]}";
  private static final TokenOrder ORDER =
      TokenOrder.forUser(SampleDirectory.ADELE, EntraResource.TEAMS_PHONE);

  private static AcsFixture fixture;

  @BeforeAll
  static void start() throws Exception {
    fixture = AcsFixture.start();
  }

  @AfterAll
  static void stop() {
    fixture.close();
  }

  @BeforeEach
  void clear() {
    fixture.acs().phoneAssignments().remove(CONTOSO, ADELE);
  }

  private static String at(String tenantId, String objectId) {
    return "/access/teamsExtension/tenants/%s/assignments/%s?api-version=2025-06-30"
        .formatted(tenantId, objectId);
  }

  private static HttpResponse<String> send(
      String method, String target, String body, String authorization) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(fixture.acs().endpoint() + target))
            .method(method, BodyPublishers.ofString(body))
            .header("Authorization", authorization)
            .build();
    return fixture.client().send(request, BodyHandlers.ofString());
  }

  private static HttpResponse<String> send(String method, String target, String body)
      throws Exception {
    return send(method, target, body, fixture.identityCredential());
  }

  private static HttpResponse<String> exchange() throws Exception {
    String target = "/access/teamsExtension/:exchangeAccessToken?api-version=2025-06-30";
    return send("POST", target, "{}", "Bearer " + fixture.entra().token(ORDER));
  }

  private static String exchanged() throws Exception {
    HttpResponse<String> response = exchange();
    assertEquals(200, response.statusCode(), response.body());
    Map<String, Object> body = JSONObjectUtils.parse(response.body());
    return JSONObjectUtils.getString(JSONObjectUtils.getJSONObject(body, "accessToken"), "token");
  }

  @Test
  void keepIdsInLowerCaseWhateverIsSent() throws Exception {
    String shouted = at(CONTOSO.toUpperCase(Locale.ROOT), ADELE.toUpperCase(Locale.ROOT));
    assertEquals(
        201,
        send("PUT", shouted, BODY.replace(CLIENT, CLIENT.toUpperCase(Locale.ROOT))).statusCode());
    assertEquals(
        Map.of(
            "objectId",
            ADELE,
            "tenantId",
            CONTOSO,
            "principalType",
            "user",
            "clientIds",
            List.of(CLIENT)),
        JSONObjectUtils.parse(send("GET", at(CONTOSO, ADELE), "").body()));
    assertEquals(404, send("GET", at(ADELE, CONTOSO), "").statusCode());
  }

  @Test
  void letAnAssignedUserInAndNobodyElse() throws Exception {
    assertEquals(403, exchange().statusCode());
    assertTrue(exchange().body().contains("\"Forbidden\""), exchange().body());
    send("PUT", at(CONTOSO, ADELE), BODY);
    assertEquals(Optional.of(ADELE), fixture.acs().holder(exchanged()));
  }

  @ParameterizedTest
  @CsvSource({
    "user, 22222222-2222-4222-8222-222222222222",
    "resourceAccount, 7f5d1927-25eb-4dd2-af04-34d4735b6c38",
    "teamsResourceAccount, 7f5d1927-25eb-4dd2-af04-34d4735b6c38"
  })
  void letNobodyInThroughAnotherApplicationOrAsAResourceAccount(String type, String client)
      throws Exception {
    String body = "{\"principalType\":\"%s\",\"clientIds\":[\"%s\"]}".formatted(type, client);
    assertEquals(201, send("PUT", at(CONTOSO, ADELE), body).statusCode());
    assertEquals(403, exchange().statusCode());
  }

  @Test
  void letNobodyInByAnAssignmentOfEntraUsersOrInAnotherTenant() throws Exception {
    fixture
        .acs()
        .assignments()
        .put(CONTOSO, new EntraAssignment(CONTOSO, "tenant", List.of(CLIENT)));
    send("PUT", at(SampleDirectory.FABRIKAM.tenantId(), ADELE), BODY);
    assertEquals(403, exchange().statusCode());
  }

  @Test
  void revokeTheTokensOfAnAssignmentThatIsRemoved() throws Exception {
    send("PUT", at(CONTOSO, ADELE), BODY);
    String before = exchanged();
    assertEquals(204, send("DELETE", at(CONTOSO, ADELE), "").statusCode());
    assertEquals(Optional.empty(), fixture.acs().holder(before));
    assertEquals(403, exchange().statusCode());
    send("PUT", at(CONTOSO, ADELE), BODY);
    assertEquals(Optional.empty(), fixture.acs().holder(before));
    assertEquals(Optional.of(ADELE), fixture.acs().holder(exchanged()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"principalType\":\"group\"}",
        "{\"principalType\":[\"user\"]}",
        "{\"principalType\":\"user\",\"clientIds\":\"%c\"}",
        "{\"principalType\":\"user\",\"clientIds\":[1]}",
        "{\"principalType\":\"user\",\"clientIds\":[\"mine\"]}"
      })
  void refuseAnAssignmentThatIsNone(String body) throws Exception {
    HttpResponse<String> answer = send("PUT", at(CONTOSO, ADELE), body.replace("%c", CLIENT));
    assertEquals(400, answer.statusCode(), answer.body());
    assertEquals(Optional.empty(), fixture.acs().phoneAssignments().of(CONTOSO, ADELE));
  }

  @Test
  void serveNobodyWithoutCredentialOrVersion() throws Exception {
    HttpResponse<String> guessed = send("GET", at(CONTOSO, ADELE), "", "Bearer guessed");
    assertEquals(401, guessed.statusCode());
    assertTrue(guessed.body().contains("\"Denied\""), guessed.body());
    String older = at(CONTOSO, ADELE).replace("2025-06-30", "2023-10-01");
    assertTrue(send("GET", older, "").body().contains("UnsupportedApiVersion"));
    assertEquals(400, send("GET", at("contoso", ADELE), "").statusCode());
    assertEquals(404, send("POST", at(CONTOSO, ADELE), BODY).statusCode());
    assertEquals(404, send("GET", at(CONTOSO, "").replace("/?", "?"), "").statusCode());
  }
}
