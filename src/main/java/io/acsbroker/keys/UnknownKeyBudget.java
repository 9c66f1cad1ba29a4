package io.acsbroker.keys;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How often unknown keys make this instance ask for keys. One for all of Entra's key sets together:
 * a flood of invented ones in the names of many tenants is no flood for Entra. One for each other
 * issuer: a flood in the name of one starves no rollover elsewhere.
 */
final class UnknownKeyBudget {
  private static final Duration PERIOD = Duration.ofMinutes(1);

  private final int most;
  private final InstantSource clock;

  /** When each of the last ones began, the oldest first; never more than may be. */
  private final Deque<Instant> begun = new ArrayDeque<>();

  /**
   * @param most in a minute
   */
  UnknownKeyBudget(int most, InstantSource clock) {
    this.most = most;
    this.clock = clock;
  }

  /** Spends one fetch, or returns false where all are spent. */
  synchronized boolean take() {
    Instant now = clock.instant();
    if (now.isBefore(next())) {
      return false;
    }
    if (begun.size() == most) {
      begun.removeFirst();
    }
    begun.addLast(now);
    return true;
  }

  /** When the next one may begin; in the past where that is now. */
  synchronized Instant next() {
    return begun.size() < most ? Instant.EPOCH : begun.getFirst().plus(PERIOD);
  }
}
