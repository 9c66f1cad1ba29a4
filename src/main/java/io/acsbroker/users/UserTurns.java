package io.acsbroker.users;

import io.acsbroker.token.Deadline;
import io.acsbroker.token.Subject;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets the requests of one user come one after the other, within this process: of two hundred that
 * find no identity, one makes it, and the others find that one.
 */
final class UserTurns {
  private final Map<Subject, Turn> turns = new ConcurrentHashMap<>();

  /** A lock, and the number of requests that hold or want it. */
  private record Turn(ReentrantLock lock, int wanted) {
    private Turn {
      assert wanted > 0;
    }
  }

  /** Does the work in its turn; empty where that does not come before the deadline. */
  <T> Optional<T> inTurn(Subject user, Deadline deadline, Supplier<T> work) {
    ReentrantLock lock = turns.compute(user, UserTurns::entered).lock();
    try {
      if (!deadline.lock(lock)) {
        return Optional.empty();
      }
      try {
        return Optional.of(work.get());
      } finally {
        lock.unlock();
      }
    } finally {
      turns.computeIfPresent(user, UserTurns::left);
    }
  }

  /** The number of users whose lock somebody holds or wants. */
  int count() {
    return turns.size();
  }

  private static Turn entered(Subject user, @Nullable Turn turn) {
    return turn == null
        ? new Turn(new ReentrantLock(true), 1)
        : new Turn(turn.lock(), turn.wanted() + 1);
  }

  private static @Nullable Turn left(Subject user, Turn turn) {
    return turn.wanted() == 1 ? null : new Turn(turn.lock(), turn.wanted() - 1);
  }
}
