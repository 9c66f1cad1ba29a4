package io.acsbroker.local.signin;

import static io.acsbroker.local.entra.SampleDirectory.ADELE;
import static io.acsbroker.local.signin.SignInFixture.fragment;
import static io.acsbroker.local.signin.SignInFixture.redemption;
import static io.acsbroker.local.signin.SignInFixture.request;
import static io.acsbroker.local.signin.SignInFixture.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.local.entra.SampleDirectory;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Accounts that were disabled: refused wherever they sign in or go on, until they are enabled.
 *
 * @see <a
 *     href="https://learn.microsoft.com/entra/identity-platform/reference-error-codes">AADSTS50057,
 *     UserDisabled</a>
 */
class DisabledAccountTest {
  private SignInFixture fixture;
  private String cookie = "";
  private Map<String, Object> before = Map.of();

  @BeforeEach
  void signIn() throws Exception {
    fixture = new SignInFixture(InstantSource.system());
    before = fixture.signIn(ADELE.userName());
    String set = picked(ADELE.userName()).headers().firstValue("set-cookie").orElseThrow();
    cookie = set.substring(0, set.indexOf(';'));
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private HttpResponse<String> picked(String userName) throws Exception {
    Map<String, String> request = request();
    request.put(AuthorizeEndpoint.PICKED, userName);
    return fixture.authorize(request);
  }

  private Map<String, String> silent() throws Exception {
    return fragment(fixture.authorize(request("prompt", "none"), "Cookie", cookie));
  }

  private Map<String, Object> refreshed() throws Exception {
    return fixture.token(
        Map.of(
            "grant_type",
            "refresh_token",
            "client_id",
            SampleDirectory.CLIENT_ID,
            "refresh_token",
            text(before, "refresh_token")));
  }

  @Test
  void getNothingUntilTheyAreEnabled() throws Exception {
    String code = text(fixture.pick(ADELE.userName()), "code");
    Runnable enable = fixture.entra.onBehalfOf().blocked().block(ADELE);

    String page = picked(ADELE.userName()).body();
    assertTrue(page.contains("AADSTS50057: The user account is disabled."), page);
    assertEquals(List.of(50057L), fixture.token(redemption(code)).get("error_codes"));
    assertEquals(List.of(50057L), refreshed().get("error_codes"));
    assertEquals("login_required", silent().get("error"));

    enable.run();
    assertTrue(refreshed().containsKey("access_token"));
    assertTrue(silent().containsKey("code"));
  }

  /** What a reset of the local cloud does for everybody, and a revocation for one. */
  @Test
  void leaveNoSessionOnceEverythingIsReset() throws Exception {
    String code = text(fixture.pick(ADELE.userName()), "code");
    fixture.signIn.reset();
    assertEquals("login_required", silent().get("error"));
    assertEquals(List.of(50173L), refreshed().get("error_codes"));
    assertEquals(List.of(70008L), fixture.token(redemption(code)).get("error_codes"));
  }

  @Test
  void keepNobodyElseOut() throws Exception {
    fixture.entra.onBehalfOf().blocked().block(ADELE);
    assertEquals(302, picked(SampleDirectory.ALEX.userName()).statusCode());
  }
}
