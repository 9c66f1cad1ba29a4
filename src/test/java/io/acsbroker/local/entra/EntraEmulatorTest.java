package io.acsbroker.local.entra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.SignedJWT;
import io.acsbroker.local.net.CannedAnswer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntraEmulatorTest {
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00.9Z");
  private static final String TENANT = SampleDirectory.CONTOSO.tenantId();
  private static final TokenOrder ADELE = TokenOrder.forUser(SampleDirectory.ADELE);

  private final HttpClient client = HttpClient.newHttpClient();
  private EntraEmulator entra;

  @BeforeEach
  void start() throws Exception {
    entra = EntraEmulator.start(0, InstantSource.fixed(NOW));
  }

  @AfterEach
  void stop() {
    entra.close();
  }

  @ParameterizedTest
  @CsvSource({"1.0, /discovery/keys", "2.0, /discovery/v2.0/keys"})
  void publishesTheKeyThatSigns(String version, String path) throws Exception {
    SignedJWT token = SignedJWT.parse(entra.token(ADELE.withVersion(version)));
    JWKSet keys = JWKSet.parse(get("/" + TENANT + path).body());

    RSAKey key = keys.getKeyByKeyId(token.getHeader().getKeyID()).toRSAKey();
    assertTrue(token.verify(new RSASSAVerifier(key)));
  }

  @ParameterizedTest
  @CsvSource({
    "72aa62aa-dd7a-4ca7-8940-f9482b30e300, 72aa62aa-dd7a-4ca7-8940-f9482b30e300",
    "organizations, {tenantid}",
    "common, {tenantid}"
  })
  void publishesKeysOfVersion2WithIssuerAndCloudAndWithoutAlgorithm(String tenant, String inIssuer)
      throws Exception {
    Map<String, Object> key = firstKey(get("/" + tenant + "/discovery/v2.0/keys"));

    assertEquals("microsoftonline.com", key.get("cloud_instance_name"));
    assertEquals("https://login.microsoftonline.com/" + inIssuer + "/v2.0", key.get("issuer"));
    assertEquals("sig", key.get("use"));
    assertEquals(key.get("kid"), key.get("x5t"));
    assertFalse(key.containsKey("alg"));
    assertFalse(key.containsKey("d"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"72aa62aa-dd7a-4ca7-8940-f9482b30e300", "organizations", "common"})
  void publishesKeysOfVersion1WithoutIssuer(String tenant) throws Exception {
    Map<String, Object> key = firstKey(get("/" + tenant + "/discovery/keys"));

    assertFalse(key.containsKey("issuer"));
    assertFalse(key.containsKey("cloud_instance_name"));
  }

  @ParameterizedTest
  @CsvSource({"organizations, microsoftonline.us", "common, microsoftonline.us"})
  void publishesAKeyOfAnotherCloudUnderTheSameIssuer(String tenant, String cloud) throws Exception {
    Map<String, Object>[] keys = allKeys(get("/" + tenant + "/discovery/v2.0/keys"));

    assertEquals(2, keys.length);
    assertEquals(cloud, keys[1].get("cloud_instance_name"));
    assertEquals(keys[0].get("issuer"), keys[1].get("issuer"));
  }

  @ParameterizedTest
  @CsvSource({
    "'', https://sts.windows.net/%s/, /discovery/keys",
    "/v2.0, https://login.microsoftonline.com/%s/v2.0, /discovery/v2.0/keys"
  })
  void publishesConfigurationWithRealIssuerAndOwnKeys(String infix, String issuer, String keys)
      throws Exception {
    Map<String, Object> document =
        JSONObjectUtils.parse(
            get("/" + TENANT + infix + "/.well-known/openid-configuration").body());

    assertEquals(issuer.formatted(TENANT), document.get("issuer"));
    assertEquals(entra.authority() + "/" + TENANT + keys, document.get("jwks_uri"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/discovery/v2.0/keys", "/v2.0/.well-known/openid-configuration"})
  void answersUnknownTenantAsEntraDoes(String path) throws Exception {
    HttpResponse<String> response = get("/00000000-0000-4000-8000-000000000000" + path);

    Map<String, Object> error = JSONObjectUtils.parse(response.body());
    assertEquals(400, response.statusCode());
    assertEquals("invalid_tenant", error.get("error"));
    assertTrue(String.valueOf(error.get("error_description")).startsWith("AADSTS90002: Tenant"));
  }

  @Test
  void writesClaimsOfVersion1() {
    Map<String, Object> claims = entra.claims(ADELE);

    assertEquals("https://auth.msft.communication.azure.com", claims.get("aud"));
    assertEquals("https://sts.windows.net/" + TENANT + "/", claims.get("iss"));
    assertEquals(SampleDirectory.CLIENT_ID, claims.get("appid"));
    assertEquals("0", claims.get("appidacr"));
    assertEquals("adele@contoso.example", claims.get("upn"));
    assertEquals("Teams.ManageCalls Teams.ManageChats", claims.get("scp"));
    assertEquals("1.0", claims.get("ver"));
    assertFalse(claims.containsKey("azp"));
    assertEquals(List.of("typ", "alg", "x5t", "kid"), List.copyOf(entra.header(ADELE).keySet()));
  }

  @Test
  void writesClaimsOfVersion2() {
    TokenOrder order = ADELE.withVersion("2.0");
    Map<String, Object> claims = entra.claims(order);

    assertEquals("1fd5118e-2576-4263-8130-9503064c837a", claims.get("aud"));
    assertEquals("https://login.microsoftonline.com/" + TENANT + "/v2.0", claims.get("iss"));
    assertEquals(SampleDirectory.CLIENT_ID, claims.get("azp"));
    assertEquals("adele@contoso.example", claims.get("preferred_username"));
    assertEquals("2.0", claims.get("ver"));
    assertFalse(claims.containsKey("appid"));
    assertEquals(List.of("typ", "alg", "kid"), List.copyOf(entra.header(order).keySet()));
  }

  @Test
  void writesTimesAsWholeSeconds() {
    Map<String, Object> claims = entra.claims(ADELE);

    assertEquals(NOW.getEpochSecond(), claims.get("iat"));
    assertEquals(NOW.getEpochSecond(), claims.get("nbf"));
    assertEquals(NOW.getEpochSecond() + 75 * 60, claims.get("exp"));
  }

  @Test
  void keepsTimesOfExpiredTokenInOrder() {
    Map<String, Object> claims = entra.claims(ADELE.withLifetime(Duration.ofSeconds(-1)));

    assertEquals(NOW.getEpochSecond() - 1, claims.get("exp"));
    assertEquals(NOW.getEpochSecond() - 1 - 75 * 60, claims.get("nbf"));
  }

  @Test
  void marksGuestAndNamesTheirHome() {
    Map<String, Object> claims = entra.claims(TokenOrder.forUser(SampleDirectory.LIDIA_AS_GUEST));

    assertEquals(TENANT, claims.get("tid"));
    assertEquals(1, claims.get("acct"));
    assertEquals(
        "https://sts.windows.net/" + SampleDirectory.FABRIKAM.tenantId() + "/", claims.get("idp"));
    assertEquals("lidia@fabrikam.example", claims.get("unique_name"));
    assertNotEquals(SampleDirectory.LIDIA.objectId(), claims.get("oid"));
  }

  @Test
  void signsAnyHeaderAndClaims() throws Exception {
    SignedJWT token =
        SignedJWT.parse(entra.sign(Map.of("alg", "RS256", "odd", 1), Map.of("only", "this")));

    assertEquals(Map.of("only", "this"), token.getJWTClaimsSet().getClaims());
    assertTrue(token.verify(new RSASSAVerifier(entra.keys().getKeys().getFirst().toRSAKey())));
  }

  @Test
  void publishesOnlyTheNewKeyAfterRotation() throws Exception {
    Object before = firstKey(get("/" + TENANT + "/discovery/keys")).get("kid");
    entra.rotateKeys();
    Object after = firstKey(get("/" + TENANT + "/discovery/keys")).get("kid");

    assertNotEquals(before, after);
    assertEquals(after, entra.header(ADELE).get("kid"));
  }

  @Test
  void countsKeyRequestsAndAnswersThemAsTold() throws Exception {
    entra.answerKeyRequests(CannedAnswer.empty(503));
    assertEquals(503, get("/" + TENANT + "/discovery/keys").statusCode());
    assertEquals(503, get("/organizations/discovery/v2.0/keys").statusCode());
    assertEquals(200, get("/local/users").statusCode());

    entra.answerKeyRequests(null);
    assertEquals(200, get("/" + TENANT + "/discovery/keys").statusCode());
    assertEquals(3, entra.keyRequests());
  }

  private HttpResponse<String> get(String path) throws Exception {
    URI uri = URI.create(entra.authority() + path);
    return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }

  private static Map<String, Object> firstKey(HttpResponse<String> response) throws Exception {
    return allKeys(response)[0];
  }

  private static Map<String, Object>[] allKeys(HttpResponse<String> response) throws Exception {
    return Objects.requireNonNull(
        JSONObjectUtils.getJSONObjectArray(JSONObjectUtils.parse(response.body()), "keys"));
  }
}
