package io.acsbroker.subject;

import io.acsbroker.subject.Verification.KeyUnknown;
import io.acsbroker.subject.Verification.KeysUnavailable;
import io.acsbroker.subject.Verification.Rejected;
import io.acsbroker.subject.Verification.Unverified;
import io.acsbroker.token.ClientId;
import io.acsbroker.token.Deadline;
import io.acsbroker.token.TenantId;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** The keys with which Entra signs. The seam behind which they are fetched and kept. */
interface SigningKeys {
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
    /**
     * Verifies with the key.
     *
     * @param otherwise is given why that cannot be, where there is none
     */
    <V> V verify(Function<SigningKey, V> verifier, Function<Unverified, V> otherwise);

    record Found(SigningKey key) implements Lookup {
      @Override
      public <V> V verify(Function<SigningKey, V> verifier, Function<Unverified, V> otherwise) {
        return verifier.apply(key);
      }
    }

    /**
     * The keys are at hand, and this is none of them: it is invented, or so new that it is not
     * published everywhere.
     *
     * @param retryAfter when the keys may be fetched again
     * @param diagnosis which keys are at hand, and from where
     */
    record UnknownKey(Duration retryAfter, String diagnosis) implements Lookup {
      @Override
      public <V> V verify(Function<SigningKey, V> verifier, Function<Unverified, V> otherwise) {
        return otherwise.apply(new KeyUnknown(retryAfter, diagnosis));
      }
    }

    /** The keys are at hand, and this one signs for another tenant or in another cloud. */
    record OthersKey() implements Lookup {
      @Override
      public <V> V verify(Function<SigningKey, V> verifier, Function<Unverified, V> otherwise) {
        return otherwise.apply(Rejected.because(RejectionReason.KEY_OF_OTHERS));
      }
    }

    /** The keys cannot be had, so nobody can tell: we are at fault. */
    record Unavailable(Duration retryAfter, String diagnosis) implements Lookup {
      @Override
      public <V> V verify(Function<SigningKey, V> verifier, Function<Unverified, V> otherwise) {
        return otherwise.apply(new KeysUnavailable(retryAfter, diagnosis));
      }
    }
  }
}
