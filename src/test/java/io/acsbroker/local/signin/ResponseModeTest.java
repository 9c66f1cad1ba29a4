package io.acsbroker.local.signin;

import static io.acsbroker.local.signin.SignInFixture.redemption;
import static io.acsbroker.local.signin.SignInFixture.request;
import static io.acsbroker.local.signin.SignInFixture.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.fixture.HtmlForm;
import io.acsbroker.fixture.ManualClock;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How a code gets back to its application.
 *
 * @see <a href=
 *     "https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow#request-an-authorization-code">
 *     Microsoft: response_mode is query, fragment or form_post</a>
 * @see <a href="https://openid.net/specs/oauth-v2-form-post-response-mode-1_0.html">OAuth 2.0 Form
 *     Post Response Mode</a>
 * @see <a href=
 *     "https://github.com/AzureAD/microsoft-authentication-library-for-js/blob/dev/lib/msal-node/src/network/LoopbackClient.ts">
 *     MSAL for Node, which takes no other answer at its loopback address</a>
 */
class ResponseModeTest {
  private static final String ADELE = "adele@contoso.example";

  @AutoClose private final SignInFixture fixture = new SignInFixture(new ManualClock());

  @Test
  void postsTheCodeInAFormThatSubmitsItself() throws Exception {
    HttpResponse<String> page = picked("response_mode", "form_post");
    HtmlForm form = HtmlForm.of(page);

    assertEquals(200, page.statusCode());
    assertEquals(SignInFixture.PAGE, form.action());
    assertEquals("POST", form.method());
    assertEquals("a state", form.fields().get("state"));
    Map<String, Object> tokens = fixture.token(redemption(text(form.fields(), "code")));
    assertTrue(tokens.containsKey("access_token"), tokens.toString());
    assertTrue(page.headers().firstValue("set-cookie").isPresent());
  }

  /** Firefox and WebKit ask for /favicon.ico otherwise, which the policy refuses with an error. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void hasAnIconThatItsPolicyAllows(boolean isPicked) throws Exception {
    HttpResponse<String> page =
        isPicked
            ? picked("response_mode", "form_post")
            : fixture.authorize(request("response_mode", "form_post"));

    String policy = page.headers().firstValue("content-security-policy").orElseThrow();
    assertTrue(page.body().contains("<link rel=\"icon\" href=\"data:,\">"), page.body());
    assertTrue(policy.contains("; img-src data:;"), policy);
  }

  @Test
  void letsNoScriptRunButTheOneThatSubmits() throws Exception {
    HttpResponse<String> page = picked("response_mode", "form_post");

    String policy = page.headers().firstValue("content-security-policy").orElseThrow();
    String nonce = policy.replaceFirst(".*script-src 'nonce-([^']+)'.*", "$1");
    assertTrue(page.body().contains("<script nonce=\"" + nonce + "\">"), policy);
    assertFalse(policy.contains("unsafe"), policy);
    assertFalse(
        nonce.equals(
            picked("response_mode", "form_post")
                .headers()
                .firstValue("content-security-policy")
                .orElseThrow()
                .replaceFirst(".*script-src 'nonce-([^']+)'.*", "$1")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"><script>alert(1)</script>",
        "'><img src=x onerror=alert(1)>",
        "&quot;&#39;<>&amp;",
        "a\"b'c d+e%20f",
      })
  void handsBackAStateWithHtmlAsText(String state) throws Exception {
    HttpResponse<String> page = picked("response_mode", "form_post", "state", state);

    assertEquals(state, HtmlForm.of(page).fields().get("state"));
    assertFalse(page.body().contains("<script>"), page.body());
    assertFalse(page.body().contains("<img"), page.body());
  }

  @ParameterizedTest
  @CsvSource({
    "code_challenge,'',invalid_request,AADSTS9002325",
    "scope,api://x/y,invalid_resource,AADSTS500011",
    "response_type,token,unsupported_response_type,AADSTS700051",
    "prompt,none,login_required,AADSTS50058",
  })
  void postsWhyThereIsNoCode(String parameter, String value, String error, String number)
      throws Exception {
    HttpResponse<String> page =
        fixture.authorize(request("response_mode", "form_post", parameter, value));

    Map<String, String> fields = HtmlForm.of(page).fields();
    assertEquals(error, fields.get("error"));
    assertTrue(text(fields, "error_description").startsWith(number + ": "), fields.toString());
    assertEquals("a state", fields.get("state"));
    assertFalse(fields.containsKey("code"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"query", ""})
  void sendsTheBrowserBackWithTheCodeInTheQueryUnlessToldOtherwise(String mode) throws Exception {
    HttpResponse<String> answer = picked("response_mode", mode);

    assertEquals(302, answer.statusCode());
    String location = answer.headers().firstValue("location").orElseThrow();
    assertTrue(location.startsWith(SignInFixture.PAGE + "?"), location);
    assertTrue(location.contains("code="), location);
  }

  @Test
  void sendsTheBrowserBackWithTheCodeBehindTheHash() throws Exception {
    String location =
        picked("response_mode", "fragment").headers().firstValue("location").orElseThrow();

    assertTrue(location.startsWith(SignInFixture.PAGE + "#"), location);
  }

  /**
   * AADSTS70007, UnsupportedResponseMode.
   *
   * @see <a href="https://learn.microsoft.com/entra/identity-platform/reference-error-codes">Error
   *     codes</a>
   */
  @Test
  void refusesAModeThatDoesNotExist() throws Exception {
    String location =
        picked("response_mode", "web_message").headers().firstValue("location").orElseThrow();

    assertTrue(location.contains("error=invalid_request&"), location);
    assertTrue(location.contains("AADSTS70007"), location);
  }

  /**
   * AADSTS900144 where it is missing, 700054 for an id token, 700051 for a token, which single-page
   * applications get by the implicit flow that nobody has switched on.
   *
   * @see <a href=
   *     "https://learn.microsoft.com/troubleshoot/entra/entra-id/app-integration/error-code-AADSTS700054-response-type-not-enabled">
   *     AADSTS700054</a>
   */
  @ParameterizedTest
  @CsvSource({
    "'',invalid_request,AADSTS900144",
    "token,unsupported_response_type,AADSTS700051",
    "id_token,unsupported_response_type,AADSTS700054",
    "code id_token,unsupported_response_type,AADSTS700054",
    "id_token token,unsupported_response_type,AADSTS700054",
    "none,unsupported_response_type,AADSTS70005",
  })
  void saysWhichResponseTypeIsNotEnabled(String type, String error, String number)
      throws Exception {
    Map<String, String> back =
        SignInFixture.fragment(fixture.authorize(request("response_type", type)));

    assertEquals(error, back.get("error"));
    assertTrue(text(back, "error_description").startsWith(number + ": "), back.toString());
  }

  private HttpResponse<String> picked(String... changes) throws Exception {
    Map<String, String> request = request(changes);
    request.put(AuthorizeEndpoint.PICKED, ADELE);
    return fixture.authorize(request);
  }
}
