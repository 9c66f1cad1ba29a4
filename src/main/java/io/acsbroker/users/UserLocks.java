package io.acsbroker.users;

import io.acsbroker.token.Deadline;
import io.acsbroker.token.Person;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A lock for each user, so that the requests of one user come one after the other, within this
 * process: of two hundred that find no identity, one makes it, and the others find that one.
 */
final class UserLocks {
  private final Map<Person, UserLock> locks = new ConcurrentHashMap<>();

  /** A lock, and the number of requests that hold or want it. */
  private record UserLock(ReentrantLock lock, int wanted) {
    private UserLock {
      assert wanted > 0;
    }
  }

  /**
   * Does the work with the user's lock held; empty where that is not to be had before the deadline.
   */
  <T> Optional<T> locked(Person user, Deadline deadline, Supplier<T> work) {
    ReentrantLock lock = locks.compute(user, UserLocks::entered).lock();
    try {
      if (!deadline.lock(lock)) {
        return Optional.empty();
      }
      try {
        // A lock that is free is had at once, however late it is
        return deadline.hasPassed() ? Optional.empty() : Optional.of(work.get());
      } finally {
        lock.unlock();
      }
    } finally {
      locks.computeIfPresent(user, UserLocks::left);
    }
  }

  /** The number of users whose lock somebody holds or wants. */
  int count() {
    return locks.size();
  }

  private static UserLock entered(Person user, @Nullable UserLock lock) {
    return lock == null
        ? new UserLock(new ReentrantLock(true), 1)
        : new UserLock(lock.lock(), lock.wanted() + 1);
  }

  private static @Nullable UserLock left(Person user, UserLock lock) {
    return lock.wanted() == 1 ? null : new UserLock(lock.lock(), lock.wanted() - 1);
  }
}
