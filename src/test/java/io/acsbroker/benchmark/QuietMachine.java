package io.acsbroker.benchmark;

import java.io.IOException;
import java.time.Duration;

/** Waits until nobody else works here, but not for long: what is not quiet is thrown away. */
final class QuietMachine {
  private static final Duration LOOK = Duration.ofMillis(250);
  private static final int LOOKS = 16;
  private static final double BUSY = 0.15;

  private QuietMachine() {}

  static void await() throws IOException, InterruptedException {
    boolean quiet = Parameter.number("foreign", 0) >= 100;
    for (int look = 0; look < LOOKS && !quiet; look++) {
      MachineUse before = MachineUse.now();
      Thread.sleep(LOOK);
      quiet = MachineUse.now().foreignSince(before, Duration.ZERO) < BUSY;
    }
  }
}
