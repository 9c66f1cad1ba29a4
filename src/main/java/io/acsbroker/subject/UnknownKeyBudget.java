package io.acsbroker.subject;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How often unknown keys make this instance ask Entra, for all key sets together: a flood of
 * invented ones in the names of many tenants is no flood for Entra.
 */
final class UnknownKeyBudget {
  private static final int MOST = 60;
  private static final Duration PERIOD = Duration.ofMinutes(1);

  private final InstantSource clock;

  /** When each of the last ones began, the oldest first; never more than may be. */
  private final Deque<Instant> begun = new ArrayDeque<>();

  UnknownKeyBudget(InstantSource clock) {
    this.clock = clock;
  }

  /** Spends one fetch, or returns false where all are spent. */
  synchronized boolean take() {
    Instant now = clock.instant();
    if (now.isBefore(next())) {
      return false;
    }
    if (begun.size() == MOST) {
      begun.removeFirst();
    }
    begun.addLast(now);
    return true;
  }

  /** When the next one may begin; in the past where that is now. */
  synchronized Instant next() {
    return begun.size() < MOST ? Instant.EPOCH : begun.getFirst().plus(PERIOD);
  }
}
