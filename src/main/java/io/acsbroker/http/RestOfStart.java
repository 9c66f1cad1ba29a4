package io.acsbroker.http;

import io.acsbroker.telemetry.FailureTrace;
import io.acsbroker.token.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;

/**
 * The part of a start that the first answer does not need. It is done once, on one thread: after
 * the first answer, or where nobody has asked for two seconds, or when it is waited for. A request
 * that comes meanwhile makes what it needs itself, or waits for that alone.
 */
public final class RestOfStart {
  private static final Logger LOG = Logger.getLogger(RestOfStart.class.getName());
  private static final Duration QUIET = Duration.ofSeconds(2);

  /**
   * An answer is on its way through the worker when its function has returned, and a thread of low
   * priority would not help it: on Linux the JVM makes no difference between them.
   */
  private static final Duration ON_ITS_WAY = Duration.ofMillis(200);

  private final List<Runnable> tasks;
  private final Duration quiet;
  private final Duration onItsWay;
  private final CountDownLatch answered = new CountDownLatch(1);
  private final CountDownLatch wanted = new CountDownLatch(1);
  private final CompletableFuture<Boolean> done = new CompletableFuture<>();
  private volatile boolean asked;

  /** Does nothing before it is {@link #begin begun}. */
  public RestOfStart(List<Runnable> tasks) {
    this(tasks, QUIET, ON_ITS_WAY);
  }

  /**
   * @param quiet how long it waits for a first request
   * @param onItsWay how long the first answer may take to leave the process
   */
  RestOfStart(List<Runnable> tasks, Duration quiet, Duration onItsWay) {
    this.tasks = List.copyOf(tasks);
    this.quiet = quiet;
    this.onItsWay = onItsWay;
  }

  /** Begins to wait for its time, and holds nobody up. */
  public void begin() {
    Thread.ofPlatform().daemon().name("rest-of-start").start(this::inItsTime);
  }

  /** Tells that a request is under way: until the first of them is answered, nothing is done. */
  void asked() {
    if (!asked) {
      asked = true;
    }
  }

  /** Tells that a request has been answered. */
  void answered() {
    answered.countDown();
  }

  /** Has it done now, whoever is asking. */
  void hurry() {
    wanted.countDown();
    answered.countDown();
  }

  /** Whether all of it is done before the deadline. */
  boolean awaitEnd(Deadline deadline) {
    return deadline.await(done).isPresent();
  }

  private void inItsTime() {
    try {
      if (!answered.await(quiet.toNanos(), TimeUnit.NANOSECONDS) && asked) {
        answered.await();
      }
      if (asked) {
        boolean unused = wanted.await(onItsWay.toNanos(), TimeUnit.NANOSECONDS);
      }
      tasks.forEach(RestOfStart::guarded);
    } catch (InterruptedException nobodyDoesThat) {
      Thread.currentThread().interrupt();
    } finally {
      done.complete(true);
    }
  }

  /**
   * Runs a part of a start. What fails here fails again, and is answered for, when a request needs
   * it, so that the log is told and nobody else.
   */
  public static void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | Error failure) {
      LOG.warning("Getting ready: " + FailureTrace.of(failure));
    }
  }
}
