package io.acsbroker.local.acs;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import io.acsbroker.local.entra.EntraResource;
import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.local.entra.TokenOrder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Asks an emulator, and says in a few words what it answered. Its clock stands still, but for five
 * minutes between an Entra token and what is done with it.
 */
final class AcsProbes implements AutoCloseable {
  static final String NEW = "/identities";
  static final String TEAMS = "/teamsUser/:exchangeAccessToken";
  static final String ENTRA = "/access/entra/:exchangeAccessToken";
  static final String PHONE = "/access/teamsExtension/:exchangeAccessToken";
  static final String[] NO_OBJECTS_OR_NONE = {"null", "[]", "\"x\"", ""};
  static final String[] ANYTHING = {"null", "[]", "\"x\"", "{}", ""};
  static final String CONTOSO = SampleDirectory.CONTOSO.tenantId();
  static final TokenOrder ADELE = TokenOrder.forUser(SampleDirectory.ADELE);
  private static final Duration AGE = Duration.ofMinutes(5);

  private volatile Instant now = Instant.parse("2026-01-01T12:00:00.25Z");
  private final AcsFixture fixture;

  /** Everybody of Contoso may use the resource, and Adele for Teams Phone. */
  AcsProbes() throws IOException {
    this.fixture = AcsFixture.start(() -> now);
    List<String> clients = List.of(SampleDirectory.CLIENT_ID);
    fixture.acs().assignments().put(CONTOSO, new EntraAssignment(CONTOSO, "tenant", clients));
    fixture
        .acs()
        .phoneAssignments()
        .put(CONTOSO, ADELE.user().objectId(), TeamsPhoneAssignment.ofUser(clients));
  }

  /** What an identity is answered whose token is for this resource. */
  String withTokenFor(String resource) throws Exception {
    return said(ask("POST", NEW, fixture.identityCredential(resource), ""));
  }

  HttpResponse<String> ask(String method, String path, String credential, String body)
      throws Exception {
    String version = path.startsWith("/access/entra") ? "2025-03-02-preview" : "2025-06-30";
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(fixture.acs().endpoint() + path + "?api-version=" + version))
            .header("Authorization", credential)
            .header(
                "Content-Type",
                method.equals("PATCH") ? "application/merge-patch+json" : "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build();
    return fixture.client().send(request, BodyHandlers.ofString());
  }

  Map<String, Object> answer(String path, String credential, Map<String, ?> body) throws Exception {
    return JSONObjectUtils.parse(
        ask("POST", path, credential, JSONObjectUtils.toJSONString(body)).body());
  }

  /** Status and code. */
  static String said(HttpResponse<String> response) throws Exception {
    if (response.statusCode() < 300) {
      return Integer.toString(response.statusCode());
    }
    Map<String, Object> body = JSONObjectUtils.parse(response.body());
    return response.statusCode() + " " + JSONObjectUtils.getJSONObject(body, "error").get("code");
  }

  /** What all these bodies are answered. */
  String all(String method, String path, String... bodies) throws Exception {
    Set<String> answers = new TreeSet<>();
    for (String body : bodies) {
      answers.add(said(ask(method, path, broker(), body)));
    }
    return String.join(" and ", answers);
  }

  static String one(String... answers) {
    return String.join(" and ", new TreeSet<>(List.of(answers)));
  }

  /** The path of a new one. */
  String identity() throws Exception {
    Map<String, Object> made = answer(NEW, broker(), Map.of());
    Object id = JSONObjectUtils.getJSONObject(made, "identity").get("id");
    return NEW + "/" + String.valueOf(id).replace(":", "%3A");
  }

  String identityToken(String identity, String... scopes) throws Exception {
    Map<String, ?> wish = Map.of("scopes", List.of(scopes));
    return String.valueOf(answer(identity + "/:issueAccessToken", broker(), wish).get("token"));
  }

  String entraToken(TokenOrder order) {
    String token = fixture.entra().token(order);
    now = now.plus(AGE);
    return token;
  }

  String exchanged(TokenOrder order) throws Exception {
    String body = AcsFixture.exchangeBody(entraToken(order), order);
    return String.valueOf(answer(TEAMS, broker(), JSONObjectUtils.parse(body)).get("token"));
  }

  String exchange(String scope) throws Exception {
    TokenOrder order = ADELE.withScopes(scope);
    return all("POST", TEAMS, AcsFixture.exchangeBody(entraToken(order), order));
  }

  String ofEntraUser(String... scopes) throws Exception {
    TokenOrder order = TokenOrder.forUser(ADELE.user(), EntraResource.ACS_CLIENTS);
    return userToken(ENTRA, order.withScopes(scopes));
  }

  String userToken(String path, TokenOrder order) throws Exception {
    String credential = "Bearer " + entraToken(order);
    Map<String, Object> answer = answer(path, credential, Map.of());
    return String.valueOf(JSONObjectUtils.getJSONObject(answer, "accessToken").get("token"));
  }

  String claims(String token) throws Exception {
    return session(token) + ", " + scopes(token);
  }

  String session(String token) throws Exception {
    JWTClaimsSet claims = fixture.acs().identities().claims(token).orElseThrow();
    Instant session = Instant.ofEpochSecond(Long.parseLong(claims.getStringClaim("csi")));
    Duration before = Duration.between(session, claims.getIssueTime().toInstant());
    String csi =
        before.equals(AGE) ? "the Entra token's iat" : before.isZero() ? "its iat" : "" + before;
    return "scp %s, csi %s".formatted(claims.getClaim("scp"), csi);
  }

  String scopes(String token) throws Exception {
    JWTClaimsSet claims = fixture.acs().identities().claims(token).orElseThrow();
    return "acsScope " + claims.getStringClaim(IssuedClaims.SCOPES);
  }

  String good(String token) {
    return fixture.acs().identities().holder(token).isPresent() ? "good" : "worthless";
  }

  private String broker() throws Exception {
    return fixture.identityCredential();
  }

  @Override
  public void close() {
    fixture.close();
  }
}
