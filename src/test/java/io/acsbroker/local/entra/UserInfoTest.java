package io.acsbroker.local.entra;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Who a user is, as Graph tells applications.
 *
 * @see <a href="https://learn.microsoft.com/entra/identity-platform/userinfo">The UserInfo
 *     endpoint: {@code openid} is required, {@code profile} and {@code email} bring more</a>
 */
class UserInfoTest {
  private static final TokenOrder ADELE =
      TokenOrder.forUser(SampleDirectory.ADELE, EntraResource.GRAPH);

  private final HttpClient client = HttpClient.newHttpClient();
  private EntraEmulator entra;

  @BeforeEach
  void start() throws Exception {
    entra = EntraEmulator.start(0, InstantSource.system());
  }

  @AfterEach
  void stop() {
    client.close();
    entra.close();
  }

  @Test
  void tellsTheSubjectOfTheIdToken() throws Exception {
    HttpResponse<String> response = asked(entra.token(ADELE.withScopes("openid")));

    Object subject = entra.idClaims(ADELE.withVersion("2.0")).get("sub");
    assertEquals(Map.of("sub", subject), JSONObjectUtils.parse(response.body()));
  }

  @Test
  void tellsTheAddressForTheScopeEmail() throws Exception {
    HttpResponse<String> response = asked(entra.token(ADELE.withScopes("openid", "email")));

    assertEquals("adele@contoso.example", JSONObjectUtils.parse(response.body()).get("email"));
  }

  @Test
  void wantsTheScopeOpenid() throws Exception {
    assertRefused(
        403, "Authorization_RequestDenied", asked(entra.token(ADELE.withScopes("User.Read"))));
  }

  @Test
  void wantsATokenForGraph() throws Exception {
    assertRefused(
        401,
        "InvalidAuthenticationToken",
        asked(entra.token(TokenOrder.forUser(SampleDirectory.ADELE).withScopes("openid"))));
  }

  @Test
  void wantsATokenThatIsCurrent() throws Exception {
    assertRefused(
        401,
        "InvalidAuthenticationToken",
        asked(entra.token(ADELE.withLifetime(Duration.ofSeconds(-1)))));
  }

  @Test
  void wantsASignatureThatHoldsForGraph() throws Exception {
    String token = entra.token(ADELE);
    String another = entra.token(ADELE);
    String forged =
        token.substring(0, token.lastIndexOf('.')) + another.substring(another.lastIndexOf('.'));

    assertRefused(401, "InvalidAuthenticationToken", asked(forged));
  }

  @Test
  void wantsAToken() throws Exception {
    assertRefused(401, "InvalidAuthenticationToken", asked(""));
  }

  /** It is signed, and says what no token of Entra's says. */
  @ParameterizedTest
  @ValueSource(strings = {"tid", "oid", "scp"})
  void wantsClaimsThatAreText(String claim) throws Exception {
    for (Object value : List.of(1, List.of("openid"), Map.of())) {
      Map<String, Object> claims = new HashMap<>(entra.claims(ADELE.withScopes("openid")));
      claims.put(claim, value);
      String token = entra.sign(Map.of("alg", "RS256", "typ", "JWT"), claims);
      if (claim.equals("scp")) {
        assertRefused(403, "Authorization_RequestDenied", asked(token));
      } else {
        assertRefused(401, "InvalidAuthenticationToken", asked(token));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "[]", "1", "{", "{\"nonce\":1}"})
  void wantsAHeaderThatIsOne(String header) throws Exception {
    assertRefused(401, "InvalidAuthenticationToken", asked(Base64URL.encode(header) + ".e30.AA"));
  }

  private static void assertRefused(int status, String code, HttpResponse<String> response)
      throws Exception {
    assertEquals(status, response.statusCode(), response.body());
    Map<String, Object> error =
        Objects.requireNonNull(
            JSONObjectUtils.getJSONObject(JSONObjectUtils.parse(response.body()), "error"));
    assertEquals(code, error.get("code"));
  }

  private HttpResponse<String> asked(String token) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(entra.authority() + "/oidc/userinfo"));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }
}
