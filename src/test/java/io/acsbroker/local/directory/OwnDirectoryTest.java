package io.acsbroker.local.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.acsbroker.fixture.FormEncoding;
import io.acsbroker.local.LocalCloud;
import io.acsbroker.local.acs.EntraAssignment;
import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.local.entra.SampleUser;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every emulator knows the people and applications of the file, and none of the samples. */
class OwnDirectoryTest {
  private static final String TAILSPIN = "3c1a7c1e-53a5-4f0e-9d5c-0f4f2f9f7a01";
  private static final String WINGTIP = "b8e2f0d4-1f63-4c44-8c1e-7a2d55c0be02";
  private static final String SHOP_FLOOR = "41d7a5b0-7e2c-4f9b-8a36-d0c9e1f2b355";
  private static final String RECEPTION = "9be0c3d1-64f7-4a2e-b1c8-35f7d8e0a466";
  private static final String API = "e05f6c2a-b9d3-47e1-9c84-f1a2b3d4c577";

  private static LocalCloud cloud;

  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeAll
  static void start() throws Exception {
    cloud =
        LocalCloud.start(
            0, 0, DirectoryFile.read(Path.of("docs/local-directory.json")), InstantSource.system());
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  @Test
  void settingsNameThem() {
    Map<String, String> settings = cloud.settingsForCallers();

    assertEquals(TAILSPIN, settings.get("ENTRA_TENANT_IDS"));
    assertEquals(SHOP_FLOOR, settings.get("ENTRA_CLIENT_IDS"));
    assertEquals(RECEPTION + "," + SHOP_FLOOR, settings.get("BROKER_CALLER_CLIENT_IDS"));
    assertEquals(API, settings.get("BROKER_API_CLIENT_ID"));
    assertEquals("calls.use", settings.get("BROKER_API_SCOPE"));
  }

  @Test
  void entraHasKeysForTheirTenantsAlone() throws Exception {
    for (String tenant : List.of(TAILSPIN, WINGTIP, "organizations")) {
      assertEquals(200, get("/" + tenant + "/discovery/v2.0/keys").statusCode());
    }
    HttpResponse<String> others =
        get("/" + SampleDirectory.CONTOSO.tenantId() + "/discovery/v2.0/keys");
    assertTrue(others.body().contains("AADSTS90002"), others.body());
  }

  @Test
  void callerTokensAreForTheirApi() throws Exception {
    JWTClaimsSet claims = claims(token("ravi@tailspin.example", "broker-api"));

    assertEquals(List.of("api://" + API), claims.getAudience());
    assertEquals(RECEPTION, claims.getStringClaim("appid"));
    assertEquals("calls.use", claims.getStringClaim("scp"));
    assertEquals(List.of("Calls.Place"), claims.getStringListClaim("roles"));
    assertEquals(
        API,
        claims(token("ravi@tailspin.example", "broker-api&version=2.0")).getAudience().getFirst());
  }

  @Test
  void guestsAreAtHomeInTheirOwnOrganisation() throws Exception {
    JWTClaimsSet claims = claims(token("mei_wingtip.example", "acs"));

    assertEquals(TAILSPIN, claims.getStringClaim("tid"));
    assertEquals("https://sts.windows.net/" + WINGTIP + "/", claims.getStringClaim("idp"));
    assertEquals("mei@wingtip.example", claims.getStringClaim("unique_name"));
  }

  @Test
  void peopleSignInToTheirApplicationsAlone() throws Exception {
    String picker = get(authorize(SHOP_FLOOR)).body();

    assertTrue(picker.contains("Shop floor asks for"), picker);
    assertTrue(picker.contains("ravi@tailspin.example"), picker);
    assertTrue(
        picker.contains(
            "sofia@tailspin.example \u00b7 403 teams_license_missing: The user has no Teams licence"),
        picker);
    assertFalse(picker.contains("contoso"), picker);
    String refused = get(authorize(SampleDirectory.CLIENT_ID)).body();
    assertTrue(refused.contains("AADSTS700016"), refused);
  }

  @Test
  void theApiActsForThoseAloneWhoHaveConsented() throws Exception {
    HttpResponse<String> granted = onBehalfOf("ravi@tailspin.example");
    assertEquals(200, granted.statusCode(), granted.body());
    HttpResponse<String> refused = onBehalfOf("sofia@tailspin.example");
    assertTrue(
        refused
            .body()
            .contains("not consented to use the application with ID '" + API + "' named 'Calls'"),
        refused.body());
  }

  @Test
  void theManagedIdentityIsOfTheFirstOrganisation() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(
                    cloud.identity().endpoint()
                        + "?api-version=2019-08-01&resource=https://storage.azure.com"))
            .header("X-IDENTITY-HEADER", cloud.identity().secret())
            .build();
    String body = client.send(request, BodyHandlers.ofString()).body();
    String token = String.valueOf(JSONObjectUtils.parse(body).get("access_token"));

    assertEquals(TAILSPIN, claims(token).getStringClaim("tid"));
  }

  @Test
  void acsAdmitsTheirTenantsThroughApplicationsThatGetItsTokens() {
    List<String> clients = List.of(SHOP_FLOOR, API);

    assertEquals(
        Map.of(
            TAILSPIN, new EntraAssignment(TAILSPIN, "tenant", clients),
            WINGTIP, new EntraAssignment(WINGTIP, "tenant", clients)),
        cloud.acs().assignments().all());
  }

  @Test
  void theListHasThemAll() throws Exception {
    Map<String, Object> all = JSONObjectUtils.parse(get("/local/users").body());

    assertEquals(
        cloud.directory().users().stream().map(SampleUser::userName).toList(),
        values(all, "users", "userName"));
    assertEquals(List.of(true, false, true, false), values(all, "users", "consented"));
    assertEquals(List.of(true, false), values(all, "organisations", "served"));
    assertEquals(List.of(SHOP_FLOOR, RECEPTION), values(all, "applications", "clientId"));
    assertEquals(List.of("spa", "publicClient"), values(all, "applications", "kind"));
    assertEquals(
        Map.of("title", "Calls", "clientId", API, "scope", "calls.use"), all.get("brokerApi"));
  }

  private static List<?> values(Map<String, Object> all, String list, String name) {
    return ((List<?>) all.getOrDefault(list, List.of()))
        .stream().map(element -> ((Map<?, ?>) element).get(name)).toList();
  }

  private HttpResponse<String> onBehalfOf(String user) throws Exception {
    Map<String, String> form =
        Map.of(
            "grant_type",
            "urn:ietf:params:oauth:grant-type:jwt-bearer",
            "requested_token_use",
            "on_behalf_of",
            "client_id",
            API,
            "client_secret",
            cloud.entra().onBehalfOf().clientSecret(),
            "assertion",
            token(user, "broker-api"),
            "scope",
            "https://auth.msft.communication.azure.com/.default");
    URI endpoint = URI.create(cloud.entra().authority() + "/" + TAILSPIN + "/oauth2/v2.0/token");
    return client.send(
        HttpRequest.newBuilder(endpoint)
            .POST(BodyPublishers.ofString(FormEncoding.of(form)))
            .build(),
        BodyHandlers.ofString());
  }

  private static String authorize(String clientId) {
    return "/organizations/oauth2/v2.0/authorize?"
        + FormEncoding.of(
            Map.of(
                "client_id", clientId,
                "redirect_uri", "http://localhost:5173/redirect.html",
                "response_type", "code",
                "scope", "https://auth.msft.communication.azure.com/Teams.ManageCalls",
                "code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
                "code_challenge_method", "S256"));
  }

  private String token(String user, String audience) throws Exception {
    return get("/local/token?user=" + user + "&audience=" + audience).body();
  }

  private HttpResponse<String> get(String path) throws Exception {
    URI uri = URI.create(cloud.entra().authority() + path);
    return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }

  private static JWTClaimsSet claims(String token) throws Exception {
    return SignedJWT.parse(token).getJWTClaimsSet();
  }
}
