package io.acsbroker.local.entra;

import io.acsbroker.local.net.CannedAnswer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A refusal in the words of Entra.
 *
 * @param status of HTTP
 * @param error as RFC 6749 knows it
 * @param code the number behind {@code AADSTS}
 * @param sentence what follows it
 * @param suberror what MSAL classifies by; empty for none
 * @param claims the claims parameter that the user has to sign in with; empty for none
 * @see <a href="https://learn.microsoft.com/entra/identity-platform/reference-error-codes">Error
 *     codes</a>
 */
public record EntraRefusal(
    int status, String error, int code, String sentence, String suberror, String claims) {
  /** The user is disabled. */
  public static final EntraRefusal USER_DISABLED =
      invalidGrant(50057, "The user account is disabled.");

  /** Microsoft has blocked the tenant. */
  public static final EntraRefusal TENANT_BLOCKED =
      invalidGrant(
          5000224,
          "We are sorry, this resource is not available. If you are seeing this message by mistake,"
              + " please contact Microsoft support.");

  /** An administrator of the tenant has disabled ACS, or a subscription has lapsed. */
  public static final EntraRefusal RESOURCE_DISABLED =
      invalidClient(
          500014,
          ("The service principal for resource '%s' is disabled. This indicate that a subscription"
                  + " within the tenant has lapsed, or that the administrator for this tenant has"
                  + " disabled the application, preventing tokens from being issued for it.")
              .formatted(EntraResource.ACS.audience("2.0")));

  /** An administrator of the tenant has disabled the application. */
  public static final EntraRefusal APPLICATION_DISABLED =
      invalidRequest(
              7000112,
              "Application '%s'(Token Broker) is disabled."
                  .formatted(SampleDirectory.BROKER_API_CLIENT_ID))
          .withError("unauthorized_client");

  /** The application does not list ACS among its permissions. */
  public static final EntraRefusal PERMISSION_NOT_LISTED =
      invalidRequest(
              650057,
              "Invalid resource. The client has requested access to a resource which is not listed"
                  + " in the requested permissions in the client's application registration.")
          .withError("invalid_resource");

  /** Conditional Access says no, and signing in again does not help. */
  public static final EntraRefusal CONDITIONAL_ACCESS =
      invalidGrant(
              53003,
              "Access has been blocked by Conditional Access policies. The access policy does not"
                  + " allow token issuance.")
          .withSuberror("message_only");

  /**
   * A client asks for the same user's tokens too often; whoever else asks is not refused.
   *
   * @see <a
   *     href="https://learn.microsoft.com/entra/identity-platform/reference-breaking-changes">What
   *     changed in Entra, October 2018</a>
   */
  public static final EntraRefusal LOOP_DETECTED =
      invalidGrant(
          50196,
          "The server terminated an operation because it encountered a client request loop. Please"
              + " contact your app vendor.");

  /** Try again. */
  public static final EntraRefusal TEMPORARY =
      new EntraRefusal(
          503,
          "temporarily_unavailable",
          90033,
          "A transient error has occurred. Please try again.",
          "",
          "");

  /**
   * There are too many requests.
   *
   * @see <a href="https://learn.microsoft.com/entra/identity-platform/reference-error-codes">90055,
   *     TenantThrottlingError</a>
   */
  public static final EntraRefusal THROTTLED =
      new EntraRefusal(
          429,
          "temporarily_unavailable",
          90055,
          "There are too many incoming requests for this tenant.",
          "",
          "");

  /** The user has to sign in with a second factor; so the documentation has it. */
  public static EntraRefusal multiFactor(String claims) {
    return needsInteraction(50076, "use multi-factor authentication", claims);
  }

  /** The user has to enrol for a second factor. */
  public static EntraRefusal enrolment(String claims) {
    return needsInteraction(50079, "enroll in multi-factor authentication", claims);
  }

  /** Neither the user nor an administrator has consented that the broker's API acts for them. */
  static EntraRefusal consentMissing(BrokerApi api) {
    return consentMissing(api.clientId(), api.title());
  }

  /** Neither the user nor an administrator has consented to what this application asks for. */
  public static EntraRefusal consentMissing(String clientId, String title) {
    return invalidGrant(
            65001,
            ("The user or administrator has not consented to use the application with ID '%s' named"
                    + " '%s'. Send an interactive authorization request for this user and"
                    + " resource.")
                .formatted(clientId, title))
        .withSuberror("consent_required");
  }

  /** The tenant does not have this application. */
  public static EntraRefusal unknownApplication(String clientId, String tenantId) {
    return invalidRequest(
            700016,
            ("Application with identifier '%s' was not found in the directory '%s'. This can happen"
                    + " if the application has not been installed by the administrator of the"
                    + " tenant or consented to by any user in the tenant. You may have sent your"
                    + " authentication request to the wrong tenant.")
                .formatted(clientId, tenantId))
        .withError("unauthorized_client");
  }

  static EntraRefusal unknownTenant(String error, String tenant) {
    return invalidRequest(
            90002,
            ("Tenant '%s' not found. Check to make sure you have the correct tenant ID and are"
                    + " signing into the correct cloud.")
                .formatted(tenant))
        .withError(error);
  }

  /** The tenant does not have this resource. */
  public static EntraRefusal unknownResource(String resource) {
    return invalidRequest(
            500011,
            ("The resource principal named %s was not found in the tenant. This can happen if the"
                    + " application has not been installed by the administrator of the tenant or"
                    + " consented to by any user in the tenant.")
                .formatted(resource))
        .withError("invalid_resource");
  }

  /** The request has no such parameter. */
  public static EntraRefusal missing(String parameter) {
    return invalidRequest(
        900144, "The request body must contain the following parameter: '" + parameter + "'.");
  }

  /** The request has this parameter more than once. */
  public static EntraRefusal repeated(String parameter) {
    return invalidRequest(
        9000411,
        "The request is not properly formatted. The parameter '" + parameter + "' is duplicated.");
  }

  static EntraRefusal invalidRequest(int code, String sentence) {
    return new EntraRefusal(400, "invalid_request", code, sentence, "", "");
  }

  /** The user's proof is not accepted. */
  public static EntraRefusal invalidGrant(int code, String sentence) {
    return new EntraRefusal(400, "invalid_grant", code, sentence, "", "");
  }

  /** The application's proof is not accepted. */
  public static EntraRefusal invalidClient(int code, String sentence) {
    return new EntraRefusal(401, "invalid_client", code, sentence, "", "");
  }

  private static EntraRefusal needsInteraction(int code, String what, String claims) {
    String sentence =
        "Due to a configuration change made by your administrator, or because you moved to a new"
            + " location, you must "
            + what
            + " to access '"
            + EntraResource.ACS.audience("2.0")
            + "'.";
    return new EntraRefusal(400, "interaction_required", code, sentence, "basic_action", claims);
  }

  /** The same under another {@code error}: the v2 endpoint's has been seen to differ. */
  public EntraRefusal withError(String newError) {
    return new EntraRefusal(status, newError, code, sentence, suberror, claims);
  }

  /** The same, classified. */
  public EntraRefusal withSuberror(String newSuberror) {
    return new EntraRefusal(status, error, code, sentence, newSuberror, claims);
  }

  /** The number and the sentence. */
  public String description() {
    return "AADSTS" + code + ": " + sentence;
  }

  /** What goes over the wire. */
  public CannedAnswer answer(Instant now) {
    String timestamp = now.truncatedTo(ChronoUnit.SECONDS).toString().replace("T", " ");
    String trace = UUID.randomUUID().toString();
    String correlation = UUID.randomUUID().toString();
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("error", error);
    body.put(
        "error_description",
        "%s Trace ID: %s Correlation ID: %s Timestamp: %s"
            .formatted(description(), trace, correlation, timestamp));
    body.put("error_codes", List.of(code));
    body.put("timestamp", timestamp);
    body.put("trace_id", trace);
    body.put("correlation_id", correlation);
    body.put("error_uri", "https://login.microsoftonline.com/error?code=" + code);
    if (!suberror.isEmpty()) {
      body.put("suberror", suberror);
    }
    if (!claims.isEmpty()) {
      body.put("claims", claims);
    }
    return CannedAnswer.json(status, body);
  }
}
