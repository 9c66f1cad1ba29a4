package io.acsbroker.local.entra;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenDeskTest {
  private static EntraEmulator entra;

  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeAll
  static void start() throws Exception {
    entra = EntraEmulator.start(0, InstantSource.system());
  }

  @AfterAll
  static void stop() {
    entra.close();
  }

  @ParameterizedTest
  @CsvSource({
    "'', https://auth.msft.communication.azure.com",
    "audience=acs&version=2.0, 1fd5118e-2576-4263-8130-9503064c837a",
    "audience=acs-clients&version=2.0, 2a04943b-b6a7-4f65-8786-2bb6131b59f6",
    "audience=graph, https://graph.microsoft.com",
    "audience=broker-api, api://d2b1ccd9-6bb1-4d0b-9d0e-5d2d7a7f4d5e",
    "audience=broker-api&version=2.0, d2b1ccd9-6bb1-4d0b-9d0e-5d2d7a7f4d5e",
    "audience=api%3A%2F%2Fbroker, api://broker"
  })
  void servesTokenForAudience(String query, String audience) throws Exception {
    HttpResponse<String> response = get("/local/token?user=adele@contoso.example&" + query);

    assertEquals(200, response.statusCode());
    assertEquals(
        "text/plain; charset=utf-8", response.headers().firstValue("content-type").orElseThrow());
    assertEquals(audience, claims(response).getAudience().getFirst());
  }

  @Test
  void servesTokenForClientScopeAndLifetime() throws Exception {
    JWTClaimsSet claims =
        claims(
            get(
                "/local/token?user=Alex@Contoso.example&client=another&scope=one+two"
                    + "&lifetime=-60"));

    assertEquals("another", claims.getStringClaim("appid"));
    assertEquals("one two", claims.getStringClaim("scp"));
    assertTrue(claims.getExpirationTime().toInstant().isBefore(InstantSource.system().instant()));
  }

  @Test
  void servesCallerTokenForTheClientThatCalls() throws Exception {
    JWTClaimsSet claims =
        claims(get("/local/token?user=adele@contoso.example&audience=broker-api&version=2.0"));

    assertEquals(SampleDirectory.CALLER_CLIENT_ID, claims.getStringClaim("azp"));
    assertEquals("access_as_user", claims.getStringClaim("scp"));
  }

  @Test
  void servesTokenThatMeetsAClaimsChallenge() throws Exception {
    String challenge = "{\"access_token\":{\"acrs\":{\"value\":\"c1\"}}}";
    String path =
        "/local/token?user=adele@contoso.example&audience=broker-api&claims="
            + URLEncoder.encode(challenge, UTF_8);

    assertTrue(entra.meets(get(path).body(), challenge));
    assertFalse(entra.meets(get(path.substring(0, path.indexOf("&claims"))).body(), challenge));
  }

  @ParameterizedTest
  @CsvSource({
    "user=nobody@contoso.example, adele@contoso.example",
    "'', adele@contoso.example",
    "user=adele@contoso.example&version=3.0, '1.0, 2.0'",
    "user=adele@contoso.example&lifetime=long, whole number",
    "user=adele@contoso.example&aud=acs, audience",
    "user=adele@contoso.example&claims=c1, JSON object",
    "user=adele@contoso.example&claims=null, JSON object",
    "user=adele@contoso.example&change=null, JSON object",
    "user=adele@contoso.example&change=[], JSON object"
  })
  void saysWhichChoicesThereAre(String query, String choice) throws Exception {
    HttpResponse<String> response = get("/local/token?" + query);

    assertEquals(400, response.statusCode());
    assertTrue(response.body().contains(choice), response.body());
  }

  @Test
  void listsUsersWithAddressesThatServeTheirTokens() throws Exception {
    Map<String, Object> users = JSONObjectUtils.parse(get("/local/users").body());

    for (Map<String, Object> user :
        Objects.requireNonNull(JSONObjectUtils.getJSONObjectArray(users, "users"))) {
      URI token = URI.create(String.valueOf(user.get("token")));
      assertEquals(user.get("objectId"), claims(get(token)).getStringClaim("oid"));
      URI callerToken = URI.create(String.valueOf(user.get("callerToken")));
      assertEquals("access_as_user", claims(get(callerToken)).getStringClaim("scp"));
    }
  }

  @Test
  void findsGuestByNameCutAtNumberSign() throws Exception {
    JWTClaimsSet claims = claims(get("/local/token?user=lidia_fabrikam.example"));

    assertEquals(SampleDirectory.LIDIA_AS_GUEST.objectId(), claims.getStringClaim("oid"));
  }

  private HttpResponse<String> get(String path) throws Exception {
    return get(URI.create(entra.authority() + path));
  }

  private HttpResponse<String> get(URI uri) throws Exception {
    return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }

  private static JWTClaimsSet claims(HttpResponse<String> response) throws Exception {
    return SignedJWT.parse(response.body()).getJWTClaimsSet();
  }
}
