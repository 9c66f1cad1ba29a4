package io.acsbroker.issuance;

import io.acsbroker.token.IssuedToken;
import java.time.Duration;
import java.util.Optional;

/**
 * The result of asking ACS for a token. A diagnosis is for the operator's log: status and error
 * code of the answer, or the kind of failure, and nothing that came from a token.
 */
public sealed interface Issuance extends IdentityAnswer {
  record Issued(IssuedToken token) implements Issuance {}

  /**
   * ACS, or its answer, stands in the way, and asking again would not help.
   *
   * @param claims what the user's Entra token would have to satisfy, as JSON, where ACS says so
   * @param acsCode ACS's code for {@link RefusalReason#USER_REFUSED}, of letters alone, where it is
   *     fit to be told
   */
  record Refused(
      RefusalReason reason, String diagnosis, Optional<String> claims, Optional<String> acsCode)
      implements Issuance {
    public Refused(RefusalReason reason, String diagnosis) {
      this(reason, diagnosis, Optional.empty(), Optional.empty());
    }
  }

  /**
   * Nobody decided anything; asking again later may help.
   *
   * @param retryAfter when, where ACS has said so
   */
  record Unavailable(Cause cause, Optional<Duration> retryAfter, String diagnosis)
      implements Issuance {
    /** When to ask again where ACS has not said so. */
    public static final Duration DEFAULT_RETRY_AFTER = Duration.ofSeconds(5);
  }

  /** Why ACS, or the broker in its place, issues no token. */
  enum RefusalReason {
    /** ACS does not accept the Entra token. The client gets a new one. */
    SUBJECT_TOKEN_REJECTED(true),
    /** The user has no Teams licence. An administrator assigns one. */
    TEAMS_LICENSE_MISSING(true),
    /** The user has no Teams licence, and may have one on trial. An administrator assigns one. */
    TEAMS_LICENSE_TRIAL_ELIGIBLE(true),
    /** Teams is turned off in the user's tenant. Its administrator turns it on. */
    TEAMS_DISABLED_FOR_TENANT(true),
    /** The user is a guest who has not accepted the invitation. The user does, or gets another. */
    GUEST_NOT_REDEEMED(true),
    /** ACS does not let the user in, and its code alone says why. The administrator looks it up. */
    USER_REFUSED(true),
    /**
     * The resource does not let in the user, or the application. Whoever manages the resource
     * assigns it.
     */
    ACCESS_NOT_ASSIGNED(true),
    /** ACS refuses the broker, for a wrong key or an identity without the role. The operator. */
    BROKER_DENIED(false),
    /** ACS finds fault with the broker's request. The operator reports it. */
    REQUEST_REJECTED(false),
    /** ACS does not know the version of its API. The operator sets another. */
    VERSION_UNSUPPORTED(false),
    /** ACS answered what cannot be understood. The operator: a proxy, or a wrong endpoint. */
    ANSWER_NOT_UNDERSTOOD(false);

    private final boolean ofTheUser;

    RefusalReason(boolean ofTheUser) {
      this.ofTheUser = ofTheUser;
    }

    /** Whether ACS decided about the user; otherwise the broker, or the answer, is at fault. */
    public boolean isOfTheUser() {
      return ofTheUser;
    }
  }

  /** What was not available. */
  enum Cause {
    ACS_THROTTLES,
    ACS_UNAVAILABLE,
    /** The managed identity's own token cannot be had. */
    MANAGED_IDENTITY_UNAVAILABLE
  }
}
