package io.acsbroker.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.acsbroker.local.net.CannedAnswer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A sign-in, a restriction, a proxy or a gateway stands before the broker and answers for it. */
class SomethingInFrontTest {
  private static final String LINKED =
      "Unlink the app (portal, the Static Web App, APIs), and turn App Service's authentication off"
          + " (portal, the app, Authentication), which stays otherwise: the broker is called at its"
          + " own address, and checks every token itself.";
  private static final CannedAnswer LINKED_ANSWER =
      CannedAnswer.json(
          400,
          Map.of("code", 400, "message", "Login not supported for provider azureStaticWebApps"));

  private static void assertSaid(String came, String remedy, CannedAnswer answer) throws Exception {
    VerificationRun.against(request -> answer).assertNobody(came, remedy);
  }

  private static CannedAnswer redirect(int status, String location) {
    return CannedAnswer.empty(status).with("Location", location);
  }

  /**
   * Where {@code unauthenticatedClientAction} is {@code RedirectToLoginPage}.
   *
   * @see <a
   *     href="https://learn.microsoft.com/azure/app-service/overview-authentication-authorization">
   *     Authentication in App Service</a>
   */
  @Test
  void isASignInInFront() throws Exception {
    String remedy =
        "Turn App Service's authentication off (portal, the app, Authentication): it stands before"
            + " the broker, which checks every token itself.";
    assertSaid(
        "HTTP 302, a redirect to a sign-in at https://login.windows.net.",
        remedy,
        redirect(302, "https://login.windows.net/common/oauth2/authorize?response_type=code"));
    assertSaid(
        "HTTP 302, a redirect to a sign-in at https://app.example.",
        remedy,
        redirect(302, "https://app.example/.auth/login/aad?post_login_redirect_uri=%2f"));
    assertSaid(
        "HTTP 302, a redirect to a sign-in at the same host.",
        remedy,
        redirect(302, "/.auth/login/aad"));
  }

  /**
   * Where it is {@code Return401} or {@code Return403}.
   *
   * @see <a href="https://github.com/YannickRe/ms-graph-proxy-function/issues/5">its challenge</a>
   * @see <a href="https://github.com/MicrosoftDocs/azure-docs/issues/98602">its page</a>
   */
  @Test
  void isAnAuthenticationThatRefuses() throws Exception {
    String remedy =
        "Turn App Service's authentication off (portal, the app, Authentication): it stands before"
            + " the broker, which checks every token itself.";
    CannedAnswer refused =
        VerificationRun.page(401, "You do not have permission to view this directory or page.")
            .with("WWW-Authenticate", "Bearer realm=\"app.azurewebsites.net\"");
    assertSaid(
        "HTTP 401, not in the broker's form: an authentication stands before it.", remedy, refused);
    assertSaid(
        "HTTP 403 with the platform's page \"You do not have permission\".",
        "See in the portal, at the app, what keeps you out: Authentication, or Networking, Access"
            + " restrictions.",
        VerificationRun.page(403, "You do not have permission to view this directory or page."));
  }

  /**
   * Its answer whole: no body, and whose it is in a header alone.
   *
   * @see <a href="https://github.com/Azure/azure-functions-host/issues/7316">somebody who has met
   *     it </a>
   */
  @Test
  void isAnAuthenticationThatSaysNothing() throws Exception {
    String remedy =
        "Turn App Service's authentication off (portal, the app, Authentication): it stands before"
            + " the broker, which checks every token itself.";
    String id = "a2e2bf7d-458b-4197-a9ce-fae82666d986";
    assertSaid(
        "HTTP 401 without a body, from App Service's own authentication.",
        remedy,
        CannedAnswer.empty(401)
            .with("WWW-Authenticate", "Bearer realm=\"app.azurewebsites.net\"")
            .with("x-ms-middleware-request-id", id));
    assertSaid(
        "HTTP 401 without a body, from App Service's own authentication.",
        remedy,
        CannedAnswer.empty(401).with("WWW-Authenticate", "Bearer realm=\"app.azurewebsites.net\""));
    assertSaid(
        "HTTP 403 without a body, from App Service's own authentication.",
        remedy,
        CannedAnswer.empty(403).with("x-ms-middleware-request-id", id));
    assertSaid(
        "HTTP 401, not in the broker's form: an authentication stands before it.",
        remedy,
        CannedAnswer.empty(401));
  }

  /**
   * What an app that is linked to a Static Web App answers to everybody else, health included.
   *
   * @see <a href="https://learn.microsoft.com/azure/static-web-apps/functions-bring-your-own">who
   *     is let in</a>
   * @see <a href="https://github.com/Azure/static-web-apps/issues/512">that it stays</a>
   */
  @Test
  void isALinkToAStaticWebApp() throws Exception {
    assertSaid(
        "HTTP 400, from App Service's authentication, which lets in a Static Web App alone.",
        LINKED,
        LINKED_ANSWER);
    assertSaid(
        "HTTP 302, from App Service's authentication, which lets in a Static Web App alone.",
        LINKED,
        redirect(302, "/.auth/login/azureStaticWebApps?post_login_redirect_uri=%2fapi%2fhealth"));
  }

  /** Where its paths leave out health. */
  @Test
  void isALinkThatIsMetAfterwardsToo() throws Exception {
    CannedAnswer alive =
        CannedAnswer.json(200, Map.of("status", "alive", "version", "0.0.1"))
            .with("Cache-Control", "no-store");
    VerificationRun run =
        VerificationRun.against(
            request -> request.path().equals("/api/health") ? alive : LINKED_ANSWER);
    assertEquals("What to do:  " + LINKED, run.linesButLast().getLast());
  }

  /**
   * The gateway's own words.
   *
   * @see <a href="https://learn.microsoft.com/azure/api-management/api-management-subscriptions">
   *     Subscriptions in API Management</a>
   */
  @Test
  void isAGatewayThatWantsItsKey() throws Exception {
    assertSaid(
        "HTTP 401, from an API Management gateway that wants a subscription key.",
        "Give the broker's own address, or let its API be called without a subscription.",
        CannedAnswer.json(
            401,
            Map.of(
                "statusCode",
                401,
                "message",
                "Access denied due to missing subscription key. Make sure to include subscription"
                    + " key when making requests to an API.")));
  }

  @Test
  void isARedirectElsewhere() throws Exception {
    assertSaid(
        "HTTP 301, a redirect to https://www.app.example.",
        "Give that address as -Durl, if it is the broker's: no redirect is followed, since tokens"
            + " would go with it.",
        redirect(301, "https://www.app.example/api/health"));
    assertSaid(
        "HTTP 307, a redirect that names no address.",
        "Give the address that a browser ends at as -Durl, if it is the broker's: no redirect is"
            + " followed, since tokens would go with it.",
        redirect(307, "::"));
  }

  /**
   * What an access restriction answers.
   *
   * @see <a href="https://github.com/Azure/static-web-apps/issues/1666">its header</a>
   */
  @Test
  void isAnAccessRestriction() throws Exception {
    assertSaid(
        "HTTP 403, an access restriction of the app (Ip Forbidden).",
        "Allow this machine's address (portal, the app, Networking, Access restrictions), or run"
            + " this from a network that is allowed.",
        VerificationRun.page(403, "Error 403 - Forbidden")
            .with("x-ms-forbidden-ip", "203.0.113.7"));
  }

  @Test
  void isAFirewallThatForbids() throws Exception {
    assertSaid(
        "HTTP 403 with a web page, which is not the broker's.",
        "See what stands before the app: its access restrictions and authentication (portal,"
            + " Networking and Authentication), a web application firewall, a proxy.",
        VerificationRun.page(403, "Request blocked"));
  }

  /**
   * What the front end answers for a worker that broke off.
   *
   * @see <a href="https://github.com/Azure/azure-functions-python-worker/issues/384">its page</a>
   */
  @Test
  void isAGatewayWithoutAnAnswer() throws Exception {
    for (int status : List.of(502, 504)) {
      assertSaid(
          "HTTP " + status + ", from a gateway before the broker that got no answer of it.",
          "Wait a minute and run this again; if it stays, see whether the app starts (portal,"
              + " Diagnose and solve problems), and where the gateway sends requests.",
          VerificationRun.page(
              status, "Web server received an invalid response while acting as a gateway"));
    }
  }

  /** RFC 9110, section 15.5.8. */
  @Test
  void isAProxyThatWantsToKnowWhoAsks() throws Exception {
    assertSaid(
        "HTTP 407, from a proxy between here and the broker.",
        "Sign in at the proxy, or run this from a network without one.",
        CannedAnswer.empty(407));
  }
}
