package io.acsbroker.administration;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Whether the administrator wants the command to end (Ctrl-C). It then ends after the request that
 * is under way, so that it can say what it did.
 */
final class Stop {
  /** Longer than a request may take with its answer. */
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private final CountDownLatch wanted = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);

  /** Is wanted when the process is told to end, which then waits until {@link #ended}. */
  static Stop whenInterrupted() {
    Stop stop = new Stop();
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(stop::awaitEnd));
    return stop;
  }

  private void awaitEnd() {
    wanted.countDown();
    try {
      boolean unused = ended.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException impatient) {
      Thread.currentThread().interrupt();
    }
  }

  boolean isWanted() {
    return wanted.getCount() == 0;
  }

  /** Waits for so long; false as soon as the end is wanted. */
  boolean pause(Duration time) throws InterruptedException {
    return !wanted.await(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** The command has said what it did. */
  void ended() {
    ended.countDown();
  }
}
