package io.acsbroker.subject;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import io.acsbroker.subject.SigningKeys.Lookup;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one endpoint as last fetched. They are fetched again once a day, and when a token
 * names a key that is not among them, but then at most every 5 minutes, as Microsoft advises. A
 * fetch that fails never costs the keys at hand.
 *
 * @see <a href="https://learn.microsoft.com/entra/identity-platform/signing-key-rollover">Signing
 *     key rollover</a>
 */
final class CachedKeySet {
  private static final Duration FRESH = Duration.ofHours(24);
  private static final Duration UNKNOWN_KEY_PAUSE = Duration.ofMinutes(5);
  private static final Duration FAILURE_PAUSE = Duration.ofSeconds(5);

  private final Supplier<Optional<KeySet>> source;
  private final InstantSource clock;
  private volatile @Nullable KeySet keys;
  private volatile Instant fetchedAt = Instant.MIN;
  private volatile Instant triedAt = Instant.MIN;

  CachedKeySet(Supplier<Optional<KeySet>> source, InstantSource clock) {
    this.source = source;
    this.clock = clock;
  }

  Lookup find(String keyId) {
    if (isOlderThan(FRESH, fetchedAt)) {
      refresh(FAILURE_PAUSE);
    }
    Optional<RSASSAVerifier> key = key(keyId);
    if (key.isEmpty() && keys != null) {
      refresh(UNKNOWN_KEY_PAUSE);
      key = key(keyId);
    }
    if (key.isPresent()) {
      return new Lookup.Found(key.get());
    }
    return keys == null ? new Lookup.Unavailable(FAILURE_PAUSE) : new Lookup.UnknownKey();
  }

  private Optional<RSASSAVerifier> key(String keyId) {
    KeySet current = keys;
    return current == null ? Optional.empty() : current.key(keyId);
  }

  /** Fetches the keys, unless somebody tried within the pause, also while this one waited. */
  private synchronized void refresh(Duration pause) {
    if (!isOlderThan(pause, triedAt)) {
      return;
    }
    Optional<KeySet> fetched = source.get();
    triedAt = clock.instant();
    if (fetched.isPresent()) {
      keys = fetched.get();
      fetchedAt = triedAt;
    }
  }

  private boolean isOlderThan(Duration age, Instant time) {
    return !time.isAfter(clock.instant().minus(age));
  }
}
