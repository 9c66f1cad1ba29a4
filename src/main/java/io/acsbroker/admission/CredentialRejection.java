package io.acsbroker.admission;

import io.acsbroker.outcome.ExchangeOutcome;
import io.acsbroker.outcome.ExchangeOutcome.Refused;
import io.acsbroker.outcome.ExchangeOutcome.RefusedForNow;
import io.acsbroker.outcome.Refusal;
import io.acsbroker.outcome.RefusalCode;
import io.acsbroker.subject.RejectionReason.Proof;
import io.acsbroker.subject.Verification;
import io.acsbroker.subject.Verification.Rejected;
import io.acsbroker.token.AcsResource;
import io.acsbroker.token.Finding;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The answers to rejected tokens. Until its signature has held the answer has one wording, so that
 * it teaches an attacker nothing; afterwards it says what is wrong and what to do about it. Three
 * things are told before: that a tenant is not served, that a key is not known, since Entra tells
 * everybody which keys there are, and that the token is of the kind that a Static Web App puts in
 * place of the client's.
 */
final class CredentialRejection implements RejectionAnswer {
  /** What a token is that a Static Web App has put in place of the client's. */
  static final String OF_PLATFORM =
      " is one of Azure's own, which a Static Web App puts into the Authorization header in place of"
          + " the client's. Call the broker at its own address, not through the Static Web App.";

  /** What is added to a verdict over times while the clocks differ. */
  static final String BY_A_WRONG_CLOCK =
      " by the clock of the broker, which differs from the clocks of Entra and ACS and may be wrong."
          + " Its operator finds by how much in the log; until it is right, a new token may not"
          + " help.";

  private static final String SIGN_IN = "Get a new token from Entra and try again.";

  private final ExpectedToken wanted;
  private final String theToken;
  private final String notAsIssued;
  private final Supplier<Optional<String>> clockProblem;

  /**
   * @param wanted what should have been sent
   * @param clockProblem what speaks against the clock by which tokens are judged
   */
  CredentialRejection(ExpectedToken wanted, Supplier<Optional<String>> clockProblem) {
    this.wanted = wanted;
    this.theToken = "The " + wanted.name();
    this.notAsIssued = theToken + " has a claim that is not as Entra issues it. " + SIGN_IN;
    this.clockProblem = clockProblem;
  }

  @Override
  public ExchangeOutcome to(Rejected rejected) {
    return new Refused(refusal(rejected));
  }

  @Override
  public ExchangeOutcome toUnknownKey(Verification.KeyUnknown unknown) {
    return new RefusedForNow(
        new Refusal(
                RefusalCode.SIGNING_KEY_UNKNOWN,
                theToken
                    + " names a signing key that Entra has not published so far; a new key can take a"
                    + " moment to appear. Send the same token again after the time given, and get a new one"
                    + " from Entra where that does not help."
                    + Refusal.IF_IT_GOES_ON,
                KEY_UNKNOWN)
            .with(Finding.logged(unknown.diagnosis())),
        unknown.retryAfter());
  }

  private Refusal refusal(Rejected rejected) {
    return switch (rejected.reason()) {
      case TOKEN_TOO_LARGE,
          SEGMENTS_MALFORMED,
          JSON_MALFORMED,
          ALGORITHM_NOT_RS256,
          ALGORITHM_NOT_LISTED,
          TYPE_NOT_JWT,
          TYPE_NOT_LISTED,
          KEY_ID_MISSING,
          HEADER_PARAMETER_REFUSED,
          VERSION_UNKNOWN,
          TENANT_MALFORMED,
          KEY_OF_OTHERS,
          KEY_OF_ANOTHER_ALGORITHM,
          SIGNATURE_INVALID,
          ISSUER_NOT_LISTED,
          NOT_AN_ACCESS_TOKEN,
          CLAIM_WRONG ->
          refusal(
              rejected,
              RefusalCode.TOKEN_INVALID,
              theToken
                  + " is not a valid Microsoft Entra access token for "
                  + wanted.resource()
                  + "; one for Microsoft Graph is not. "
                  + wanted.howToGet());
      case TOKEN_OF_PLATFORM ->
          refusal(rejected, RefusalCode.TOKEN_INVALID, theToken + OF_PLATFORM);
      case PERSONAL_ACCOUNT ->
          refusal(
              rejected,
              RefusalCode.TENANT_NOT_ALLOWED,
              theToken
                  + " is of a personal Microsoft account, which no operator of a broker can allow."
                  + " Sign in with an account of a company, school or other organisation.");
      case TENANT_NOT_ALLOWED ->
          refusal(
              rejected,
              RefusalCode.TENANT_NOT_ALLOWED,
              theToken
                  + " is of a tenant that this broker does not serve. Signing in again does not help:"
                  + " take an account of a tenant that it serves, or ask the operator of the broker,"
                  + " who decides which tenants are allowed.");
      case ISSUER_OF_CUSTOMERS ->
          refusal(
              rejected,
              RefusalCode.TENANT_NOT_ALLOWED,
              theToken
                  + " is of Microsoft Entra External ID or Azure AD B2C, which sign an app's"
                  + " customers in. Here this broker takes tokens of users of an organisation alone:"
                  + " have the user sign in with such an account.");
      case ISSUER_WRONG -> refusal(rejected, RefusalCode.TOKEN_ISSUER_WRONG, notAsIssued);
      case AUDIENCE_IS_GRAPH -> audience(rejected, isFor("Microsoft Graph"));
      case AUDIENCE_IS_ACS -> audience(rejected, isFor(AcsResource.COMMUNICATION_SERVICES));
      case AUDIENCE_IS_ACS_CLIENTS -> audience(rejected, isFor(AcsResource.CLIENTS));
      case AUDIENCE_IS_ACS_MANAGEMENT ->
          audience(rejected, isFor("managing a Communication Services resource"));
      case AUDIENCE_WRONG -> audience(rejected, isFor("another resource"));
      case CLIENT_MISSING ->
          refusal(
              rejected,
              RefusalCode.TOKEN_CLIENT_MISSING,
              theToken
                  + " names its application in a claim that is not as Entra issues it in access"
                  + " tokens. "
                  + SIGN_IN);
      case ID_TOKEN -> audience(rejected, idToken());
      case ID_TOKEN_OF_API -> refusal(rejected, RefusalCode.TOKEN_CLIENT_MISSING, idToken());
      case USER_MISSING -> refusal(rejected, RefusalCode.TOKEN_USER_MISSING, notAsIssued);
      case APPLICATION_TOKEN ->
          refusal(
              rejected,
              RefusalCode.TOKEN_NOT_OF_A_USER,
              theToken
                  + " belongs to an application, not to a user. Sign a user in and send the"
                  + " user's token.");
      case SCOPES_MISSING ->
          refusal(
              rejected,
              RefusalCode.TOKEN_SCOPES_MISSING,
              theToken + " carries no delegated scopes. Send the access token, not the id token.");
      case BOUND_TO_KEY ->
          refusal(
              rejected,
              RefusalCode.TOKEN_BOUND_TO_KEY,
              theToken
                  + " is bound to a key of its client's, which an exchange would undo. Ask Entra"
                  + " for a bearer token, without proof of possession.");
      case TIME_MALFORMED, LIFETIME_TOO_LONG ->
          refusal(rejected, RefusalCode.TOKEN_TIMES_INVALID, notAsIssued);
      case NOT_YET_VALID ->
          refusal(
              rejected,
              RefusalCode.TOKEN_NOT_YET_VALID,
              unlessTheClockIsWrong(
                  theToken + " is not valid yet",
                  ". Try again shortly; if this goes on, the clock of the broker is wrong."));
      case EXPIRED ->
          refusal(
              rejected,
              RefusalCode.TOKEN_EXPIRED,
              unlessTheClockIsWrong(
                  theToken + " has expired", ". Get a new one from Entra and try again."));
    };
  }

  private String unlessTheClockIsWrong(String verdict, String remedy) {
    return verdict + clockProblem.get().map(problem -> BY_A_WRONG_CLOCK).orElse(remedy);
  }

  private static Refusal audience(Rejected rejected, String detail) {
    return refusal(rejected, RefusalCode.TOKEN_AUDIENCE_WRONG, detail);
  }

  /** The refusal, with what was found where it may be told. */
  static Refusal refusal(Rejected rejected, RefusalCode code, String detail) {
    return new Refusal(
        code,
        detail,
        rejected.reason().name(),
        rejected.claim(),
        rejected.expected(),
        rejected.reason().proof() == Proof.PROVEN
            ? rejected.finding()
            : rejected.finding().untold());
  }

  private String idToken() {
    return theToken
        + " is an id token, which tells an application who has signed in. Send the access token. "
        + wanted.howToGet();
  }

  private String isFor(String other) {
    return notForUs(other) + wanted.howToGet();
  }

  private String isFor(AcsResource other) {
    return notForUs(other.title()) + wanted.elsewhere(other) + wanted.howToGet();
  }

  private String notForUs(String other) {
    return theToken
        + " is for "
        + other
        + ", not for "
        + wanted.resource()
        + " and "
        + wanted.purpose()
        + ". ";
  }
}
