package io.acsbroker.http;

import io.acsbroker.telemetry.FailureTrace;
import io.acsbroker.token.Deadline;
import io.acsbroker.token.ExchangeRoute;
import io.acsbroker.token.ReadinessProblem;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
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
  private volatile List<ReadinessProblem> problems = starting("nobody has looked yet");

  public ReadinessCheck(Readiness readiness, InstantSource clock) {
    this.readiness = readiness;
    this.clock = clock;
  }

  /**
   * All that stands in the way of an exchange; empty where nothing does. One looks; who comes
   * meanwhile hears what was found the last time, and does not wait.
   */
  List<ReadinessProblem> problems() {
    if (!isKept() && looking.tryLock()) {
      try {
        problems = look();
        lookedAt = clock.instant();
      } finally {
        looking.unlock();
      }
    }
    return problems;
  }

  /** A clock that was set back makes nothing last longer. */
  private boolean isKept() {
    Duration age = Duration.between(lookedAt, clock.instant());
    return !age.isNegative() && age.compareTo(KEPT) < 0;
  }

  private List<ReadinessProblem> look() {
    return switch (readiness) {
      case Readiness.NotReady(var outcome, ReadinessProblem problem) -> List.of(problem);
      case Readiness.Ready ready ->
          Stream.concat(asked(ready).stream(), ready.noticed().get().stream())
              .sorted(Comparator.comparing(ReadinessProblem::kind))
              .toList();
    };
  }

  private static List<ReadinessProblem> asked(Readiness.Ready ready) {
    try {
      Deadline deadline = Deadline.in(ready.deadline());
      return ready
          // What one exchange needs, all need: keys and the managed identity
          .exchange(ExchangeRoute.TEAMS, deadline)
          .map(exchange -> exchange.prepare(deadline))
          .orElseGet(() -> starting("still starting"));
    } catch (RuntimeException | Error bug) {
      return starting(FailureTrace.of(bug));
    }
  }

  private static List<ReadinessProblem> starting(String diagnosis) {
    return List.of(new ReadinessProblem(ReadinessProblem.Kind.START, diagnosis));
  }
}
