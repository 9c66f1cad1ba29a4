package io.acsbroker.net;

import io.acsbroker.token.Deadline;
import io.acsbroker.token.Subject;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Work of a user, and its result for those who wait for it. It is not begun after the deadline of
 * the last of them, and once they have all gone it is interrupted, and cancelled.
 *
 * @param <T> the result
 */
public final class AwaitedWork<T> extends CompletableFuture<T> {
  private final Subject user;
  private final Supplier<T> work;
  private Deadline last;
  private int waiting = 1;
  private boolean givenUp;
  private @Nullable Thread worker;
  private volatile Runnable whenGivenUp = () -> {};

  /**
   * Has one who waits, until this deadline.
   *
   * @param user whose work it is: everybody's who waits for it
   */
  public AwaitedWork(Subject user, Deadline deadline, Supplier<T> work) {
    this.user = user;
    this.last = deadline;
    this.work = work;
  }

  /** One more waits for the result; false where it has been given up, and will not come. */
  public synchronized boolean join(Deadline deadline) {
    if (isDone() || givenUp) {
      return isDone() && !isCompletedExceptionally();
    }
    waiting++;
    if (deadline.left().compareTo(last.left()) > 0) {
      last = deadline;
    }
    return true;
  }

  /**
   * Waits for the result as one of those who wait; whoever it does not come to in time waits no
   * longer, and the last of them gives the work up.
   *
   * @throws IllegalStateException where the work failed, with the cause
   */
  public Optional<T> await(Deadline deadline) {
    Optional<T> result;
    try {
      result = deadline.await(this);
    } catch (CancellationException givenUp) {
      return Optional.empty();
    }
    if (result.isEmpty()) {
      leave();
    }
    return result;
  }

  Subject user() {
    return user;
  }

  /** Calls this where the work is given up. Who waits for it has not begun to wait. */
  void whenGivenUp(Runnable action) {
    whenGivenUp = action;
  }

  /**
   * Does the work, unless nobody waits for it any more.
   *
   * @param ended is called before those who wait hear the result
   */
  void run(Runnable ended) {
    if (!begins()) {
      ended.run();
      cancel(false);
      return;
    }
    Optional<T> result = Optional.empty();
    Throwable failure = new CancellationException();
    try {
      result = Optional.of(work.get());
    } catch (RuntimeException | Error thrown) {
      failure = thrown;
    }
    ends();
    ended.run();
    if (result.isPresent()) {
      complete(result.get());
    } else {
      completeExceptionally(failure);
    }
  }

  private synchronized boolean begins() {
    givenUp |= last.hasPassed();
    worker = givenUp ? null : Thread.currentThread();
    return !givenUp;
  }

  /** The thread goes on to other work: an interruption of this one must not meet that. */
  private synchronized void ends() {
    worker = null;
    boolean unused = Thread.interrupted();
  }

  private void leave() {
    if (isLast()) {
      cancel(false);
      whenGivenUp.run();
    }
  }

  private synchronized boolean isLast() {
    waiting--;
    if (waiting > 0 || givenUp) {
      return false;
    }
    givenUp = true;
    if (worker != null) {
      worker.interrupt();
    }
    return true;
  }
}
