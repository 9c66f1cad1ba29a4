package io.acsbroker.local.signin;

import io.acsbroker.local.entra.SampleUser;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Refresh tokens, which an application can use as long as its kind may. */
final class RefreshTokens {
  private final Map<String, Kept> tokens = new ConcurrentHashMap<>();
  private final InstantSource clock;

  RefreshTokens(InstantSource clock) {
    this.clock = clock;
  }

  private record Kept(Grant grant, Instant until) {}

  static Duration lifetime(Grant grant) {
    return grant.app().kind().refreshTokenLifetime();
  }

  String give(Grant grant) {
    String token = "1.local-refresh-" + UUID.randomUUID();
    tokens.put(token, new Kept(grant, clock.instant().plus(lifetime(grant))));
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
