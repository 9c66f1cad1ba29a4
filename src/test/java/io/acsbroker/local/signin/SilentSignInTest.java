package io.acsbroker.local.signin;

import static io.acsbroker.local.signin.SignInFixture.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.fixture.ManualClock;
import io.acsbroker.local.entra.SampleDirectory;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The cookie by which pages of other sites sign in silently, in a frame: a page over http is of
 * another site than an authority over https, whatever the host.
 *
 * @see <a
 *     href="https://learn.microsoft.com/entra/identity-platform/howto-handle-samesite-cookie-changes-chrome-browser">SameSite
 *     and the Microsoft identity platform</a>
 * @see <a href="https://web.dev/articles/schemeful-samesite">Schemeful Same-Site</a>
 */
class SilentSignInTest {
  @Test
  void setsACookieThatFramesOfOtherSitesSendToo() throws Exception {
    try (SignInFixture fixture = new SignInFixture(new ManualClock())) {
      Map<String, String> request = request();
      request.put(AuthorizeEndpoint.PICKED, "adele@contoso.example");
      HttpResponse<String> signedIn = fixture.authorize(request);
      HttpResponse<String> signedOut = fixture.get("/organizations/oauth2/v2.0/logout");

      assertEquals(Set.of("HttpOnly", "Path=/", "SameSite=None", "Secure"), attributes(signedIn));
      assertEquals(
          Set.of("HttpOnly", "Max-Age=0", "Path=/", "SameSite=None", "Secure"),
          attributes(signedOut));
    }
  }

  @Test
  void endsForAGuestWhoIsSignedOutEverywhere() throws Exception {
    try (SignInFixture fixture = new SignInFixture(new ManualClock())) {
      String contoso = SampleDirectory.CONTOSO.tenantId();
      Map<String, String> request = request();
      request.put(AuthorizeEndpoint.PICKED, "lidia_fabrikam.example");
      String cookie =
          fixture
              .authorizeAt(contoso, request)
              .headers()
              .firstValue("set-cookie")
              .orElseThrow()
              .split(";", 2)[0];
      Map<String, String> silent = request("prompt", "none");
      assertTrue(
          SignInFixture.fragment(fixture.authorizeAt(contoso, silent, "Cookie", cookie))
              .containsKey("code"));

      fixture.signIn.revoke(SampleDirectory.LIDIA);

      assertEquals(
          "login_required",
          SignInFixture.fragment(fixture.authorizeAt(contoso, silent, "Cookie", cookie))
              .get("error"));
    }
  }

  private static Set<String> attributes(HttpResponse<String> response) {
    String cookie = response.headers().firstValue("set-cookie").orElseThrow();
    return Arrays.stream(cookie.split("; ", -1))
        .skip(1)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
