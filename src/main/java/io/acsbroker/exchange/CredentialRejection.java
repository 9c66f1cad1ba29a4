package io.acsbroker.exchange;

import io.acsbroker.exchange.ExchangeOutcome.Forbidden;
import io.acsbroker.exchange.ExchangeOutcome.Unauthenticated;
import io.acsbroker.subject.RejectionReason;
import io.acsbroker.subject.Verification.Rejected;
import io.acsbroker.token.AcsResource;

/**
 * How a rejected token is answered. Until its signature has held the answer has one wording, so
 * that it teaches an attacker nothing; afterwards it says what is wrong and what to do about it.
 */
final class CredentialRejection implements RejectionAnswer {
  private static final String SIGN_IN = "Get a new token from Entra and try again.";

  private final WantedToken wanted;

  /**
   * @param wanted what should have been sent
   */
  CredentialRejection(WantedToken wanted) {
    this.wanted = wanted;
  }

  @Override
  public ExchangeOutcome to(Rejected rejected) {
    RejectionReason reason = rejected.reason();
    Refusal refusal =
        new Refusal(
            code(reason), detail(reason), reason.name(), rejected.claim(), rejected.expected());
    return switch (reason.stage()) {
      case TENANT -> new Forbidden(refusal);
      case UNPROVEN, PROVEN -> new Unauthenticated(refusal);
    };
  }

  private static RefusalCode code(RejectionReason reason) {
    return switch (reason) {
      case TOKEN_TOO_LARGE,
          SEGMENTS_MALFORMED,
          JSON_MALFORMED,
          ALGORITHM_NOT_RS256,
          TYPE_NOT_JWT,
          KEY_ID_MISSING,
          HEADER_PARAMETER_REFUSED,
          VERSION_UNKNOWN,
          TENANT_MALFORMED,
          KEY_UNKNOWN,
          SIGNATURE_INVALID ->
          RefusalCode.TOKEN_INVALID;
      case TENANT_NOT_ALLOWED -> RefusalCode.TENANT_NOT_ALLOWED;
      case ISSUER_WRONG -> RefusalCode.TOKEN_ISSUER_WRONG;
      case AUDIENCE_IS_GRAPH,
          AUDIENCE_IS_ACS,
          AUDIENCE_IS_ACS_CLIENTS,
          AUDIENCE_IS_ACS_MANAGEMENT,
          AUDIENCE_WRONG ->
          RefusalCode.TOKEN_AUDIENCE_WRONG;
      case CLIENT_MISSING -> RefusalCode.TOKEN_CLIENT_MISSING;
      case USER_MISSING -> RefusalCode.TOKEN_USER_MISSING;
      case APPLICATION_TOKEN -> RefusalCode.TOKEN_NOT_OF_A_USER;
      case SCOPES_MISSING -> RefusalCode.TOKEN_SCOPES_MISSING;
      case TIME_MALFORMED, LIFETIME_TOO_LONG -> RefusalCode.TOKEN_TIMES_INVALID;
      case NOT_YET_VALID -> RefusalCode.TOKEN_NOT_YET_VALID;
      case EXPIRED -> RefusalCode.TOKEN_EXPIRED;
    };
  }

  private String detail(RejectionReason reason) {
    return switch (reason) {
      case TOKEN_TOO_LARGE,
          SEGMENTS_MALFORMED,
          JSON_MALFORMED,
          ALGORITHM_NOT_RS256,
          TYPE_NOT_JWT,
          KEY_ID_MISSING,
          HEADER_PARAMETER_REFUSED,
          VERSION_UNKNOWN,
          TENANT_MALFORMED,
          KEY_UNKNOWN,
          SIGNATURE_INVALID ->
          "The token is not a valid Microsoft Entra access token for "
              + wanted.resource()
              + "; one for Microsoft Graph is not. "
              + wanted.howToGet();
      case TENANT_NOT_ALLOWED ->
          "This broker does not serve the tenant of the token. Signing in again does not help; its"
              + " operator decides which tenants are allowed.";
      case AUDIENCE_IS_GRAPH -> isFor("Microsoft Graph");
      case AUDIENCE_IS_ACS -> isFor(AcsResource.COMMUNICATION_SERVICES);
      case AUDIENCE_IS_ACS_CLIENTS -> isFor(AcsResource.CLIENTS);
      case AUDIENCE_IS_ACS_MANAGEMENT -> isFor("managing a Communication Services resource");
      case AUDIENCE_WRONG -> isFor("another resource");
      case APPLICATION_TOKEN ->
          "The token belongs to an application, not to a user. Sign a user in and send the user's"
              + " token.";
      case SCOPES_MISSING ->
          "The token carries no delegated scopes. Send the access token, not the id token.";
      case EXPIRED -> "The token has expired. " + SIGN_IN;
      case NOT_YET_VALID ->
          "The token is not valid yet. Try again shortly; if this goes on, the clock of the broker"
              + " is wrong.";
      case ISSUER_WRONG, CLIENT_MISSING, USER_MISSING, TIME_MALFORMED, LIFETIME_TOO_LONG ->
          "A claim of the token is not as Entra issues it. " + SIGN_IN;
    };
  }

  private String isFor(String other) {
    return notForUs(other) + wanted.howToGet();
  }

  private String isFor(AcsResource other) {
    return notForUs(other.title()) + wanted.elsewhere(other) + wanted.howToGet();
  }

  private String notForUs(String other) {
    return "The token is for "
        + other
        + ", not for "
        + wanted.resource()
        + " and "
        + wanted.purpose()
        + ". ";
  }
}
