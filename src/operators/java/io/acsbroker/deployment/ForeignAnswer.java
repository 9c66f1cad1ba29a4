package io.acsbroker.deployment;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What stands behind an answer that is not the broker's. Of its text nothing is repeated but words
 * that are known beforehand.
 */
final class ForeignAnswer {
  private static final Pattern MEDIA_TYPE = Pattern.compile("[a-z]{1,20}/[a-z0-9.+-]{1,40}");
  private static final String AUTHENTICATION =
      "Turn App Service's authentication off (portal, the app, Authentication): it stands before"
          + " the broker, which checks every token itself.";
  private static final String SILENT = " without a body, from App Service's own authentication.";

  /** The provider that is set up where an app is linked to a Static Web App. */
  private static final String LINK = "azureStaticWebApps";

  private static final String LINKED =
      "Unlink the app (portal, the Static Web App, APIs), and turn App Service's authentication off"
          + " (portal, the app, Authentication), which stays otherwise: the broker is called at its"
          + " own address, and checks every token itself.";
  private static final String WAIT = "Wait a minute and run this again; if it stays, ";

  private final BrokerAnswer answer;
  private final String status;

  private ForeignAnswer(BrokerAnswer answer) {
    this.answer = answer;
    this.status = "HTTP " + answer.status();
  }

  static Diagnosis diagnose(BrokerAnswer answer) {
    ForeignAnswer foreign = new ForeignAnswer(answer);
    if (foreign.says(LINK) || answer.header("Location").contains(LINK)) {
      return foreign.is(
          ", from App Service's authentication, which lets in a Static Web App alone.", LINKED);
    }
    return switch (answer.status()) {
      case 301, 302, 303, 307, 308 -> new ForeignRedirect(answer).diagnosis(AUTHENTICATION);
      case 401 -> foreign.unauthenticated();
      case 403 -> foreign.forbidden();
      case 404 -> foreign.notFound();
      case 407 ->
          foreign.is(
              ", from a proxy between here and the broker.",
              "Sign in at the proxy, or run this from a network without one.");
      case 500 -> foreign.broken();
      case 502, 504 ->
          foreign.is(
              ", from a gateway before the broker that got no answer of it.",
              WAIT
                  + "see whether the app starts (portal, Diagnose and solve problems), and where"
                  + " the gateway sends requests.");
      case 503 -> foreign.unavailable();
      default -> foreign.unknown();
    };
  }

  private Diagnosis unauthenticated() {
    if (isSilentAuthentication()) {
      return is(SILENT, AUTHENTICATION);
    }
    return says("subscription key")
        ? is(
            ", from an API Management gateway that wants a subscription key.",
            "Give the broker's own address, or let its API be called without a subscription.")
        : is(", not in the broker's form: an authentication stands before it.", AUTHENTICATION);
  }

  /** App Service's, which is known by its headers where it sends no body. */
  private boolean isSilentAuthentication() {
    return isEmpty()
        && (!answer.header("x-ms-middleware-request-id").isEmpty()
            || answer.header("WWW-Authenticate").startsWith("Bearer realm="));
  }

  private Diagnosis forbidden() {
    if (isSilentAuthentication()) {
      return is(SILENT, AUTHENTICATION);
    }
    if (!answer.header("x-ms-forbidden-ip").isEmpty() || says("Ip Forbidden")) {
      return is(
          ", an access restriction of the app (Ip Forbidden).",
          "Allow this machine's address (portal, the app, Networking, Access restrictions), or run"
              + " this from a network that is allowed.");
    }
    if (says("web app is stopped") || says("Site Disabled")) {
      return is(
          " with App Service's page \"This web app is stopped\" (Site Disabled).",
          "Start the app (portal, the app, Start); if it stops again, see whether the subscription"
              + " is disabled or a quota used up.");
    }
    if (says("You do not have permission")) {
      return is(
          " with the platform's page \"You do not have permission\".",
          "See in the portal, at the app, what keeps you out: Authentication, or Networking, Access"
              + " restrictions.");
    }
    return is(
        " with " + body() + ", which is not the broker's.",
        "See what stands before the app: its access restrictions and authentication (portal,"
            + " Networking and Authentication), a web application firewall, a proxy.");
  }

  private Diagnosis notFound() {
    if (says("Web Site not found")) {
      return is(
          " with App Service's page \"Web Site not found\".",
          "Compare -Durl with the app's default domain in the portal: no app has this name, or the"
              + " custom domain is not bound to it.");
    }
    return isEmpty()
        ? is(
            " without a body, as the Functions host answers where no function has the path.",
            "See whether -Durl is the broker's address. Then have the platform look for the"
                + " functions (portal, the app, Overview, Refresh), where it lists only warmup or"
                + " nothing; then deploy the program (azd deploy): it is not there, or could not be"
                + " loaded.")
        : unknown();
  }

  private Diagnosis broken() {
    return isEmpty()
        ? is(
            " without a body, as the Functions host answers where a function breaks off.",
            "Look for exceptions in Application Insights (exceptions | order by timestamp), and"
                + " deploy the program again (azd deploy).")
        : unknown();
  }

  private Diagnosis unavailable() {
    if (says("Function host is not running")) {
      return is(
          " \"Function host is not running.\"",
          WAIT
              + "the host cannot start: portal, the app, Diagnose and solve problems, and whether"
              + " its identity may read its storage.");
    }
    if (says("Host is offline")) {
      return is(
          " \"Host is offline\".",
          "Wait for the deployment to end and run this again; if it stays, deploy again (azd"
              + " deploy).");
    }
    return is(
        ", from the platform and not from the broker.",
        WAIT
            + "see the app's Diagnose and solve problems in the portal, and"
            + " https://azure.status.microsoft.");
  }

  private Diagnosis unknown() {
    String remedy =
        answer.hasType("text/html")
            ? ", and not that of the page or of a gateway that does not pass /api on."
            : ", and what stands in between: a gateway, a proxy.";
    return is(
        " with " + body() + ", which is not the broker's.",
        "See whether -Durl is the broker's address" + remedy);
  }

  private Diagnosis is(String came, String remedy) {
    return new Diagnosis(status + came, remedy);
  }

  private boolean isEmpty() {
    return answer.text().isBlank();
  }

  private boolean says(String words) {
    return answer.text().toLowerCase(Locale.ROOT).contains(words.toLowerCase(Locale.ROOT));
  }

  private String body() {
    if (isEmpty()) {
      return "an empty body";
    }
    String type = answer.type();
    if (type.equals("text/html")) {
      return "a web page";
    }
    return MEDIA_TYPE.matcher(type).matches() ? type : "no type that can be printed";
  }
}
