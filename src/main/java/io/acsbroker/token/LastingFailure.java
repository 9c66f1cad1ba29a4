package io.acsbroker.token;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Notices that something fails for longer than a passing fault, from the calls that are made
 * anyway: nobody is asked for it. It is a problem once failures a minute apart have been seen, and
 * no call in between that worked. The first one that works ends it, and ten minutes without any
 * call forget it: where nobody sends requests to a broker that is not ready, it gets some again.
 *
 * <p>The minute is counted by the machine's clock: where that is set forward between two failures,
 * they may seem to last that are seconds apart, until a call works.
 */
public final class LastingFailure {
  private static final Duration LASTING = Duration.ofMinutes(1);
  private static final Duration FORGOTTEN = Duration.ofMinutes(10);

  private final ReadinessProblem.Kind kind;
  private final InstantSource clock;
  private @Nullable Failures failures;

  /** Failures with nothing in between that worked, the last one with its diagnosis. */
  private record Failures(Instant first, Instant last, String diagnosis) {
    boolean lastForAMinute() {
      return !last.isBefore(first.plus(LASTING));
    }
  }

  /**
   * @param kind of the problem that it is where it lasts
   */
  public LastingFailure(ReadinessProblem.Kind kind, InstantSource clock) {
    this.kind = kind;
    this.clock = clock;
  }

  /**
   * A call has failed.
   *
   * @param diagnosis for the operator's log
   */
  public synchronized void failed(String diagnosis) {
    Instant now = clock.instant();
    Failures earlier = remembered(now);
    failures = new Failures(earlier == null ? now : earlier.first(), now, diagnosis);
  }

  /** A call has worked. */
  public synchronized void worked() {
    failures = null;
  }

  /** The problem, where the failure lasts. */
  public synchronized Optional<ReadinessProblem> problem() {
    return Optional.ofNullable(remembered(clock.instant()))
        .filter(Failures::lastForAMinute)
        .map(
            it ->
                new ReadinessProblem(
                    kind,
                    it.diagnosis() + ", since " + it.first().truncatedTo(ChronoUnit.SECONDS)));
  }

  /** A clock that was set back says nothing of how long anything lasts. */
  private @Nullable Failures remembered(Instant now) {
    Failures known = failures;
    boolean counts =
        known != null && !now.isBefore(known.first()) && !now.isAfter(known.last().plus(FORGOTTEN));
    return counts ? known : null;
  }
}
