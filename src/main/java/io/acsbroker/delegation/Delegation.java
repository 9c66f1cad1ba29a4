package io.acsbroker.delegation;

import io.acsbroker.token.ReceivedToken;
import java.time.Duration;
import java.util.Optional;

/** The result of asking Entra for a token on behalf of a user. */
public sealed interface Delegation {
  /** Entra has sent a token, which nobody has verified yet. */
  record Delegated(ReceivedToken subjectToken) implements Delegation {}

  /**
   * Entra says no.
   *
   * @param claims the claims challenge as JSON, which the client has to hand to Entra
   * @param diagnosis for the operator's log: error code, suberror, AADSTS numbers and ids, and no
   *     text that could name a person
   */
  record Refused(RefusalReason reason, Optional<String> claims, String diagnosis)
      implements Delegation {}

  /**
   * Nobody can tell now.
   *
   * @param diagnosis for the operator's log
   */
  record Unavailable(Cause cause, Duration retryAfter, String diagnosis) implements Delegation {}

  /** The user has reached the limit; Entra was not asked. */
  record OverBudget(Duration retryAfter) implements Delegation {}

  /** The user has too many requests under way already; Entra was not asked. */
  record Busy() implements Delegation {}

  /** Why Entra refuses, and so who has to do something about it. */
  enum RefusalReason {
    /**
     * The user's, or an administrator's: the broker's application has no consent for ACS, or the
     * tenant does not have the application or ACS, which consent brings about.
     */
    CONSENT_MISSING,
    /** The user's: a second factor, a new password, a claims challenge. */
    INTERACTION_REQUIRED,
    /** The client's: the caller token is not accepted any more. */
    CALLER_TOKEN_REJECTED,
    /** An administrator's: the user is blocked, not assigned, or not of this tenant. */
    USER_BLOCKED,
    /** An administrator's: the tenant is inactive, deleted, or fenced off. */
    TENANT_BLOCKED,
    /** An administrator's: the tenant has disabled the broker's application, or ACS. */
    APPLICATION_DISABLED,
    /** The operator's: no federated credential of the broker's application is this identity's. */
    FEDERATION_DENIED,
    /** The operator's: ACS is not among the permissions of the broker's application. */
    PERMISSION_MISSING,
    /** Or Entra refuses the broker's secret, certificate or application. The operator. */
    BROKER_DENIED,
    /** Or it was Entra's answer. The operator, the same. */
    ANSWER_NOT_UNDERSTOOD
  }

  /** Who cannot be asked at the moment. */
  enum Cause {
    ENTRA_UNAVAILABLE,
    /** Entra throttles requests: for this user, perhaps for the whole tenant. */
    ENTRA_THROTTLED,
    /** Entra has had too many requests of a kind for this user. */
    ENTRA_FOUND_LOOP,
    MANAGED_IDENTITY_UNAVAILABLE
  }
}
