package io.acsbroker.admission;

import io.acsbroker.net.RecentEntries;
import io.acsbroker.token.HashKey;
import io.acsbroker.token.Person;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * How often one user may make the broker ask Entra, ACS or the table: what one client's loop spends
 * is missing for everybody, since ACS counts for the whole resource. Each instance of the app
 * counts by itself.
 */
public final class UserLimit {
  public static final Duration WINDOW = Duration.ofMinutes(10);

  /** So many outages in the window cost a user nothing; each further one costs a request. */
  public static final int FREE_OUTAGES = 3;

  private static final int USERS_REMEMBERED = 50_000;

  private final int limit;
  private final InstantSource clock;
  private final RecentEntries<HashKey, Times> users;

  /** When a user's requests were counted, and when one was given back for an outage. */
  private record Times(Deque<Instant> counted, Deque<Instant> outages) {
    /** What is of a time to come was counted by a clock that was set back since. */
    void forgetBeforeWindowOf(Instant now) {
      Instant start = now.minus(WINDOW);
      for (Deque<Instant> times : List.of(counted, outages)) {
        while (!times.isEmpty()
            && (!times.getFirst().isAfter(start) || times.getFirst().isAfter(now))) {
          times.removeFirst();
        }
      }
    }
  }

  /**
   * @param limit how many requests there may be in ten minutes
   */
  public UserLimit(int limit, InstantSource clock) {
    this.limit = limit;
    this.clock = clock;
    this.users = new RecentEntries<>(clock, USERS_REMEMBERED, WINDOW);
  }

  /**
   * What one request may spend, by this route or for an identity. Nothing is counted yet.
   *
   * @param route each has a limit of its own
   */
  public Budget budget(String route) {
    return new Budget(this, route);
  }

  /** Counts one request; where the user has had too many, says when there is one again. */
  Optional<Duration> take(String route, Person user) {
    Instant now = clock.instant();
    Times times = users.renew(userKey(route, user), UserLimit::newTimes);
    synchronized (times) {
      times.forgetBeforeWindowOf(now);
      if (times.counted.size() >= limit) {
        return Optional.of(Duration.between(now, times.counted.getFirst().plus(WINDOW)));
      }
      times.counted.addLast(now);
      return Optional.empty();
    }
  }

  /** Takes the last one back, because nobody was asked. */
  void giveBack(String route, Person user) {
    Times times = users.renew(userKey(route, user), UserLimit::newTimes);
    synchronized (times) {
      times.counted.pollLast();
    }
  }

  /** Takes the last one back, because there was an outage, unless there have been too many. */
  void giveBackForOutage(String route, Person user) {
    Instant now = clock.instant();
    Times times = users.renew(userKey(route, user), UserLimit::newTimes);
    synchronized (times) {
      times.forgetBeforeWindowOf(now);
      if (times.outages.size() < FREE_OUTAGES && times.counted.pollLast() != null) {
        times.outages.addLast(now);
      }
    }
  }

  private static Times newTimes() {
    return new Times(new ArrayDeque<>(2), new ArrayDeque<>(FREE_OUTAGES));
  }

  private static HashKey userKey(String route, Person user) {
    return HashKey.of(List.of(route, user.partition(), user.row()));
  }
}
