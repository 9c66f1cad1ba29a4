package io.acsbroker.local.signin;

import static io.acsbroker.local.signin.SignInFixture.ACS_SCOPE;
import static io.acsbroker.local.signin.SignInFixture.assertRefused;
import static io.acsbroker.local.signin.SignInFixture.redemption;
import static io.acsbroker.local.signin.SignInFixture.refresh;
import static io.acsbroker.local.signin.SignInFixture.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jwt.SignedJWT;
import io.acsbroker.fixture.ManualClock;
import io.acsbroker.local.entra.SampleDirectory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What an application gets for a code and for a refresh token.
 *
 * @see <a href="https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow">The
 *     authorization code flow at Microsoft</a>
 */
class RedemptionTest {
  private static final String ADELE = "adele@contoso.example";

  private final ManualClock clock = new ManualClock();
  @AutoClose private final SignInFixture fixture = new SignInFixture(clock);

  @Test
  void letsARefreshTokenAskForAnotherResource() throws Exception {
    Map<String, Object> first = fixture.signIn(ADELE);
    Map<String, Object> second =
        fixture.token(
            refresh(
                first,
                "scope",
                "api://" + SampleDirectory.BROKER_API_CLIENT_ID + "/access_as_user"));

    assertEquals(
        List.of("api://" + SampleDirectory.BROKER_API_CLIENT_ID),
        fixture.claims(second, "access_token").getAudience());
  }

  /** An application that is its own API has to say so again. */
  @ParameterizedTest
  @ValueSource(strings = {"openid profile offline_access", ""})
  void refusesToRefreshTheTokenOfAnApplicationForItselfByNoName(String scope) throws Exception {
    String own = "api://" + SampleDirectory.ONE_REGISTRATION_CLIENT_ID + "/access_as_user";
    Map<String, Object> tokens = signedInAlone(own + " offline_access");
    String client = SampleDirectory.ONE_REGISTRATION_CLIENT_ID;

    assertRefused(90009, fixture.token(refresh(tokens, "client_id", client, "scope", scope)));
    Map<String, Object> named = fixture.token(refresh(tokens, "client_id", client, "scope", own));
    assertEquals("access_as_user", fixture.claims(named, "access_token").getStringClaim("scp"));
    Map<String, Object> byId = signedInAlone(client + "/access_as_user offline_access");
    Map<String, Object> again = fixture.token(refresh(byId, "client_id", client, "scope", scope));
    assertTrue(again.containsKey("access_token"), again.toString());
  }

  private Map<String, Object> signedInAlone(String scope) throws Exception {
    String client = SampleDirectory.ONE_REGISTRATION_CLIENT_ID;
    Map<String, String> back = fixture.pick(ADELE, "client_id", client, "scope", scope);
    return fixture.token(redemption(text(back, "code"), "client_id", client));
  }

  /**
   * The login of a page may ask for consent alone.
   *
   * @see <a href="https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow">The
   *     scope of a request with a code</a>
   */
  @Test
  void givesTheTokenThatIsAskedForWithTheCode() throws Exception {
    String own = "api://" + SampleDirectory.BROKER_API_CLIENT_ID + "/access_as_user";
    String code = text(fixture.pick(ADELE), "code");
    Map<String, Object> tokens =
        fixture.token(redemption(code, "scope", own + " openid offline_access"));
    assertEquals("access_as_user", fixture.claims(tokens, "access_token").getStringClaim("scp"));
    assertEquals("a nonce", fixture.claims(tokens, "id_token").getStringClaim("nonce"));

    String another = text(fixture.pick(ADELE), "code");
    Map<String, Object> graph = fixture.token(redemption(another, "scope", "openid profile"));
    // Its signature does not hold for anybody but Graph
    SignedJWT ofGraph = SignedJWT.parse(text(graph, "access_token"));
    assertEquals("User.Read", ofGraph.getJWTClaimsSet().getStringClaim("scp"));
  }

  /** An application that gets no tokens for ACS has nobody's consent but that of who was asked. */
  @Test
  void givesAnApplicationWhatItsUserWasAskedAbout() throws Exception {
    String api = "api://" + SampleDirectory.BROKER_API_CLIENT_ID + "/access_as_user";
    Map<String, Object> unasked = signedInAsCaller("offline_access " + api);
    assertRefused(65001, fixture.token(refreshOfCaller(unasked)));

    Map<String, Object> asked = signedInAsCaller("offline_access " + api + " " + ACS_SCOPE);
    Map<String, Object> tokens = fixture.token(refreshOfCaller(asked));
    assertEquals("Teams.ManageCalls", fixture.claims(tokens, "access_token").getStringClaim("scp"));
  }

  private Map<String, Object> signedInAsCaller(String scope) throws Exception {
    String client = SampleDirectory.CALLER_CLIENT_ID;
    Map<String, String> back = fixture.pick(ADELE, "client_id", client, "scope", scope);
    String api = "api://" + SampleDirectory.BROKER_API_CLIENT_ID + "/.default offline_access";
    return fixture.token(redemption(text(back, "code"), "client_id", client, "scope", api));
  }

  private static Map<String, String> refreshOfCaller(Map<String, Object> tokens) {
    return refresh(tokens, "client_id", SampleDirectory.CALLER_CLIENT_ID);
  }

  @Test
  void takesACodeOnce() throws Exception {
    String code = text(fixture.pick(ADELE), "code");
    fixture.token(redemption(code));

    assertRefused(54005, fixture.token(redemption(code)));
  }

  @Test
  void takesACodeForTenMinutes() throws Exception {
    String code = text(fixture.pick(ADELE), "code");
    clock.pass(Duration.ofMinutes(10));

    assertRefused(70008, fixture.token(redemption(code)));
  }

  @ParameterizedTest
  @CsvSource({
    "code_verifier,another-verifier,501481",
    "redirect_uri,http://localhost:5173/,500112",
    "client_id,0c5cf25d-f3f7-4ad7-8a3e-16a1b3ffb9c4,500112",
  })
  void refusesACodeFromSomebodyElse(String parameter, String value, int number) throws Exception {
    String code = text(fixture.pick(ADELE), "code");

    assertRefused(number, fixture.token(redemption(code, parameter, value)));
  }

  @Test
  void endsRefreshTokensThatAreRevokedOrADayOld() throws Exception {
    Map<String, Object> old = fixture.signIn(ADELE);
    clock.pass(Duration.ofHours(24));
    assertRefused(50173, fixture.token(refresh(old)));
    Map<String, Object> revoked = fixture.signIn(ADELE);
    fixture.signIn.revoke(SampleDirectory.ADELE);
    assertRefused(50173, fixture.token(refresh(revoked)));
  }
}
