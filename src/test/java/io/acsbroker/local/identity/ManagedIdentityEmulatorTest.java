package io.acsbroker.local.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import io.acsbroker.local.entra.EntraEmulator;
import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.local.net.CannedAnswer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManagedIdentityEmulatorTest {
  private static final String FOR_ACS =
      "api-version=2019-08-01&resource=https%3A%2F%2Fcommunication.azure.com%2F";

  private final HttpClient client = HttpClient.newHttpClient();
  private volatile Instant now = Instant.parse("2026-01-01T12:00:00Z");
  private EntraEmulator entra;
  private ManagedIdentityEmulator identity;

  @BeforeEach
  void start() throws Exception {
    entra = EntraEmulator.start(0, () -> now);
    identity = ManagedIdentityEmulator.start(0, entra, () -> now);
  }

  @AfterEach
  void stop() {
    identity.close();
    entra.close();
  }

  private boolean accepted(String token) {
    return identity.accepts(token, Set.of("https://communication.azure.com/"));
  }

  @Test
  void issuesTokenForAcsThatItAcceptsForADay() throws Exception {
    Map<String, Object> answer = JSONObjectUtils.parse(get(FOR_ACS).body());
    String token = String.valueOf(answer.get("access_token"));

    assertEquals("https://communication.azure.com/", answer.get("resource"));
    assertEquals("Bearer", answer.get("token_type"));
    assertEquals(
        Long.toString(now.plus(Duration.ofHours(24)).getEpochSecond()), answer.get("expires_on"));
    assertTrue(accepted(token));
    now = now.plus(Duration.ofHours(24));
    assertFalse(accepted(token));
  }

  @Test
  void issuesTokensOfAnotherLifetimeWhenTold() throws Exception {
    identity.issueFor(Duration.ofMinutes(6));
    assertEquals(
        Long.toString(now.plus(Duration.ofMinutes(6)).getEpochSecond()),
        JSONObjectUtils.parse(get(FOR_ACS).body()).get("expires_on"));
  }

  @Test
  void issuesTokenForUserAssignedIdentity() throws Exception {
    HttpResponse<String> response = get(FOR_ACS + "&client_id=" + identity.userAssignedClientId());

    assertEquals(
        identity.userAssignedClientId(), JSONObjectUtils.parse(response.body()).get("client_id"));
  }

  @Test
  void itsResourceIdStandsInTheGuide() throws Exception {
    String guide = Files.readString(Path.of("docs/local-cloud.md"));
    assertTrue(guide.contains("`" + AppIdentity.RESOURCE_ID + "`"));
  }

  @Test
  void issuesAssertionThatEntraHasSignedInPlaceOfASecret() throws Exception {
    Map<String, Object> answer =
        JSONObjectUtils.parse(
            get("api-version=2019-08-01&resource=api://AzureADTokenExchange&client_id="
                    + identity.userAssignedClientId())
                .body());
    JWTClaimsSet claims = entra.verified(String.valueOf(answer.get("access_token"))).orElseThrow();

    assertEquals(
        "https://login.microsoftonline.com/" + SampleDirectory.CONTOSO.tenantId() + "/v2.0",
        claims.getIssuer());
    assertEquals(SampleDirectory.IDENTITY_OBJECT_ID, claims.getSubject());
    assertEquals(List.of("fb60f99c-7a34-4190-8149-302f77469936"), claims.getAudience());
    assertEquals(SampleDirectory.IDENTITY_CLIENT_ID, claims.getStringClaim("azp"));
    assertEquals("api://AzureADTokenExchange", answer.get("resource"));
  }

  @Test
  void acceptsNoTokenForAnotherResourceAndNoGarbage() throws Exception {
    Map<String, Object> answer =
        JSONObjectUtils.parse(
            get("api-version=2019-08-01&resource=api://AzureADTokenExchange").body());

    assertFalse(accepted(String.valueOf(answer.get("access_token"))));
    assertFalse(accepted("garbage"));
    assertFalse(accepted(""));
  }

  @ParameterizedTest
  @CsvSource({
    "resource=https://communication.azure.com/, api-version",
    "api-version=2019-08-01, resource",
    "api-version=2019-08-01&resource=r&client_id=nobody, No User Assigned"
  })
  void refusesIncompleteRequest(String query, String message) throws Exception {
    HttpResponse<String> response = get(query);

    assertEquals(400, response.statusCode());
    assertTrue(
        String.valueOf(JSONObjectUtils.parse(response.body()).get("message")).contains(message));
  }

  @Test
  void refusesWrongOrMissingSecret() throws Exception {
    URI uri = URI.create(identity.endpoint() + "?" + FOR_ACS);
    HttpRequest without = HttpRequest.newBuilder(uri).build();
    HttpRequest wrong = HttpRequest.newBuilder(uri).header("X-IDENTITY-HEADER", "guess").build();

    assertEquals(401, client.send(without, BodyHandlers.ofString()).statusCode());
    assertEquals(401, client.send(wrong, BodyHandlers.ofString()).statusCode());
  }

  @Test
  void countsRequestsAndAnswersThemAsTold() throws Exception {
    identity.answerRequests(CannedAnswer.empty(500));
    assertEquals(500, get(FOR_ACS).statusCode());

    identity.answerRequests(null);
    assertEquals(200, get(FOR_ACS).statusCode());
    assertEquals(2, identity.requests());
  }

  private HttpResponse<String> get(String query) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(identity.endpoint() + "?" + query))
            .header("X-IDENTITY-HEADER", identity.secret())
            .build();
    return client.send(request, BodyHandlers.ofString());
  }
}
