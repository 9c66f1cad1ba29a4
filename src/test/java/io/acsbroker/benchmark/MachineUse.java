package io.acsbroker.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;

/**
 * What all processors have done since the machine started, in ticks.
 *
 * @param busy time in which they worked, or another machine had them
 * @param all time
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_stat.5.html">proc_stat(5)</a>
 */
record MachineUse(long busy, long all) {
  private static final Path FILE = Path.of("/proc/stat");
  private static final int IDLE = 3;
  private static final int WAITING_FOR_DISKS = 4;

  /** How many milliseconds a tick is, in everything that {@code /proc} tells. */
  private static final double TICK = 10;

  static MachineUse now() throws IOException {
    return of(Files.readAllLines(FILE).getFirst());
  }

  /** Reads the line {@code cpu}, whose last two columns are within the first two. */
  static MachineUse of(String line) {
    long[] ticks =
        Arrays.stream(line.split(" +", -1)).skip(1).limit(8).mapToLong(Long::parseLong).toArray();
    long all = Arrays.stream(ticks).sum();
    return new MachineUse(all - ticks[IDLE] - ticks[WAITING_FOR_DISKS], all);
  }

  /** The share of the machine that others took since then, of what we know what it took. */
  double foreignSince(MachineUse before, Duration own) {
    double passed = all - before.all();
    double others = busy - before.busy() - own.toMillis() / TICK;
    return passed <= 0 ? 0 : Math.max(0, others / passed);
  }
}
