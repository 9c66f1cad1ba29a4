package io.acsbroker.local.signin;

import io.acsbroker.local.entra.SampleUser;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Refresh tokens, which single-page applications can use for a day. */
final class RefreshTokens {
  static final Duration LIFETIME = Duration.ofHours(24);

  private final Map<String, Kept> tokens = new ConcurrentHashMap<>();
  private final InstantSource clock;

  RefreshTokens(InstantSource clock) {
    this.clock = clock;
  }

  private record Kept(Grant grant, Instant until) {}

  String give(Grant grant) {
    String token = "1.local-refresh-" + UUID.randomUUID();
    tokens.put(token, new Kept(grant, clock.instant().plus(LIFETIME)));
    return token;
  }

  Optional<Grant> grant(String token) {
    return Optional.ofNullable(tokens.get(token))
        .filter(kept -> kept.until().isAfter(clock.instant()))
        .map(Kept::grant);
  }

  /** Ends all of a user's. */
  void revoke(SampleUser user) {
    tokens.values().removeIf(kept -> kept.grant().user().equals(user));
  }

  /** Forgets all. */
  void clear() {
    tokens.clear();
  }
}
