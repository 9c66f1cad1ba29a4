package io.acsbroker.token;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Lock;
import java.util.function.LongSupplier;

/**
 * When a request must have been answered. It stands on a clock that only runs forwards, so that a
 * machine whose time is set right does not cut its requests short.
 */
public final class Deadline {
  private final LongSupplier nanoTime;
  private final long end;

  private Deadline(LongSupplier nanoTime, Duration time) {
    this.nanoTime = nanoTime;
    this.end = nanoTime.getAsLong() + time.toNanos();
  }

  /** A deadline that is this far from now. */
  public static Deadline in(Duration time) {
    return new Deadline(System::nanoTime, time);
  }

  /** A deadline by another clock than the machine's, in nanoseconds. */
  public static Deadline in(Duration time, LongSupplier nanoTime) {
    return new Deadline(nanoTime, time);
  }

  /** The time of the deadline's clock in nanoseconds, of which only differences mean anything. */
  public long nanoTime() {
    return nanoTime.getAsLong();
  }

  /** How much time is left; zero where it has passed, never less. */
  public Duration left() {
    return Duration.ofNanos(Math.max(0, end - nanoTime.getAsLong()));
  }

  public boolean hasPassed() {
    return left().isZero();
  }

  /** Whether this much can be waited for without being late. */
  public boolean allows(Duration wait) {
    return wait.compareTo(left()) < 0;
  }

  /**
   * Waits for a result; empty where it does not come in time, or where the thread is interrupted
   * meanwhile, which it then still is.
   *
   * @throws IllegalStateException where the result is a failure, which is its cause
   */
  public <T> Optional<T> await(Future<T> result) {
    try {
      return Optional.of(result.get(left().toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException late) {
      return Optional.empty();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (ExecutionException failed) {
      throw new IllegalStateException(failed.getCause());
    }
  }

  /**
   * Takes a lock; false where that is not possible in time, or where the thread is interrupted
   * meanwhile, which it then still is.
   */
  public boolean lock(Lock lock) {
    try {
      return lock.tryLock(left().toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** The time that is left, where it is less than a limit, and the limit otherwise. */
  public Duration leftAtMost(Duration limit) {
    Duration left = left();
    return left.compareTo(limit) < 0 ? left : limit;
  }
}
