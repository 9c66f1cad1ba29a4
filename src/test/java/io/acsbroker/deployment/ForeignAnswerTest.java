package io.acsbroker.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.acsbroker.local.net.CannedAnswer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The platform or another site answers: all that is said of it, word for word. */
class ForeignAnswerTest {
  private static void assertSaid(String came, String remedy, CannedAnswer answer) throws Exception {
    VerificationRun.against(request -> answer).assertNobody(came, remedy);
  }

  /**
   * Measured with host 4.1037: docs/errors.md, at its end.
   *
   * @see <a href="https://github.com/Azure/azure-functions-host/issues/10169">functions that the
   *     platform does not know of after a deployment</a>
   */
  @Test
  void isTheHostsOwn404WhereNoFunctionIsDeployed() throws Exception {
    assertSaid(
        "HTTP 404 without a body, as the Functions host answers where no function has the path.",
        "See whether -Durl is the broker's address. Then have the platform look for the functions"
            + " (portal, the app, Overview, Refresh), where it lists only warmup or nothing; then"
            + " deploy the program (azd deploy): it is not there, or could not be loaded.",
        CannedAnswer.empty(404));
  }

  /**
   * The page of a host name that App Service does not know.
   *
   * @see <a href="https://github.com/App-vNext/Polly/issues/3022">a site of that kind</a>
   */
  @Test
  void isAppServiceThatKnowsNoSuchApp() throws Exception {
    assertSaid(
        "HTTP 404 with App Service's page \"Web Site not found\".",
        "Compare -Durl with the app's default domain in the portal: no app has this name, or the"
            + " custom domain is not bound to it.",
        VerificationRun.page(404, "404 Web Site not found."));
  }

  @Test
  void isAnotherSitesPage() throws Exception {
    assertSaid(
        "HTTP 404 with a web page, which is not the broker's.",
        "See whether -Durl is the broker's address, and not that of the page or of a gateway that"
            + " does not pass /api on.",
        VerificationRun.page(404, "Nothing here"));
    assertSaid(
        "HTTP 200 with a web page, which is not the broker's.",
        "See whether -Durl is the broker's address, and not that of the page or of a gateway that"
            + " does not pass /api on.",
        VerificationRun.page(200, "Welcome"));
  }

  /**
   * What an app that is stopped answers; its reason phrase is <i>Site Disabled</i>.
   *
   * @see <a href="https://github.com/Azure/static-web-apps/issues/185">its page</a>
   * @see <a href="https://github.com/tfsaggregator/tfsaggregator-webhooks/issues/25">its status</a>
   */
  @Test
  void isAnAppThatIsStopped() throws Exception {
    assertSaid(
        "HTTP 403 with App Service's page \"This web app is stopped\" (Site Disabled).",
        "Start the app (portal, the app, Start); if it stops again, see whether the subscription is"
            + " disabled or a quota used up.",
        VerificationRun.page(403, "Error 403 - This web app is stopped."));
  }

  /**
   * What the host answers that cannot start.
   *
   * @see <a href="https://github.com/Azure/azure-functions-host/issues/1209">an answer, whole</a>
   */
  @Test
  void isAHostThatDoesNotRun() throws Exception {
    assertSaid(
        "HTTP 503 \"Function host is not running.\"",
        "Wait a minute and run this again; if it stays, the host cannot start: portal, the app,"
            + " Diagnose and solve problems, and whether its identity may read its storage.",
        CannedAnswer.text(503, "Function host is not running."));
  }

  /**
   * What is answered during a deployment that puts {@code app_offline.htm} there.
   *
   * @see <a href="https://github.com/MicrosoftDocs/azure-docs/issues/17384">its page</a>
   * @see <a href="https://github.com/microsoft/vscode-azurefunctions/issues/1844">the front end's
   *     words</a>
   */
  @Test
  void isAPlatformThatIsNotThereJustNow() throws Exception {
    assertSaid(
        "HTTP 503 \"Host is offline\".",
        "Wait for the deployment to end and run this again; if it stays, deploy again (azd"
            + " deploy).",
        VerificationRun.page(
            503, "This Azure Functions app is down for maintenance. Host is offline."));
    assertSaid(
        "HTTP 503, from the platform and not from the broker.",
        "Wait a minute and run this again; if it stays, see the app's Diagnose and solve problems"
            + " in the portal, and https://azure.status.microsoft.",
        CannedAnswer.text(503, "The service is unavailable."));
  }

  /** An exception of a function, measured with host 4.1037. */
  @Test
  void isTheHostsOwn500() throws Exception {
    assertSaid(
        "HTTP 500 without a body, as the Functions host answers where a function breaks off.",
        "Look for exceptions in Application Insights (exceptions | order by timestamp), and deploy"
            + " the program again (azd deploy).",
        CannedAnswer.empty(500));
  }

  @Test
  void isAnotherServicesJson() throws Exception {
    assertSaid(
        "HTTP 200 with application/json, which is not the broker's.",
        "See whether -Durl is the broker's address, and what stands in between: a gateway, a proxy.",
        CannedAnswer.json(200, Map.of("status", "UP")));
    assertSaid(
        "HTTP 418 with no type that can be printed, which is not the broker's.",
        "See whether -Durl is the broker's address, and what stands in between: a gateway, a proxy.",
        CannedAnswer.text(418, "eyJ").with("Content-Type", "eyJhbGciOiJSUzI1NiJ9"));
  }

  @Test
  void isFoundAfterwardsToo() throws Exception {
    CannedAnswer alive =
        CannedAnswer.json(200, Map.of("status", "alive", "version", "0.0.1"))
            .with("Cache-Control", "no-store");
    VerificationRun run =
        VerificationRun.against(
            request ->
                request.path().equals("/api/health")
                    ? alive
                    : VerificationRun.page(403, "Request blocked"));
    assertEquals(
        List.of(
            "ok           GET /api/health says alive: version 0.0.1",
            "FAILED       GET /api/health/ready says ready: no broker answers",
            "What came:   HTTP 403 with a web page, which is not the broker's.",
            "What to do:  See what stands before the app: its access restrictions and"
                + " authentication (portal, Networking and Authentication), a web application"
                + " firewall, a proxy."),
        run.linesButLast());
    assertEquals(
        "verify-deployment: 1 ok, 1 FAILED, stopped - FAILED: GET /api/health/ready says ready:"
            + " HTTP 403 with a web page, which is not the broker's.",
        run.lastLine());
  }
}
