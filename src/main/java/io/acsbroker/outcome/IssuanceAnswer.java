package io.acsbroker.outcome;

import io.acsbroker.issuance.Issuance;
import io.acsbroker.outcome.ClaimsChallenge.Wanted;
import io.acsbroker.outcome.ExchangeOutcome.Challenged;
import io.acsbroker.outcome.ExchangeOutcome.Refused;
import io.acsbroker.outcome.ExchangeOutcome.RefusedForNow;
import io.acsbroker.outcome.ExchangeOutcome.UserRefused;
import io.acsbroker.outcome.ExchangeSubject.Direct;
import io.acsbroker.outcome.ExchangeSubject.OnBehalfOf;
import io.acsbroker.outcome.ExchangeSubject.Sent;
import io.acsbroker.outcome.ExchangeSubject.Unread;
import io.acsbroker.outcome.ExchangeSubject.Verified;
import java.time.Duration;
import java.util.Optional;

/** The outcomes of requests for which ACS issues nothing. */
public final class IssuanceAnswer {
  private IssuanceAnswer() {}

  /**
   * The answer to a refusal.
   *
   * @param subject by whose token it depends who can do something about it
   */
  public static ExchangeOutcome to(Issuance.Refused refused, ExchangeSubject subject) {
    String diagnosis = refused.reason() + " (" + refused.diagnosis() + ")";
    if (refused.claims().isPresent()) {
      return challenged(refused.claims(), subject, diagnosis);
    }
    return switch (refused.reason()) {
      case SUBJECT_TOKEN_REJECTED ->
          rejected(
              subject,
              new Refusal(
                  RefusalCode.TOKEN_REJECTED_BY_ACS,
                  "The "
                      + subject.tokenName()
                      + " is not accepted by Azure Communication Services. Get a new one from Entra"
                      + " and try again.",
                  diagnosis));
      case TEAMS_LICENSE_MISSING ->
          new Refused(
              new Refusal(
                  RefusalCode.TEAMS_LICENSE_MISSING,
                  licence(
                      "The user has no Microsoft Teams licence. An administrator can assign one.",
                      subject),
                  diagnosis));
      case TEAMS_LICENSE_TRIAL_ELIGIBLE ->
          new Refused(
              new Refusal(
                  RefusalCode.TEAMS_LICENSE_TRIAL_ELIGIBLE,
                  licence(
                      "The user has no Microsoft Teams licence, and may have one on trial. An"
                          + " administrator of the user's tenant can assign one.",
                      subject),
                  diagnosis));
      case TEAMS_DISABLED_FOR_TENANT ->
          new Refused(
              new Refusal(
                  RefusalCode.TEAMS_DISABLED_FOR_TENANT,
                  "Microsoft Teams is turned off in the user's tenant. An administrator of that"
                      + " tenant can turn it on.",
                  diagnosis));
      case GUEST_NOT_REDEEMED ->
          new Refused(
              new Refusal(
                  RefusalCode.GUEST_NOT_REDEEMED,
                  "The user is a guest of the tenant who has not accepted the invitation yet."
                      + " The user accepts it by the link that was sent; an administrator of the"
                      + " tenant can send it again.",
                  diagnosis));
      case USER_REFUSED ->
          new UserRefused(
              new Refusal(
                  RefusalCode.USER_REFUSED_BY_ACS,
                  "Azure Communication Services does not let this user in. An administrator of the"
                      + " user's tenant has to look into it"
                      + (refused.acsCode().isPresent() ? "; acsCode says why." : "."),
                  diagnosis),
              refused.acsCode());
      case ACCESS_NOT_ASSIGNED ->
          new Refused(
              new Refusal(
                  RefusalCode.ACCESS_NOT_ASSIGNED,
                  "The Communication Services resource does not let this user in, or not with this"
                      + " application. Whoever manages the resource can give both access.",
                  diagnosis));
      case REQUEST_REJECTED -> requestRejected(refused, subject, diagnosis);
      case BROKER_DENIED, VERSION_UNSUPPORTED, ANSWER_NOT_UNDERSTOOD -> ofBroker(refused);
    };
  }

  /** The answer to a refusal that no token of a user can be at fault for. */
  public static ExchangeOutcome ofBroker(Issuance.Refused refused) {
    String diagnosis = refused.reason() + " (" + refused.diagnosis() + ")";
    return new Refused(
        switch (refused.reason()) {
          case BROKER_DENIED ->
              new Refusal(
                  RefusalCode.ACS_DENIED,
                  "Azure Communication Services refuses the broker itself." + Refusal.OPERATOR,
                  diagnosis
                      + ": the managed identity needs the role 'Communication and Email Service"
                      + " Owner' on the resource, or the access key is wrong");
          case REQUEST_REJECTED ->
              new Refusal(
                  RefusalCode.ACS_REQUEST_REJECTED,
                  "Azure Communication Services finds fault with the broker's request."
                      + Refusal.OPERATOR,
                  diagnosis);
          case VERSION_UNSUPPORTED ->
              new Refusal(
                  RefusalCode.ACS_VERSION_UNSUPPORTED,
                  "Azure Communication Services does not know the version of its API by which this"
                      + " broker asks."
                      + Refusal.OPERATOR,
                  diagnosis
                      + ": set COMMUNICATION_SERVICES_API_VERSION to a version that ACS has; the"
                      + " version of an exchange in preview changes with the broker alone");
          case SUBJECT_TOKEN_REJECTED,
              TEAMS_LICENSE_MISSING,
              TEAMS_LICENSE_TRIAL_ELIGIBLE,
              TEAMS_DISABLED_FOR_TENANT,
              GUEST_NOT_REDEEMED,
              USER_REFUSED,
              ACCESS_NOT_ASSIGNED,
              ANSWER_NOT_UNDERSTOOD ->
              new Refusal(
                  RefusalCode.ACS_ANSWER_NOT_UNDERSTOOD,
                  "Azure Communication Services gave an answer that cannot be understood."
                      + Refusal.OPERATOR,
                  diagnosis);
        });
  }

  /** A guest has a licence at home, and hardly ever where it is a guest. */
  private static String licence(String ofMember, ExchangeSubject subject) {
    return subject.isKnownGuest()
        ? "The user is a guest in this tenant, and has no Microsoft Teams licence here. Sign in to"
            + " the user's home tenant."
        : ofMember;
  }

  private static ExchangeOutcome rejected(ExchangeSubject subject, Refusal refusal) {
    return switch (subject) {
      case Direct direct -> new Refused(refusal);
      case Sent sent -> new Refused(refusal.as(RefusalCode.SUBJECT_TOKEN_INVALID));
      case Unread unread -> new Refused(refusal.as(RefusalCode.SUBJECT_TOKEN_INVALID));
      case OnBehalfOf delegated ->
          new RefusedForNow(
                  new Refusal(
                      refusal.code(),
                      "Azure Communication Services does not accept the token that Entra gave on"
                          + " behalf of the user. It is forgotten; try again.",
                      refusal.reason()),
                  Duration.ofSeconds(1))
              .onBehalfOfTheUser();
    };
  }

  /** What the broker says of an unread token is a guess, and then the token does not fit it. */
  private static ExchangeOutcome requestRejected(
      Issuance.Refused refused, ExchangeSubject subject, String diagnosis) {
    return switch (subject) {
      case Unread unread ->
          new Refused(
              new Refusal(
                  RefusalCode.SUBJECT_TOKEN_INVALID,
                  "Azure Communication Services does not take the subject token for one of the"
                      + " caller and of the application that this broker serves. Get it for the"
                      + " account that is signed in, by that application.",
                  diagnosis));
      case Verified verified -> ofBroker(refused);
    };
  }

  private static ExchangeOutcome challenged(
      Optional<String> claims, ExchangeSubject subject, String diagnosis) {
    return new Challenged(
        new Refusal(
            RefusalCode.CLAIMS_CHALLENGE,
            "Azure Communication Services wants a token that satisfies these claims. Get a new "
                + subject.tokenName()
                + " from Entra with them and try again.",
            diagnosis),
        switch (subject) {
          case Direct(var token) -> ClaimsChallenge.of(claims, Wanted.SUBJECT, token);
          case Sent(var token, var caller) -> ClaimsChallenge.of(claims, Wanted.SUBJECT, token);
          case OnBehalfOf(var token, var caller) ->
              ClaimsChallenge.of(claims, Wanted.CALLER, caller);
          // The user is the caller's, and so is the tenant
          case Unread unread -> ClaimsChallenge.of(claims, Wanted.SUBJECT, unread.caller());
        });
  }

  /** The answer where ACS, or the managed identity, cannot be had. */
  public static ExchangeOutcome to(Issuance.Unavailable unavailable) {
    Refusal refusal =
        switch (unavailable.cause()) {
          case ACS_THROTTLES ->
              new Refusal(
                  RefusalCode.ACS_THROTTLED,
                  "Azure Communication Services takes no more requests for the moment. Try again"
                      + " after the time given.",
                  unavailable.diagnosis());
          case ACS_UNAVAILABLE ->
              new Refusal(
                  RefusalCode.ACS_UNAVAILABLE,
                  "Azure Communication Services does not answer at the moment. Try again later."
                      + Refusal.IF_IT_GOES_ON,
                  unavailable.diagnosis());
          case MANAGED_IDENTITY_UNAVAILABLE ->
              new Refusal(
                  RefusalCode.MANAGED_IDENTITY_UNAVAILABLE,
                  "The broker cannot sign in at Azure Communication Services at the moment. Try"
                      + " again later."
                      + Refusal.IF_IT_GOES_ON,
                  unavailable.diagnosis());
        };
    return new RefusedForNow(
        refusal, unavailable.retryAfter().orElse(Issuance.Unavailable.DEFAULT_RETRY_AFTER));
  }
}
