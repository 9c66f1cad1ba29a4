package io.acsbroker.keys;

import io.acsbroker.token.ClientId;
import io.acsbroker.token.Deadline;
import io.acsbroker.token.TenantId;
import java.time.Duration;
import java.util.Optional;

/** The keys with which Entra signs. The seam behind which they are fetched and kept. */
public interface SigningKeys {
  /**
   * Finds the key of exactly this id that signs for the tenant. Never throws; waits until the
   * deadline at most, and only where there are no keys yet or the id is unknown.
   */
  Lookup find(TenantId tenant, String keyId, Deadline deadline);

  /**
   * Fetches what is not at hand, and says what cannot be had before the deadline; empty where
   * nothing is missing.
   */
  default Optional<String> prepare(Deadline deadline) {
    return Optional.empty();
  }

  /**
   * Fetches keys anew on the side, where they are not of the last minute: for what their server
   * says beside them, the time. Never waits.
   */
  default void renew() {}

  /**
   * The same keys, and beside them those of an application's own: only for tokens that are for this
   * application, since whoever holds its key can sign in the name of any user of the tenant. These
   * alone where there is no such thing.
   */
  default SigningKeys withKeysOf(ClientId application) {
    return this;
  }

  /** The result of looking for a key. */
  sealed interface Lookup {
    record Found(SigningKey key) implements Lookup {}

    /** There is no such key, or nobody can tell. */
    sealed interface Missing extends Lookup {}

    /**
     * The keys are at hand, and this is none of them: it is invented, or so new that it is not
     * published everywhere.
     *
     * @param retryAfter when the keys may be fetched again
     * @param diagnosis which keys are at hand, and from where
     */
    record UnknownKey(Duration retryAfter, String diagnosis) implements Missing {}

    /** The keys are at hand, and this one signs for another tenant or in another cloud. */
    record OthersKey() implements Missing {}

    /** The keys cannot be had, so nobody can tell: we are at fault. */
    record Unavailable(Duration retryAfter, String diagnosis) implements Missing {}
  }
}
