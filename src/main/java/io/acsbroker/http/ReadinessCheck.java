package io.acsbroker.http;

import io.acsbroker.telemetry.FailureTrace;
import io.acsbroker.token.Deadline;
import io.acsbroker.token.ExchangeRoute;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * Looks whether the broker is ready, and keeps what it found for some seconds: whoever asks more
 * often burdens nobody else with it.
 */
public final class ReadinessCheck {
  static final Duration KEPT = Duration.ofSeconds(10);

  private final Readiness readiness;
  private final InstantSource clock;
  private final ReentrantLock looking = new ReentrantLock();
  private volatile Instant lookedAt = Instant.EPOCH;
  private volatile Optional<String> problem = Optional.of("nobody has looked yet");

  public ReadinessCheck(Readiness readiness, InstantSource clock) {
    this.readiness = readiness;
    this.clock = clock;
  }

  /**
   * What stands in the way of an exchange, for the log; empty where nothing does. One looks; who
   * comes meanwhile hears what was found the last time, and does not wait.
   */
  Optional<String> problem() {
    if (!isKept() && looking.tryLock()) {
      try {
        problem = look();
        lookedAt = clock.instant();
      } finally {
        looking.unlock();
      }
    }
    return problem;
  }

  /** A clock that was set back makes nothing last longer. */
  private boolean isKept() {
    Duration age = Duration.between(lookedAt, clock.instant());
    return !age.isNegative() && age.compareTo(KEPT) < 0;
  }

  private Optional<String> look() {
    return switch (readiness) {
      case Readiness.NotReady notReady -> Optional.of("misconfigured");
      case Readiness.Ready ready -> look(ready);
    };
  }

  private static Optional<String> look(Readiness.Ready ready) {
    try {
      Deadline deadline = Deadline.in(ready.deadline());
      Optional<String> missing =
          ready
              // What one exchange needs, all need: keys and the managed identity
              .exchange(ExchangeRoute.TEAMS, deadline)
              .map(exchange -> exchange.prepare(deadline))
              .orElse(Optional.of("still starting"));
      List<String> problems =
          Stream.concat(missing.stream(), ready.clockProblem().get().stream()).toList();
      return problems.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", problems));
    } catch (RuntimeException | Error bug) {
      return Optional.of(FailureTrace.of(bug));
    }
  }
}
