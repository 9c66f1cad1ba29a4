package io.acsbroker.delegation;

import io.acsbroker.net.LastHundred;
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
 * probe, finds out whether that is over. It is a request of a user who was not throttled, where one
 * comes within five seconds: a few who always are do not keep the tenant paused.
 */
final class TenantThrottle {
  /** What one user, or a few, can bring about does not pause a tenant. */
  static final int USERS = 5;

  static final Duration WINDOW = Duration.ofSeconds(30);
  static final Duration LONGEST = Duration.ofSeconds(60);

  /** How long others wait while the probe is under way. */
  static final Duration WHILE_PROBING = Duration.ofSeconds(1);

  /** How much later those may probe who have been throttled themselves. */
  static final Duration AFTER_OTHERS = Duration.ofSeconds(5);

  private final Map<ObjectId, Instant> throttled = new HashMap<>();

  /** Whose throttling has made the pause, or made it longer. */
  private final LastHundred<ObjectId> suspects = new LastHundred<>();

  private @Nullable Instant end;
  private @Nullable ObjectId probe;

  /** How long Entra has to be left alone about this user of the tenant; empty for not at all. */
  synchronized Optional<Duration> left(ObjectId user, Instant now) {
    if (end == null) {
      return Optional.empty();
    }
    Instant allowed = suspects.contains(user) ? end.plus(AFTER_OTHERS) : end;
    if (now.isBefore(allowed)) {
      return Optional.of(Duration.between(now, allowed));
    }
    return probe == null ? Optional.empty() : Optional.of(WHILE_PROBING);
  }

  /** The same; where the pause has just ended, this user's request is the probe. */
  synchronized Optional<Duration> enter(ObjectId user, Instant now) {
    Optional<Duration> left = left(user, now);
    if (left.isEmpty() && end != null) {
      probe = user;
    }
    return left;
  }

  /** Entra throttles this user. */
  synchronized void throttled(ObjectId user, Duration time, Instant now) {
    if (end != null) {
      if (user.equals(probe)) {
        suspects.add(user);
        pause(time, now);
      }
      return;
    }
    throttled.values().removeIf(when -> !when.plus(WINDOW).isAfter(now));
    throttled.put(user, now);
    if (throttled.size() >= USERS) {
      throttled.keySet().forEach(suspects::add);
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
      if (answered) {
        suspects.clear();
      }
    }
  }

  private void pause(Duration time, Instant now) {
    end = now.plus(time.compareTo(LONGEST) < 0 ? time : LONGEST);
    probe = null;
    throttled.clear();
  }
}
