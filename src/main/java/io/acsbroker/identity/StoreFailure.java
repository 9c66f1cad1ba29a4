package io.acsbroker.identity;

import java.time.Duration;
import java.util.Optional;

/**
 * Why the table does not do what it is asked.
 *
 * @param retryAfter when to ask again, where the table has said so
 * @param diagnosis for the operator's log: status and error code of the answer, or the kind of
 *     failure
 */
public record StoreFailure(Cause cause, Optional<Duration> retryAfter, String diagnosis) {
  /** Who has to do something about it. */
  public enum Cause {
    /** It does not answer, or takes no more requests: asking again later may help. */
    UNAVAILABLE,
    /** It refuses the broker, is not there, or is not understood: for the operator to mend. */
    REFUSED,
    /** The managed identity's own token cannot be had. */
    MANAGED_IDENTITY_UNAVAILABLE
  }
}
