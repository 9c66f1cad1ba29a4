package io.acsbroker.benchmark;

import java.io.IOException;
import java.time.Duration;

/** What is taken down before a start, and compared with after it. */
record Stopwatch(long nanos, Duration processor, Duration ours, MachineUse machine) {

  /**
   * Begins.
   *
   * @param processor the time that the process has had before
   */
  static Stopwatch start(Duration processor) throws IOException {
    Duration ours = own();
    MachineUse machine = MachineUse.now();
    return new Stopwatch(System.nanoTime(), processor, ours, machine);
  }

  /** Ends; takes the time that the process has had by now. */
  ColdStart stop(Duration processorNow) throws IOException {
    double wall = (System.nanoTime() - nanos) / 1e6;
    Duration taken = processorNow.minus(processor);
    Duration ourWork = own().minus(ours).plus(taken);
    double foreign = MachineUse.now().foreignSince(machine, ourWork);
    return new ColdStart(wall, taken.toMillis(), foreign);
  }

  private static Duration own() {
    return new ProcessUse(ProcessHandle.current()).processorTime();
  }
}
