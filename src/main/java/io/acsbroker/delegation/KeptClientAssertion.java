package io.acsbroker.delegation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The client assertion, kept until shortly before it expires. Who needs one while another thread
 * renews it takes the old one, as long as it is good. A failure is repeated for some seconds, so
 * that those who wait do not fail one after the other.
 */
final class KeptClientAssertion {
  private static final Duration RENEWED_BEFORE_END = Duration.ofMinutes(5);
  private static final Duration FAILURE_PAUSE = Duration.ofSeconds(5);

  private final ClientAssertions assertions;
  private final InstantSource clock;
  private final ReentrantLock renewing = new ReentrantLock();
  private volatile @Nullable ClientAssertion kept;
  private @Nullable ManagedIdentityException failure;
  private Instant failurePauseEnd = Instant.EPOCH;

  KeptClientAssertion(ClientAssertions assertions, InstantSource clock) {
    this.assertions = assertions;
    this.clock = clock;
  }

  /**
   * Returns an assertion that is good for now.
   *
   * @throws ManagedIdentityException where there is none and none can be had
   */
  String value() {
    ClientAssertion known = kept;
    if (known != null && lasts(known, RENEWED_BEFORE_END)) {
      return known.value();
    }
    if (known == null || !lasts(known, Duration.ZERO)) {
      renewing.lock();
    } else if (!renewing.tryLock()) {
      return known.value();
    }
    try {
      return renewed().value();
    } finally {
      renewing.unlock();
    }
  }

  private ClientAssertion renewed() {
    ClientAssertion known = kept;
    if (known != null && lasts(known, RENEWED_BEFORE_END)) {
      return known;
    }
    ManagedIdentityException why = failure;
    if (why == null || !clock.instant().isBefore(failurePauseEnd)) {
      try {
        return fetched();
      } catch (RuntimeException none) {
        why = new ManagedIdentityException(none);
        failure = why;
        failurePauseEnd = clock.instant().plus(FAILURE_PAUSE);
      }
    }
    if (known != null && lasts(known, Duration.ZERO)) {
      return known;
    }
    throw why;
  }

  private ClientAssertion fetched() {
    ClientAssertion fetched = assertions.fetch();
    if (!lasts(fetched, Duration.ZERO)) {
      throw new IllegalStateException("the token has expired");
    }
    kept = fetched;
    failure = null;
    return fetched;
  }

  private boolean lasts(ClientAssertion candidate, Duration time) {
    return candidate.expiresOn().isAfter(clock.instant().plus(time));
  }
}
