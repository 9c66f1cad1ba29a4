package io.acsbroker.delegation;

import io.acsbroker.delegation.Delegation.Unavailable;
import io.acsbroker.net.RecentEntries;
import io.acsbroker.token.RetryAfter;
import io.acsbroker.token.Subject;
import io.acsbroker.token.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Remembers for how long Entra wants to be left alone about a user, and about a tenant of which it
 * throttles many.
 */
final class EntraThrottle {
  private static final Duration LONGEST = Duration.ofMinutes(10);

  /** How long Entra is left alone where it names no time. */
  static final Duration USUAL = Duration.ofSeconds(5);

  static final RetryAfter HEADER = new RetryAfter(LONGEST);
  private static final int USERS_REMEMBERED = 10_000;
  private static final int TENANTS_REMEMBERED = 1_000;

  private final InstantSource clock;
  private final RecentEntries<Subject, Instant> ends;
  private final RecentEntries<TenantId, TenantThrottle> tenants;

  EntraThrottle(InstantSource clock) {
    this.clock = clock;
    this.ends = new RecentEntries<>(clock, USERS_REMEMBERED, LONGEST);
    this.tenants = new RecentEntries<>(clock, TENANTS_REMEMBERED, LONGEST);
  }

  /** How long Entra still has to be left alone about the user; empty where it may be asked. */
  Optional<Duration> left(Subject user) {
    Instant now = clock.instant();
    return ofUser(user, now)
        .or(() -> tenants.get(user.tenant()).flatMap(tenant -> tenant.left(user.user(), now)));
  }

  /** The same, of a request that is made now where the answer is empty, and then has to end. */
  Optional<Duration> enter(Subject user) {
    Instant now = clock.instant();
    return ofUser(user, now)
        .or(() -> tenants.get(user.tenant()).flatMap(tenant -> tenant.enter(user.user(), now)));
  }

  /** A request that has entered ends with this. */
  void ended(Subject user, Delegation answer) {
    switch (answer) {
      case Unavailable(var cause, Duration retryAfter, var why) -> {
        switch (cause) {
          case ENTRA_THROTTLED -> {
            leaveAlone(user, retryAfter);
            tenants
                .renew(user.tenant(), TenantThrottle::new)
                .throttled(user.user(), retryAfter, clock.instant());
          }
          case ENTRA_FOUND_LOOP -> {
            leaveAlone(user, retryAfter);
            ended(user, true);
          }
          case ENTRA_UNAVAILABLE, MANAGED_IDENTITY_UNAVAILABLE -> ended(user, false);
        }
      }
      case Delegation.Delegated delegated -> ended(user, true);
      case Delegation.Refused refused -> ended(user, true);
      case Delegation.OverBudget unasked -> ended(user, false);
      case Delegation.Busy unasked -> ended(user, false);
    }
  }

  /** A request that has entered ends without an answer. */
  void endedUnanswered(Subject user) {
    ended(user, false);
  }

  private void ended(Subject user, boolean answered) {
    tenants.get(user.tenant()).ifPresent(tenant -> tenant.ended(user.user(), answered));
  }

  /** A longer time that was asked for before still counts. */
  private synchronized void leaveAlone(Subject user, Duration time) {
    Instant end = clock.instant().plus(time);
    if (ends.get(user).filter(end::isBefore).isEmpty()) {
      ends.put(user, end, 1);
    }
  }

  private Optional<Duration> ofUser(Subject user, Instant now) {
    return ends.get(user).map(end -> Duration.between(now, end)).filter(Duration::isPositive);
  }
}
