package io.acsbroker.keys;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * When tokens with an unknown key are worth a fetch of one key set: at once, and then ever more
 * seldom for as long as they come. Anybody can invent a key id, so nothing is kept of it, and none
 * keeps a new key out for longer than a minute.
 */
final class UnknownKeySchedule {
  /** After the first fetch, the second and all others. */
  private static final List<Duration> PAUSES =
      List.of(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofMinutes(1));

  private static final Duration QUIET = Duration.ofMinutes(10);
  private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);

  private final UnknownKeyBudget budget;
  private final InstantSource clock;
  private int fetches;
  private Instant next = Instant.EPOCH;
  private Instant lastSeen = Instant.EPOCH;

  /**
   * @param budget what may be spent, which several sets may share
   */
  UnknownKeySchedule(UnknownKeyBudget budget, InstantSource clock) {
    this.budget = budget;
    this.clock = clock;
  }

  /** Takes note of a token with an unknown key. */
  synchronized void seen() {
    Instant now = clock.instant();
    // Or the clock was set back, and the next turn may be hours away
    if (!now.isBefore(lastSeen.plus(QUIET)) || now.isBefore(lastSeen)) {
      beginAnew();
    }
    lastSeen = now;
  }

  /** Whether a fetch may begin now, which then counts. */
  synchronized boolean takeTurn() {
    return !clock.instant().isBefore(next) && budget.take();
  }

  /** The fetch has come to its end, whatever it brought. */
  synchronized void turnEnded() {
    next = clock.instant().plus(PAUSES.get(Math.min(fetches, PAUSES.size() - 1)));
    fetches++;
  }

  /** Keys are changing: the next unknown one is worth a fetch at once. */
  synchronized void beginAnew() {
    fetches = 0;
    next = Instant.EPOCH;
  }

  /** How long until a fetch may begin; at least a second. */
  synchronized Duration untilNext() {
    Instant free = budget.next();
    Duration left = Duration.between(clock.instant(), next.isAfter(free) ? next : free);
    return left.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : left;
  }
}
