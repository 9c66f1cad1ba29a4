package io.acsbroker.issuance;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.BinaryData;
import io.acsbroker.azure.AnswerKind;
import io.acsbroker.azure.CallFailure;
import io.acsbroker.issuance.Issuance.Cause;
import io.acsbroker.issuance.Issuance.RefusalReason;
import io.acsbroker.issuance.Issuance.Refused;
import io.acsbroker.issuance.Issuance.Unavailable;
import io.acsbroker.json.JsonObject;
import io.acsbroker.token.AcsExchange.BySubjectToken;
import io.acsbroker.token.AcsExchange.OfTeamsUser;
import io.acsbroker.token.AcsResource;
import io.acsbroker.token.ExchangeRoute;
import io.acsbroker.token.RetryAfter;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An answer of ACS that is no token, as far as it can be understood.
 *
 * @param said status and kind of the answer, or why there is none
 * @param correlationId ACS's own id of the answer
 * @param claims what the user's token would have to satisfy, where ACS says so
 * @param code the error code of the body, {@code InvalidAccessToken} say; empty where there is none
 */
record AcsAnswer(
    int status,
    String said,
    String code,
    Optional<String> retryAfter,
    Optional<String> claims,
    Optional<String> correlationId) {
  private static final RetryAfter RETRY_AFTER = new RetryAfter(Duration.ofHours(1));
  private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
  private static final Pattern CORRELATION_ID = Pattern.compile("[A-Za-z0-9+/=._-]{1,128}");

  private static final Pattern LETTERS = Pattern.compile("[A-Za-z]{1,64}");
  private static final String INVALID_TOKEN = "InvalidAccessToken";

  /** What stands for a code that is not fit for a log. */
  private static final String UNREADABLE = "(unreadable code)";

  /** The codes of a 401 that ACS gives those whose own credential it has taken. */
  private static final Set<String> AFTER_SIGN_IN = Set.of(INVALID_TOKEN, "IdentityNotOwned");

  /** The codes by which ACS refuses a credential, and the missing one. */
  private static final Set<String> DENIED = Set.of("Denied", "Forbidden", "");

  private static final int UNAUTHORIZED = 401;

  /** Microsoft's correlation vector, which its support asks for. */
  static final HttpHeaderName CORRELATION = HttpHeaderName.fromString("MS-CV");

  /** Reads what the SDK's exception carries. The body may be anything, or missing. */
  static AcsAnswer of(HttpResponseException exception) {
    HttpResponse response = exception.getResponse();
    return response == null
        ? new AcsAnswer(
            0, CallFailure.BROKEN, "", Optional.empty(), Optional.empty(), Optional.empty())
        : of(response);
  }

  /** Reads an answer that is no success. Its body may be anything, or missing. */
  static AcsAnswer of(HttpResponse response) {
    return new AcsAnswer(
        response.getStatusCode(),
        AnswerKind.of(response),
        code(response),
        Optional.ofNullable(response.getHeaderValue(HttpHeaderName.RETRY_AFTER)),
        Optional.ofNullable(response.getHeaderValue(ChallengeHidingPolicy.HEADER))
            .flatMap(ChallengeHeader::claims),
        correlationId(response.getHeaders()));
  }

  /** Reads the error code of an answer's body, as far as it is fit for a log. */
  static String code(HttpResponse response) {
    return body(response)
        .flatMap(JsonObject::parse)
        .flatMap(body -> body.object("error"))
        .flatMap(error -> error.string("code"))
        .map(text -> text.isEmpty() || CODE.matcher(text).matches() ? text : UNREADABLE)
        .orElse("");
  }

  /** Reads ACS's own id of an answer; empty where there is none, or none that is fit for a log. */
  static Optional<String> correlationId(HttpHeaders headers) {
    String id = headers.getValue(CORRELATION);
    return id != null && CORRELATION_ID.matcher(id).matches() ? Optional.of(id) : Optional.empty();
  }

  /** The text of an answer, whatever it is; empty where there is none. */
  static Optional<String> body(HttpResponse response) {
    BinaryData body = response.getBodyAsBinaryData();
    return body == null ? Optional.empty() : Optional.of(body.toString());
  }

  /** The reply to an exchange that this answer is. */
  AcsReport<Issuance> reply(ExchangeRoute route, Instant now) {
    return AcsReport.of(issuance(route, now), correlationId);
  }

  /** What the answer means for an exchange. */
  Issuance issuance(ExchangeRoute route, Instant now) {
    return switch (status) {
      case 401, 403 ->
          switch (route.atAcs()) {
            case OfTeamsUser signed -> deniedToUserOrBroker();
            case BySubjectToken unsigned -> deniedToUser(route.resource());
          };
      default -> whateverWasAskedFor(now);
    };
  }

  /** What the answer means where ACS was asked for something of an identity of its own. */
  IdentityAnswer identityAnswer(Instant now) {
    return switch (status) {
      case 401, 403 -> {
        if (code.equals("IdentityNotOwned")) {
          yield new IdentityAnswer.NotOwned(diagnosis());
        }
        yield DENIED.contains(code)
            ? brokerDenied()
            : new Refused(RefusalReason.ANSWER_NOT_UNDERSTOOD, diagnosis());
      }
      // One without ACS's code is a gateway's, and the identity may live
      case 404 ->
          code.isEmpty()
              ? new Refused(RefusalReason.ANSWER_NOT_UNDERSTOOD, diagnosis())
              : new IdentityAnswer.Unknown(diagnosis());
      default -> whateverWasAskedFor(now);
    };
  }

  private Issuance whateverWasAskedFor(Instant now) {
    return switch (status) {
      case 400 ->
          code.equals("UnsupportedApiVersion")
              ? new Refused(RefusalReason.VERSION_UNSUPPORTED, diagnosis())
              : refused("ValidationError", RefusalReason.REQUEST_REJECTED);
      case 429 -> unavailable(Cause.ACS_THROTTLES, now);
      case 0, 408 -> unavailable(Cause.ACS_UNAVAILABLE, now);
      default ->
          status >= 500
              ? unavailable(Cause.ACS_UNAVAILABLE, now)
              : new Refused(RefusalReason.ANSWER_NOT_UNDERSTOOD, diagnosis());
    };
  }

  /**
   * Whether ACS refuses the credential that the request shows, as it is reported to. A 403 does not
   * count: whatever stands before ACS may say that of what one user sends.
   *
   * @see <a href="https://github.com/Azure/azure-sdk-for-js/issues/22312">An identity denied</a>
   */
  boolean deniesCredential() {
    return status == UNAUTHORIZED && DENIED.contains(code);
  }

  /** Whether ACS has taken the credential that the request shows, whatever it refuses. */
  boolean takesCredential() {
    return switch (status) {
      case 401 -> AFTER_SIGN_IN.contains(code);
      case 403 -> !DENIED.contains(code) && !code.equals(UNREADABLE);
      default -> false;
    };
  }

  /** The broker signs such a request, so ACS says 401 and 403 of two: of the user, and of us. */
  private Refused deniedToUserOrBroker() {
    if (code.equals(INVALID_TOKEN)) {
      return tokenRejected();
    }
    return DENIED.contains(code) ? brokerDenied() : userRefused();
  }

  /**
   * The user's token is the only credential of such a request, so that whatever a 401 says is of
   * it. Where nothing of Teams is needed, any 403 is of the user's access to the resource.
   */
  private Refused deniedToUser(AcsResource resource) {
    if (status == UNAUTHORIZED || code.equals(INVALID_TOKEN)) {
      return tokenRejected();
    }
    Refused refused = userRefused();
    boolean ofTheResource =
        DENIED.contains(code)
            || (resource == AcsResource.CLIENTS && refused.reason() == RefusalReason.USER_REFUSED);
    return ofTheResource ? new Refused(RefusalReason.ACCESS_NOT_ASSIGNED, diagnosis()) : refused;
  }

  /** Where the code is one of the Teams service's, the status is 403. */
  private Refused userRefused() {
    if (status == UNAUTHORIZED) {
      return new Refused(RefusalReason.ANSWER_NOT_UNDERSTOOD, diagnosis());
    }
    return switch (code) {
      case "UserLicenseNotPresentForbidden" ->
          new Refused(RefusalReason.TEAMS_LICENSE_MISSING, diagnosis());
      case "UserLicenseNotPresentTrialEligible" ->
          new Refused(RefusalReason.TEAMS_LICENSE_TRIAL_ELIGIBLE, diagnosis());
      case "TeamsDisabledForTenantForbidden" ->
          new Refused(RefusalReason.TEAMS_DISABLED_FOR_TENANT, diagnosis());
      case "GuestUserNotRedeemed" -> new Refused(RefusalReason.GUEST_NOT_REDEEMED, diagnosis());
      default ->
          new Refused(
              RefusalReason.USER_REFUSED,
              diagnosis(),
              Optional.empty(),
              Optional.of(code).filter(text -> LETTERS.matcher(text).matches()));
    };
  }

  private Refused brokerDenied() {
    return new Refused(RefusalReason.BROKER_DENIED, diagnosis());
  }

  private Refused tokenRejected() {
    return new Refused(RefusalReason.SUBJECT_TOKEN_REJECTED, diagnosis(), claims, Optional.empty());
  }

  private Refused refused(String expectedCode, RefusalReason reason) {
    return new Refused(
        code.equals(expectedCode) ? reason : RefusalReason.ANSWER_NOT_UNDERSTOOD, diagnosis());
  }

  private Unavailable unavailable(Cause cause, Instant now) {
    return new Unavailable(cause, RETRY_AFTER.parse(retryAfter, now), diagnosis());
  }

  /** For the operator's log: status and code, or what came in place of an answer. */
  String diagnosis() {
    return code.isEmpty() ? said : "HTTP " + status + " " + code;
  }
}
