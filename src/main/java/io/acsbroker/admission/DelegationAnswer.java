package io.acsbroker.admission;

import io.acsbroker.delegation.Delegation;
import io.acsbroker.outcome.ClaimsChallenge;
import io.acsbroker.outcome.ClaimsChallenge.Wanted;
import io.acsbroker.outcome.ExchangeOutcome;
import io.acsbroker.outcome.ExchangeOutcome.Challenged;
import io.acsbroker.outcome.ExchangeOutcome.ConsentMissing;
import io.acsbroker.outcome.ExchangeOutcome.Refused;
import io.acsbroker.outcome.ExchangeOutcome.RefusedForNow;
import io.acsbroker.outcome.Refusal;
import io.acsbroker.outcome.RefusalCode;
import io.acsbroker.subject.VerifiedToken;
import io.acsbroker.token.Scope;
import io.acsbroker.token.SubjectRequirements;
import java.util.stream.Collectors;

/** The answers to a client where Entra gives no token on behalf of its user. */
final class DelegationAnswer {
  private static final String APPLICATION = ": the application of BROKER_API_CLIENT_ID ";

  private final ConsentPage consent;
  private final SubjectRequirements required;

  /**
   * @param required what the tokens have to be that are asked for
   */
  DelegationAnswer(ConsentPage consent, SubjectRequirements required) {
    this.consent = consent;
    this.required = required;
  }

  ExchangeOutcome to(Delegation.Refused refused, VerifiedToken caller) {
    String reason = refused.reason() + " (" + refused.diagnosis() + ")";
    return switch (refused.reason()) {
      case CONSENT_MISSING ->
          new ConsentMissing(
              new Refusal(
                  RefusalCode.CONSENT_REQUIRED,
                  "The user's tenant has not consented to this broker's application asking for tokens of"
                      + " Azure Communication Services on behalf of its users. An administrator of it"
                      + " can do so at consentUrl.",
                  reason),
              consent.of(caller.subject().tenant()));
      case INTERACTION_REQUIRED ->
          new Challenged(
              new Refusal(
                  RefusalCode.INTERACTION_REQUIRED,
                  "Entra wants to see the user before it gives a token. Get a new caller token"
                      + " interactively"
                      + (refused.claims().isPresent() ? ", with these claims." : "."),
                  reason),
              ClaimsChallenge.of(refused.claims(), Wanted.CALLER, caller));
      case CALLER_TOKEN_REJECTED ->
          new Refused(
              new Refusal(
                  RefusalCode.TOKEN_REJECTED_BY_ENTRA,
                  "Entra does not accept the caller token any more. Get a new one and try again.",
                  reason));
      case USER_BLOCKED ->
          forbidden(
              RefusalCode.USER_BLOCKED,
              "Entra has blocked the user. An administrator of the user's tenant",
              reason);
      case TENANT_BLOCKED ->
          forbidden(
              RefusalCode.TENANT_BLOCKED,
              "Entra has blocked the tenant. Its administrator",
              reason);
      case APPLICATION_DISABLED ->
          new Refused(
              new Refusal(
                  RefusalCode.APPLICATION_DISABLED,
                  "The user's tenant has disabled this broker's application or "
                      + required.route().resource().title()
                      + ". An administrator there can enable it; signing in again does not help.",
                  reason));
      case FEDERATION_DENIED ->
          denied(
              reason
                  + APPLICATION
                  + "needs a federated credential whose issuer, subject (the object id of the"
                  + " managed identity of AZURE_CLIENT_ID) and audience are those of the identity's"
                  + " token in every letter's case; both have to be of one tenant");
      case PERMISSION_MISSING ->
          denied(reason + APPLICATION + "does not have among its permissions " + permissions());
      case BROKER_DENIED ->
          denied(
              reason
                  + APPLICATION
                  + "has another certificate or secret, or one that has expired, or is not made for"
                  + " users of other tenants or for requests on their behalf");
      case ANSWER_NOT_UNDERSTOOD ->
          new Refused(
              new Refusal(
                  RefusalCode.ENTRA_ANSWER_NOT_UNDERSTOOD,
                  "Entra gave an answer that cannot be understood." + Refusal.OPERATOR,
                  reason));
    };
  }

  /** For the operator's log: what an administrator has to add, by the names of Entra's portal. */
  private String permissions() {
    return required.requiredScopes().stream()
        .map(Scope::value)
        .sorted()
        .collect(Collectors.joining(", ", "", " of " + required.route().resource().title()));
  }

  private static ExchangeOutcome denied(String reason) {
    return new Refused(
        new Refusal(
            RefusalCode.ENTRA_DENIED,
            "Entra refuses the broker itself." + Refusal.OPERATOR,
            reason));
  }

  private static ExchangeOutcome forbidden(RefusalCode code, String who, String reason) {
    return new Refused(
        new Refusal(code, who + " has to look into it; signing in again does not help.", reason));
  }

  static ExchangeOutcome to(Delegation.Unavailable unavailable) {
    Refusal refusal =
        switch (unavailable.cause()) {
          case ENTRA_UNAVAILABLE ->
              new Refusal(
                  RefusalCode.ENTRA_UNAVAILABLE,
                  "Entra does not answer at the moment. Try again later." + Refusal.IF_IT_GOES_ON,
                  unavailable.diagnosis());
          case ENTRA_THROTTLED ->
              new Refusal(
                  RefusalCode.ENTRA_THROTTLED,
                  "Entra takes no more requests for the moment. Try again after the time given.",
                  unavailable.diagnosis());
          case ENTRA_FOUND_LOOP ->
              new Refusal(
                  RefusalCode.ENTRA_THROTTLED,
                  "Entra has had too many requests for this user's tokens, and takes no more for the"
                      + " moment. Keep a token until its refreshOn, and try again after the time"
                      + " given.",
                  unavailable.diagnosis());
          case MANAGED_IDENTITY_UNAVAILABLE ->
              new Refusal(
                  RefusalCode.MANAGED_IDENTITY_UNAVAILABLE,
                  "The broker cannot sign in at Entra at the moment. Try again later."
                      + Refusal.IF_IT_GOES_ON,
                  unavailable.diagnosis());
        };
    return new RefusedForNow(refusal, unavailable.retryAfter());
  }
}
