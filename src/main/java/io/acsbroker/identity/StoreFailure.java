package io.acsbroker.identity;

import java.time.Duration;
import java.util.Optional;

/**
 * Why the table did not do what it was asked.
 *
 * @param retryAfter when to ask again, where the table has said so
 * @param diagnosis for the operator's log: status and error code of the answer, or the kind of
 *     failure
 */
public record StoreFailure(Cause cause, Optional<Duration> retryAfter, String diagnosis) {
  /** What kind of failure it is. */
  public enum Cause {
    /** The table does not answer, or takes no more requests: asking again later may help. */
    UNAVAILABLE,
    /**
     * The table refuses the broker, does not exist, or answers what is not understood: for the
     * operator to mend.
     */
    REFUSED,
    /** The managed identity's own token cannot be had. */
    MANAGED_IDENTITY_UNAVAILABLE
  }
}
