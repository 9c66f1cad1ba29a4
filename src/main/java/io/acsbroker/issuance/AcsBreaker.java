package io.acsbroker.issuance;

import io.acsbroker.net.LastHundred;
import io.acsbroker.token.Person;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Stops asking ACS where it has failed again and again, for several users, so that nobody waits to
 * hear what others have just heard. After ten failures in a row, of three users at least, it is
 * open for five seconds; then one call is let through, and its end is everybody's. Users whose call
 * was let through and failed wait five seconds longer than the others: what fails for one user or
 * two alone neither opens it nor keeps it open.
 */
final class AcsBreaker {
  private static final int FAILURES = 10;
  private static final int USERS = 3;
  private static final Duration OPEN = Duration.ofSeconds(5);

  private final InstantSource clock;
  private final Set<Person> users = new HashSet<>();
  private int failures;

  /** When the next call is let through; null while it is closed. */
  private @Nullable Instant nextProbe;

  /** Whose calls were let through since it opened. */
  private final LastHundred<Person> probers = new LastHundred<>();

  AcsBreaker(InstantSource clock) {
    this.clock = clock;
  }

  /** For how long ACS is not asked for this user; empty where it may be asked. */
  synchronized Optional<Duration> left(Person user) {
    if (nextProbe == null) {
      return Optional.empty();
    }
    Instant probe = probers.contains(user) ? nextProbe.plus(OPEN) : nextProbe;
    Duration left = Duration.between(clock.instant(), probe);
    // More than there can be is left where the clock was set back
    boolean isLeft = left.isPositive() && left.compareTo(OPEN.multipliedBy(2)) <= 0;
    return isLeft ? Optional.of(left) : Optional.empty();
  }

  /**
   * The same, of a call that is made where it may be. Where it is open, all others wait for the end
   * of that call, or for as long as one takes.
   */
  synchronized Optional<Duration> enter(Person user) {
    Optional<Duration> left = left(user);
    if (left.isEmpty() && nextProbe != null) {
      nextProbe = clock.instant().plus(OPEN);
      probers.add(user);
    }
    return left;
  }

  /** ACS has answered, whatever it was. */
  synchronized void answered() {
    failures = 0;
    users.clear();
    nextProbe = null;
    probers.clear();
  }

  /** ACS has failed, or was silent for as long as a call may take. */
  synchronized void failed(Person user) {
    if (nextProbe != null) {
      // Calls that were under way when it opened say nothing new
      if (probers.isLatest(user)) {
        nextProbe = clock.instant().plus(OPEN);
      }
      return;
    }
    failures++;
    if (users.size() < USERS) {
      users.add(user);
    }
    if (failures >= FAILURES && users.size() >= USERS) {
      nextProbe = clock.instant().plus(OPEN);
    }
  }
}
