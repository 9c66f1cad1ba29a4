package io.acsbroker.benchmark;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A quota by signals: 25 ms of 100 it runs, then it is stopped. On one core that is a quarter. */
final class StoppingQuota implements ProcessorQuota {
  private static final int MICROS_IN_A_MILLI = 1_000;

  private final AtomicReference<@Nullable ProcessHandle> limited = new AtomicReference<>();
  private final Thread signals = Thread.ofPlatform().daemon().name("quota").unstarted(this::run);

  StoppingQuota() {
    signals.start();
  }

  @Override
  public void limit(ProcessHandle process) {
    limited.set(process);
  }

  /** The thread continues what it has stopped, and lets it be then. */
  @Override
  public void lift() {
    limited.set(null);
  }

  private void run() {
    try {
      while (true) {
        ProcessHandle process = limited.get();
        if (process == null || !process.isAlive()) {
          TimeUnit.MILLISECONDS.sleep(1);
        } else {
          TimeUnit.MILLISECONDS.sleep(SHARE / MICROS_IN_A_MILLI);
          signal("STOP", process);
          TimeUnit.MILLISECONDS.sleep((PERIOD - SHARE) / MICROS_IN_A_MILLI);
          signal("CONT", process);
        }
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new IllegalStateException("the process cannot be stopped and continued", e);
    }
  }

  private static void signal(String name, ProcessHandle process) throws IOException {
    var unused = new ProcessBuilder("kill", "-" + name, "" + process.pid()).start();
  }

  @Override
  public String how() {
    return "it is stopped and continued, 25 ms of 100";
  }

  @Override
  public void close() {
    signals.interrupt();
  }
}
