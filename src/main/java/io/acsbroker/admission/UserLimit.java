package io.acsbroker.admission;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.acsbroker.token.HashKey;
import io.acsbroker.token.Subject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * How often one user may make the broker ask ACS: what one client's loop spends is missing for
 * everybody, since ACS counts for the whole resource. Each instance of the app counts by itself.
 */
public final class UserLimit {
  public static final Duration WINDOW = Duration.ofMinutes(10);
  private static final int USERS_REMEMBERED = 50_000;

  private final int limit;
  private final InstantSource clock;
  private final Cache<HashKey, Deque<Instant>> users =
      Caffeine.newBuilder()
          .maximumSize(USERS_REMEMBERED)
          .expireAfterAccess(WINDOW)
          .executor(Runnable::run)
          .build();

  /**
   * @param limit how many requests there may be in ten minutes
   */
  public UserLimit(int limit, InstantSource clock) {
    this.limit = limit;
    this.clock = clock;
  }

  /**
   * Counts one request by this route, or for an identity; where the user has had too many, says
   * when there is one again.
   */
  public Optional<Duration> take(String route, Subject user) {
    Instant now = clock.instant();
    Deque<Instant> times = users.get(userKey(route, user), first -> new ArrayDeque<>(2));
    synchronized (times) {
      while (!times.isEmpty() && !times.getFirst().plus(WINDOW).isAfter(now)) {
        times.removeFirst();
      }
      if (times.size() >= limit) {
        return Optional.of(Duration.between(now, times.getFirst().plus(WINDOW)));
      }
      times.addLast(now);
      return Optional.empty();
    }
  }

  /** Takes the last one back, because it does not count. */
  public void giveBack(String route, Subject user) {
    Deque<Instant> times = users.getIfPresent(userKey(route, user));
    if (times != null) {
      synchronized (times) {
        times.pollLast();
      }
    }
  }

  private static HashKey userKey(String route, Subject user) {
    return HashKey.of(List.of(route, user.tenant().value(), user.user().value()));
  }
}
