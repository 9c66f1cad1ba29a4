package io.acsbroker.delegation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.acsbroker.token.RetryAfter;
import io.acsbroker.token.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Remembers for how long Entra wants to be left alone about a tenant. */
final class EntraThrottle {
  private static final Duration LONGEST = Duration.ofMinutes(10);

  /** How long Entra is left alone where it names no time. */
  static final Duration USUAL = Duration.ofSeconds(5);

  static final RetryAfter HEADER = new RetryAfter(LONGEST);
  private static final int TENANTS_REMEMBERED = 1_000;

  private final InstantSource clock;
  private final Cache<TenantId, Instant> ends =
      Caffeine.newBuilder()
          .maximumSize(TENANTS_REMEMBERED)
          .expireAfterWrite(LONGEST)
          .executor(Runnable::run)
          .build();

  EntraThrottle(InstantSource clock) {
    this.clock = clock;
  }

  /** Leaves Entra alone for this long; a longer time that was asked for before still counts. */
  void leaveAlone(TenantId tenant, Duration time) {
    ends.asMap().merge(tenant, clock.instant().plus(time), (a, b) -> a.isAfter(b) ? a : b);
  }

  /** How long Entra still has to be left alone; empty where it may be asked. */
  Optional<Duration> left(TenantId tenant) {
    return Optional.ofNullable(ends.getIfPresent(tenant))
        .map(end -> Duration.between(clock.instant(), end))
        .filter(Duration::isPositive);
  }
}
