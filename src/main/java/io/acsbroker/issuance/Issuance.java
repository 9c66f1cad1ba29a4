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
    /** ACS does not accept the user's Entra token. */
    SUBJECT_TOKEN_REJECTED(true),
    /** The user has no Teams licence. */
    TEAMS_LICENSE_MISSING(true),
    /** The user has no Teams licence, and may have one on trial. */
    TEAMS_LICENSE_TRIAL_ELIGIBLE(true),
    /** Teams is turned off in the user's tenant. */
    TEAMS_DISABLED_FOR_TENANT(true),
    /** The user is a guest who has not accepted the invitation. */
    GUEST_NOT_REDEEMED(true),
    /** ACS does not let the user in, for a reason of which only it knows the code. */
    USER_REFUSED(true),
    /** The resource does not let the user in, or not with this application. */
    ACCESS_NOT_ASSIGNED(true),
    /** ACS does not accept the broker: a wrong key, or a managed identity without the role. */
    BROKER_DENIED(false),
    /** ACS finds fault with a request that only this room wrote. */
    REQUEST_REJECTED(false),
    /** ACS does not know the version of its API by which it was asked. */
    VERSION_UNSUPPORTED(false),
    /** ACS answered what cannot be understood. */
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
