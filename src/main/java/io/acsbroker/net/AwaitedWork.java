package io.acsbroker.net;

import io.acsbroker.token.Deadline;
import io.acsbroker.token.Person;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Work of a user, and its result for those who wait for it. It is not begun after the deadline of
 * the last of them, and once they have all gone it is interrupted, and cancelled. The result may be
 * remembered for long; what the work needed, such as a token, is let go as soon as it is taken up
 * or will not be done.
 *
 * @param <T> the result
 */
public final class AwaitedWork<T> extends CompletableFuture<T> {
  private final Person user;
  private Optional<Supplier<T>> work;
  private Deadline last;
  private int waiting = 1;
  private boolean givenUp;
  private boolean begun;
  private @Nullable Thread worker;
  private volatile Runnable whenGivenUp = () -> {};

  /**
   * Has one who waits, until this deadline.
   *
   * @param user whose work it is: everybody's who waits for it
   */
  public AwaitedWork(Person user, Deadline deadline, Supplier<T> work) {
    this.user = user;
    this.last = deadline;
    this.work = Optional.of(work);
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
   * Waits for the result as one of those who wait; whoever it does not come to in time, or is
   * interrupted, which the thread then still is, waits no longer, and the last of them gives the
   * work up.
   *
   * @throws IllegalStateException where the work failed, with the cause
   */
  public Optional<T> await(Deadline deadline) {
    return awaitOr(deadline, this::leave);
  }

  /**
   * Waits in the same way, save that the work, once it has begun, goes on though nobody waits for
   * it any more.
   *
   * @throws IllegalStateException where the work failed, with the cause
   */
  public Optional<T> awaitUnlessBegun(Deadline deadline) {
    return awaitOr(deadline, this::leaveUnlessBegun);
  }

  private Optional<T> awaitOr(Deadline deadline, Runnable leaving) {
    try {
      return Optional.of(get(deadline.left().toNanos(), TimeUnit.NANOSECONDS));
    } catch (CancellationException noLongerDone) {
      return Optional.empty();
    } catch (ExecutionException failed) {
      throw new IllegalStateException(failed.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException late) {
      // As anybody who goes
    }
    leaving.run();
    return Optional.empty();
  }

  /** Whether a thread has begun the work, whatever came of it. */
  public synchronized boolean hasBegun() {
    return begun;
  }

  Person user() {
    return user;
  }

  /** Calls this where the work is given up. Who waits for it has not begun to wait. */
  void whenGivenUp(Runnable action) {
    whenGivenUp = action;
  }

  /**
   * What does the work, unless nobody waits for it any more.
   *
   * @param ended is called before those who wait hear the result
   */
  Runnable place(Runnable ended) {
    return () -> run(ended);
  }

  /** Lets go of the work, which nobody will do. */
  synchronized void discard() {
    work = Optional.empty();
    whenGivenUp = () -> {};
  }

  private void run(Runnable ended) {
    Optional<Supplier<T>> mine = begin();
    if (mine.isEmpty()) {
      ended.run();
      cancel(false);
    } else {
      run(mine.get(), ended);
    }
  }

  private void run(Supplier<T> mine, Runnable ended) {
    Optional<T> result = Optional.empty();
    Throwable failure = new CancellationException();
    try {
      result = Optional.of(mine.get());
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

  private synchronized Optional<Supplier<T>> begin() {
    Optional<Supplier<T>> mine = work;
    discard();
    givenUp |= last.hasPassed();
    if (givenUp || mine.isEmpty()) {
      return Optional.empty();
    }
    begun = true;
    worker = Thread.currentThread();
    return mine;
  }

  /** The thread goes on to other work: an interruption of this one must not meet that. */
  private synchronized void ends() {
    worker = null;
    boolean unused = Thread.interrupted();
  }

  private void leave() {
    if (isLast()) {
      // First, so that nobody takes what comes of the interruption for the result
      cancel(false);
      interrupt();
      giveUp();
    }
  }

  private void leaveUnlessBegun() {
    if (isLastAndNotBegun()) {
      cancel(false);
      giveUp();
    }
  }

  private void giveUp() {
    Runnable action = whenGivenUp;
    discard();
    action.run();
  }

  private synchronized boolean isLastAndNotBegun() {
    return !begun && isLast();
  }

  private synchronized boolean isLast() {
    waiting--;
    if (waiting > 0 || givenUp) {
      return false;
    }
    givenUp = true;
    return true;
  }

  private synchronized void interrupt() {
    if (worker != null) {
      worker.interrupt();
    }
  }
}
