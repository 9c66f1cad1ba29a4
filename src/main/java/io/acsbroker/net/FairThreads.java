package io.acsbroker.net;

import io.acsbroker.token.Person;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A bounded number of threads with a bounded queue before them, of which no user holds more than
 * {@value #MOST_OF_ONE_USER} places, running and waiting together: whoever asks for more does not
 * make others wait.
 */
public final class FairThreads {
  /** So many places a user may hold. */
  public static final int MOST_OF_ONE_USER = 4;

  private static final Duration IDLE = Duration.ofMinutes(1);

  private final Map<Person, Integer> held = new ConcurrentHashMap<>();
  private final ThreadPoolExecutor threads;

  /** What becomes of work that is handed over. */
  public enum Start {
    /** It has a place, and is done in its turn. */
    ACCEPTED,
    /** Its user holds as many places as a user may; the user can mend that, by waiting. */
    USER_HAS_ENOUGH,
    /** There is no place at all; no user can mend that. */
    FULL
  }

  /**
   * Starts no thread yet.
   *
   * @param name what the names of the threads begin with
   * @param running how many there are at most
   * @param waiting how much work may wait for one of them
   */
  public FairThreads(String name, int running, int waiting) {
    this(Thread.ofPlatform().daemon().name(name, 0).factory(), running, waiting);
  }

  FairThreads(ThreadFactory factory, int running, int waiting) {
    this.threads =
        new ThreadPoolExecutor(
            running,
            running,
            IDLE.toSeconds(),
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(waiting),
            factory);
    threads.allowCoreThreadTimeOut(true);
  }

  /** Takes a place for the work; where there is none, nothing becomes of the work. */
  public Start start(AwaitedWork<?> work) {
    Person user = work.user();
    if (!enter(user)) {
      work.discard();
      return Start.USER_HAS_ENOUGH;
    }
    Runnable leave = onlyOnce(() -> leave(user));
    Runnable place = work.place(leave);
    work.whenGivenUp(() -> giveUp(place, leave));
    try {
      threads.execute(place);
      return Start.ACCEPTED;
    } catch (RejectedExecutionException full) {
      leave.run();
      work.discard();
      return Start.FULL;
    } catch (Error noThread) {
      // It may be in the queue already, and would take room there until a thread starts after all
      boolean unused = threads.remove(place);
      leave.run();
      work.discard();
      // Or whoever joins it would wait for work that nobody does
      work.completeExceptionally(noThread);
      throw noThread;
    }
  }

  /** The number of places that this user holds. */
  int heldBy(Person user) {
    return held.getOrDefault(user, 0);
  }

  /** What waits makes room at once; what is running does when it has ended. */
  private void giveUp(Runnable place, Runnable leave) {
    if (threads.remove(place)) {
      leave.run();
    }
  }

  /** What no thread was to be had for may be done by one that came later, and would leave again. */
  private static Runnable onlyOnce(Runnable action) {
    AtomicBoolean due = new AtomicBoolean(true);
    return () -> {
      if (due.getAndSet(false)) {
        action.run();
      }
    };
  }

  private boolean enter(Person user) {
    while (true) {
      Integer places = held.putIfAbsent(user, 1);
      if (places == null || held.replace(user, places, Math.min(places + 1, MOST_OF_ONE_USER))) {
        return places == null || places < MOST_OF_ONE_USER;
      }
    }
  }

  private void leave(Person user) {
    held.computeIfPresent(user, (known, places) -> places == 1 ? null : places - 1);
  }
}
