package io.acsbroker.local.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The faults that there are at the moment. They happen together, each until it is ended. */
final class LocalFaults {
  private final List<Active> active = new ArrayList<>();
  private final Timer timer;
  private long begun;

  /** The number tells one from an equal one that was begun later. */
  private record Active(long number, FaultOrder order, Runnable end) {}

  /** Runs something later. */
  @FunctionalInterface
  interface Timer {
    void after(Duration time, Runnable task);
  }

  /** Without faults; those that last for some time end by the machine's clock. */
  LocalFaults() {
    this(
        (time, task) ->
            CompletableFuture.delayedExecutor(time.toMillis(), TimeUnit.MILLISECONDS)
                .execute(task));
  }

  LocalFaults(Timer timer) {
    this.timer = timer;
  }

  /** Makes this happen from now on, in the place of what cannot be at the same time. */
  synchronized void begin(FaultOrder order, Services services) {
    List.copyOf(active).stream().filter(it -> order.excludes(it.order())).forEach(this::end);
    Active one = new Active(++begun, order, order.fault().begin(services, order));
    active.add(one);
    order.lasting().ifPresent(time -> timer.after(time, () -> end(one)));
  }

  /** Ends all faults, the last one first. */
  synchronized void end() {
    List.copyOf(active).reversed().forEach(this::end);
  }

  /** What happens now, in the order in which it began. */
  synchronized List<FaultOrder> now() {
    return active.stream().map(Active::order).toList();
  }

  private synchronized void end(Active one) {
    // It may have been ended before its time, and begun anew
    if (active.remove(one)) {
      one.end().run();
    }
  }
}
