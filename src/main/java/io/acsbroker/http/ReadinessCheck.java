package io.acsbroker.http;

import io.acsbroker.telemetry.FailureTrace;
import io.acsbroker.token.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Looks whether the broker is ready, and keeps what it found for some seconds: whoever asks more
 * often burdens nobody else with it.
 */
public final class ReadinessCheck {
  static final Duration KEPT = Duration.ofSeconds(10);

  private final Readiness readiness;
  private final InstantSource clock;
  private Instant keptUntil = Instant.EPOCH;
  private Optional<String> problem = Optional.empty();

  public ReadinessCheck(Readiness readiness, InstantSource clock) {
    this.readiness = readiness;
    this.clock = clock;
  }

  /** What stands in the way of an exchange, for the log; empty where nothing does. */
  synchronized Optional<String> problem() {
    if (!clock.instant().isBefore(keptUntil)) {
      problem = look();
      keptUntil = clock.instant().plus(KEPT);
    }
    return problem;
  }

  private Optional<String> look() {
    return switch (readiness) {
      case Readiness.NotReady notReady -> Optional.of("misconfigured");
      case Readiness.Ready ready -> look(ready);
    };
  }

  private static Optional<String> look(Readiness.Ready ready) {
    try {
      return ready.exchange().get().prepare(Deadline.in(ready.deadline()));
    } catch (RuntimeException | Error bug) {
      return Optional.of(FailureTrace.of(bug));
    }
  }
}
