package io.acsbroker.local.signin;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The codes that applications turn into tokens: each once, within ten minutes. */
final class Codes {
  private static final Duration LIFETIME = Duration.ofMinutes(10);

  private final Map<String, Code> codes = new ConcurrentHashMap<>();
  private final InstantSource clock;

  Codes(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * A code that was given out.
   *
   * @param redirect where it was sent, and where it has to be said to have come from
   */
  record Code(Grant grant, RedirectAddress redirect, CodeChallenge challenge, Instant until) {}

  String give(Grant grant, RedirectAddress redirect, CodeChallenge challenge) {
    String code = "1.local-" + UUID.randomUUID();
    codes.put(code, new Code(grant, redirect, challenge, clock.instant().plus(LIFETIME)));
    return code;
  }

  /** The code, which is worth nothing from now on; empty where it already was. */
  Optional<Code> take(String code) {
    return Optional.ofNullable(codes.remove(code))
        .filter(it -> it.until().isAfter(clock.instant()));
  }

  /** Forgets all. */
  void clear() {
    codes.clear();
  }
}
