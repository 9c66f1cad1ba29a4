package io.acsbroker.keys;

import java.time.Duration;
import java.util.function.Function;

/** The result of looking for a key by its id. */
public sealed interface Lookup {
  /**
   * Verifies with the key.
   *
   * @param otherwise is given why that cannot be, where there is none
   */
  <V> V verify(Function<SigningKey, V> verifier, Function<Missing, V> otherwise);

  /** The key. */
  record Found(SigningKey key) implements Lookup {
    @Override
    public <V> V verify(Function<SigningKey, V> verifier, Function<Missing, V> otherwise) {
      return verifier.apply(key);
    }
  }

  /** There is no key to verify with. */
  sealed interface Missing extends Lookup {
    @Override
    default <V> V verify(Function<SigningKey, V> verifier, Function<Missing, V> otherwise) {
      return otherwise.apply(this);
    }
  }

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
