package io.acsbroker.delegation;

import io.acsbroker.token.ObjectId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether Entra throttles a tenant, and not only users of it: five of them within half a minute say
 * so. Then nobody of the tenant is asked for, for a minute at most, and after it one request, the
 * probe, finds out whether that is over.
 */
final class TenantThrottle {
  /** What one user, or a few, can bring about does not pause a tenant. */
  static final int USERS = 5;

  static final Duration WINDOW = Duration.ofSeconds(30);
  static final Duration LONGEST = Duration.ofSeconds(60);

  /** How long others wait while the probe is under way. */
  static final Duration WHILE_PROBING = Duration.ofSeconds(1);

  private final Map<ObjectId, Instant> throttled = new HashMap<>();
  private @Nullable Instant end;
  private @Nullable ObjectId probe;

  /** How long Entra has to be left alone about the tenant; empty where it may be asked. */
  synchronized Optional<Duration> left(Instant now) {
    if (end == null) {
      return Optional.empty();
    }
    if (now.isBefore(end)) {
      return Optional.of(Duration.between(now, end));
    }
    return probe == null ? Optional.empty() : Optional.of(WHILE_PROBING);
  }

  /** The same; where the pause has just ended, this user's request is the probe. */
  synchronized Optional<Duration> enter(ObjectId user, Instant now) {
    Optional<Duration> left = left(now);
    if (left.isEmpty() && end != null) {
      probe = user;
    }
    return left;
  }

  /** Entra throttles this user. */
  synchronized void throttled(ObjectId user, Duration time, Instant now) {
    if (end != null) {
      if (user.equals(probe)) {
        pause(time, now);
      }
      return;
    }
    throttled.values().removeIf(when -> !when.plus(WINDOW).isAfter(now));
    throttled.put(user, now);
    if (throttled.size() >= USERS) {
      pause(time, now);
    }
  }

  /**
   * A request for this user has ended, and Entra did not throttle it.
   *
   * @param answered whether it has answered at all
   */
  synchronized void ended(ObjectId user, boolean answered) {
    if (user.equals(probe)) {
      probe = null;
      end = answered ? null : end;
    }
  }

  private void pause(Duration time, Instant now) {
    end = now.plus(time.compareTo(LONGEST) < 0 ? time : LONGEST);
    probe = null;
    throttled.clear();
  }
}
