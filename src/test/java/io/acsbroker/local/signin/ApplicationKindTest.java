package io.acsbroker.local.signin;

import static io.acsbroker.local.signin.SignInFixture.redemption;
import static io.acsbroker.local.signin.SignInFixture.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.fixture.ManualClock;
import io.acsbroker.local.entra.SampleDirectory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What Entra demands of pages in a browser and of programs on a device, when they redeem a code.
 *
 * @see <a href=
 *     "https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow#redirect-uris-for-single-page-apps-spas">
 *     Microsoft: a page has to redeem from another origin, and with PKCE</a>
 * @see <a
 *     href="https://github.com/AzureAD/microsoft-authentication-library-for-js/issues/3032">AADSTS9002327
 *     for want of an Origin header</a>
 * @see <a href="https://github.com/umijs/umi-request/issues/299">AADSTS9002326, recorded</a>
 */
class ApplicationKindTest {
  private static final String ADELE = "adele@contoso.example";
  private static final String NATIVE = SampleDirectory.NATIVE_CLIENT_ID;
  private static final String[] FROM_A_PROGRAM = {};

  private final ManualClock clock = new ManualClock();
  @AutoClose private final SignInFixture fixture = new SignInFixture(clock);

  @Test
  void redeemsACodeOfAPageFromAnotherOriginAlone() throws Exception {
    Map<String, Object> refused =
        fixture.token(redemption(text(fixture.pick(ADELE), "code")), FROM_A_PROGRAM);

    assertRefused("invalid_request", 9002327, refused);
    assertGranted(fixture.token(redemption(text(fixture.pick(ADELE), "code"))));
  }

  @Test
  void refreshesForAPageFromAnotherOriginAlone() throws Exception {
    Map<String, Object> tokens = fixture.signIn(ADELE);

    assertRefused(
        "invalid_request", 9002327, fixture.token(refresh(tokens, CLIENT), FROM_A_PROGRAM));
    assertGranted(fixture.token(refresh(tokens, CLIENT)));
  }

  @Test
  void redeemsACodeOfAProgramWithoutOriginAlone() throws Exception {
    Map<String, Object> refused = fixture.token(nativeRedemption(nativeCode()));

    assertRefused("invalid_request", 9002326, refused);
    assertGranted(fixture.token(nativeRedemption(nativeCode()), FROM_A_PROGRAM));
  }

  @Test
  void refreshesForAProgramLongerThanForAPage() throws Exception {
    Map<String, Object> tokens = fixture.token(nativeRedemption(nativeCode()), FROM_A_PROGRAM);
    clock.pass(Duration.ofDays(89));

    assertGranted(fixture.token(refresh(tokens, NATIVE), FROM_A_PROGRAM));
    clock.pass(Duration.ofDays(1));
    assertRefused("invalid_grant", 50173, fixture.token(refresh(tokens, NATIVE), FROM_A_PROGRAM));
  }

  @Test
  void letsAProgramDoWithoutPkce() throws Exception {
    String code = nativeCode("code_challenge", "", "code_challenge_method", "");

    assertGranted(fixture.token(nativeRedemption(code, "code_verifier", ""), FROM_A_PROGRAM));
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", ""})
  void letsAProgramShowItsVerifierAtOnce(String method) throws Exception {
    String[] request = {"code_challenge", SignInFixture.VERIFIER, "code_challenge_method", method};

    assertGranted(fixture.token(nativeRedemption(nativeCode(request)), FROM_A_PROGRAM));
    assertRefused(
        "invalid_grant",
        501481,
        fixture.token(
            nativeRedemption(nativeCode(request), "code_verifier", "another"), FROM_A_PROGRAM));
  }

  @ParameterizedTest
  @ValueSource(strings = {"another-verifier", ""})
  void holdsAProgramToThePkceThatItBeganWith(String verifier) throws Exception {
    assertRefused(
        "invalid_grant",
        501481,
        fixture.token(nativeRedemption(nativeCode(), "code_verifier", verifier), FROM_A_PROGRAM));
  }

  @Test
  void refusesAChallengeOfAProgramThatIsTooShort() throws Exception {
    Map<String, String> back =
        fixture.pick(ADELE, "client_id", NATIVE, "code_challenge", "too-short");

    assertEquals("invalid_request", back.get("error"));
    assertTrue(text(back, "error_description").startsWith("AADSTS501491: "), back.toString());
  }

  /**
   * AADSTS54005, until the code would have expired.
   *
   * @see <a href="https://github.com/AngellusMortis/django_microsoft_auth/issues/511">Recorded</a>
   */
  @Test
  void saysThatACodeWasUsedAsLongAsItWouldHaveBeenGood() throws Exception {
    String code = nativeCode();
    assertGranted(fixture.token(nativeRedemption(code), FROM_A_PROGRAM));

    for (int again = 0; again < 2; again++) {
      assertRefused("invalid_grant", 54005, fixture.token(nativeRedemption(code), FROM_A_PROGRAM));
    }
    clock.pass(Duration.ofMinutes(10));
    assertRefused("invalid_grant", 70008, fixture.token(nativeRedemption(code), FROM_A_PROGRAM));
  }

  @Test
  void redeemsACodeOnceWhereThreeComeAtOnce() throws Exception {
    for (int round = 0; round < 10; round++) {
      String code = nativeCode();
      assertEquals(
          List.of("[54005]", "[54005]", "granted"),
          SignInFixture.byThreeAtOnce(() -> fixture.token(nativeRedemption(code), FROM_A_PROGRAM)));
    }
  }

  private static final String CLIENT = SampleDirectory.CLIENT_ID;

  private String nativeCode(String... changes) throws Exception {
    String[] all = new String[changes.length + 2];
    all[0] = "client_id";
    all[1] = NATIVE;
    System.arraycopy(changes, 0, all, 2, changes.length);
    return text(fixture.pick(ADELE, all), "code");
  }

  private static Map<String, String> nativeRedemption(String code, String... changes) {
    return SignInFixture.changed(redemption(code, "client_id", NATIVE), changes);
  }

  private static Map<String, String> refresh(Map<String, Object> tokens, String clientId) {
    return Map.of(
        "grant_type",
        "refresh_token",
        "client_id",
        clientId,
        "refresh_token",
        text(tokens, "refresh_token"));
  }

  private static void assertGranted(Map<String, Object> answer) {
    assertTrue(answer.containsKey("access_token"), answer.toString());
  }

  private static void assertRefused(String error, int number, Map<String, Object> answer) {
    assertEquals(List.of((long) number), answer.get("error_codes"), answer.toString());
    assertEquals(error, answer.get("error"));
  }
}
