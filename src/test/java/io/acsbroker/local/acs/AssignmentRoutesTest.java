package io.acsbroker.local.acs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.acsbroker.local.entra.SampleDirectory;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AssignmentRoutesTest {
  private static final String VERSION = "?api-version=2025-03-02-preview";
  private static final String ADELE = SampleDirectory.ADELE.objectId();
  private static final String CONTOSO = SampleDirectory.CONTOSO.tenantId();
  private static final String CLIENT = SampleDirectory.CLIENT_ID;
  private static final String BODY =
      "{\"tenantId\":\"%s\",\"principalType\":\"user\",\"clientIds\":[\"%s\"]}"
          .formatted(CONTOSO, CLIENT);

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
    fixture.acs().assignments().clear();
  }

  private static HttpResponse<String> send(String method, String target, String body)
      throws Exception {
    return send(method, target, body, fixture.identityCredential(), "application/json");
  }

  private static HttpResponse<String> send(
      String method, String target, String body, String authorization, String contentType)
      throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(fixture.acs().endpoint() + target))
            .method(method, BodyPublishers.ofString(body))
            .header("Authorization", authorization)
            .header("Content-Type", contentType)
            .build();
    return fixture.client().send(request, BodyHandlers.ofString());
  }

  private static String at(String objectId) {
    return AssignmentRoutes.PATH + "/" + objectId + VERSION;
  }

  @Test
  void createsReplacesShowsAndRemoves() throws Exception {
    assertEquals(404, send("GET", at(ADELE), "").statusCode());
    assertEquals(201, send("PUT", at(ADELE), BODY).statusCode());
    assertEquals(200, send("PUT", at(ADELE), BODY).statusCode());
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
        JSONObjectUtils.parse(send("GET", at(ADELE), "").body()));
    assertEquals(204, send("DELETE", at(ADELE), "").statusCode());
    assertEquals(204, send("DELETE", at(ADELE), "").statusCode());
    assertEquals(Map.of(), fixture.acs().assignments().all());
  }

  @Test
  void listsPageByPage() throws Exception {
    for (int i = 0; i < 60; i++) {
      fixture
          .acs()
          .assignments()
          .put(UUID.randomUUID().toString(), new EntraAssignment(CONTOSO, "user", List.of(CLIENT)));
    }
    Map<String, Object> first =
        JSONObjectUtils.parse(send("GET", AssignmentRoutes.PATH + VERSION, "").body());
    assertEquals(50, JSONObjectUtils.getJSONObjectArray(first, "value").length);
    URI next = URI.create(JSONObjectUtils.getString(first, "nextLink"));
    assertEquals(fixture.acs().endpoint().getAuthority(), next.getAuthority());
    Map<String, Object> second =
        JSONObjectUtils.parse(send("GET", next.getRawPath() + "?" + next.getRawQuery(), "").body());
    assertEquals(10, JSONObjectUtils.getJSONObjectArray(second, "value").length);
    assertFalse(second.containsKey("nextLink"));
  }

  @Test
  void changesManyAtOnce() throws Exception {
    fixture
        .acs()
        .assignments()
        .put(CONTOSO, new EntraAssignment(CONTOSO, "tenant", List.of(CLIENT)));
    String patch = "{\"%s\":%s,\"%s\":null}".formatted(ADELE, BODY, CONTOSO);
    HttpResponse<String> answer =
        send(
            "PATCH",
            AssignmentRoutes.PATH + VERSION,
            patch,
            fixture.identityCredential(),
            "application/merge-patch+json");
    assertEquals(200, answer.statusCode());
    assertEquals(Set.of(ADELE), fixture.acs().assignments().all().keySet());
    assertEquals(415, send("PATCH", AssignmentRoutes.PATH + VERSION, patch).statusCode());
  }

  /** An example of the specification takes one away by a key in mixed case. */
  @Test
  void keepsIdsInLowerCaseWhateverIsSent() throws Exception {
    String shouted = BODY.replace(CONTOSO, CONTOSO.toUpperCase(Locale.ROOT));
    assertEquals(201, send("PUT", at(ADELE.toUpperCase(Locale.ROOT)), shouted).statusCode());
    EntraAssignment kept = fixture.acs().assignments().all().get(ADELE);
    assertEquals(new EntraAssignment(CONTOSO, "user", List.of(CLIENT)), kept);
    HttpResponse<String> answer =
        send(
            "PATCH",
            AssignmentRoutes.PATH + VERSION,
            "{\"" + ADELE.replace("bcb2ef49", "BCB2ef49") + "\":null}",
            fixture.identityCredential(),
            "application/merge-patch+json");
    assertEquals(204, answer.statusCode());
    assertEquals(Map.of(), fixture.acs().assignments().all());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{}",
        "{\"tenantId\":\"%t\",\"principalType\":\"user\"}",
        "{\"tenantId\":\"%t\",\"principalType\":\"user\",\"clientIds\":[]}",
        "{\"tenantId\":\"%t\",\"principalType\":\"user\",\"clientIds\":[1]}",
        "{\"tenantId\":\"%t\",\"principalType\":\"user\",\"clientIds\":[\"mine\"]}",
        "{\"tenantId\":\"%t\",\"principalType\":\"device\",\"clientIds\":[\"%t\"]}",
        "{\"tenantId\":\"contoso\",\"principalType\":\"user\",\"clientIds\":[\"%t\"]}"
      })
  void refusesAnAssignmentThatIsNone(String body) throws Exception {
    assertEquals(400, send("PUT", at(ADELE), body.replace("%t", CONTOSO)).statusCode());
    assertEquals(Map.of(), fixture.acs().assignments().all());
  }

  @Test
  void servesNobodyWithoutCredentialOrVersion() throws Exception {
    HttpResponse<String> guessed = send("GET", at(ADELE), "", "Bearer guessed", "text/plain");
    assertEquals(401, guessed.statusCode());
    assertTrue(guessed.body().contains("\"Denied\""), guessed.body());
    assertEquals(400, send("GET", AssignmentRoutes.PATH, "").statusCode());
    assertEquals(400, send("GET", at("adele"), "").statusCode());
    assertEquals(404, send("POST", at(ADELE), BODY).statusCode());
  }

  @Test
  void admitsUsersByThemselvesTheirGroupsAndTheirTenant() {
    EntraAssignments assignments = new EntraAssignments(SampleDirectory.DIRECTORY);
    EntraUser adele = new EntraUser(CONTOSO, ADELE, CLIENT, Set.of(), Instant.EPOCH, Instant.EPOCH);
    assertFalse(assignments.admits(adele));
    for (Map.Entry<String, String> principal :
        Map.of(ADELE, "user", SampleDirectory.CONTOSO_SALES, "group", CONTOSO, "tenant")
            .entrySet()) {
      assignments.put(
          principal.getKey(), new EntraAssignment(CONTOSO, principal.getValue(), List.of(CLIENT)));
      assertTrue(assignments.admits(adele), principal.getValue());
      assignments.put(
          principal.getKey(), new EntraAssignment(CONTOSO, principal.getValue(), List.of(CONTOSO)));
      assertFalse(assignments.admits(adele), principal.getValue() + " through another client");
    }
  }
}
