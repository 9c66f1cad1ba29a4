package io.acsbroker.benchmark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Threads and memory of a process over a long time, and whether they stay where they are. */
final class SteadyUse {
  private static final double MOST_GROWN_MEGABYTES = 15;
  private static final double MOST_GROWN_THREADS = 10;

  private final ProcessUse process;
  private final List<Double> megabytes = new ArrayList<>();
  private final List<Double> threads = new ArrayList<>();

  SteadyUse(ProcessUse process) {
    this.process = process;
  }

  /** Looks once; on a machine that does not tell, it never has anything to say. */
  void sample() throws IOException {
    if (ProcessUse.isTold()) {
      megabytes.add(process.residentMegabytes());
      threads.add((double) process.threads());
    }
  }

  /** Prints medians of the second and the last third; tells whether the last is no higher. */
  boolean report() {
    if (megabytes.size() < 3) {
      System.out.println("Threads and memory: not told by this machine, or too short a time.");
      return true;
    }
    boolean memory = isSteady("MB resident", megabytes, MOST_GROWN_MEGABYTES);
    boolean count = isSteady("threads", threads, MOST_GROWN_THREADS);
    return memory && count;
  }

  private static boolean isSteady(String what, List<Double> samples, double mostGrown) {
    int third = samples.size() / 3;
    double second = median(samples.subList(third, 2 * third));
    double last = median(samples.subList(2 * third, samples.size()));
    boolean steady = last - second <= mostGrown;
    System.out.printf(
        Locale.ROOT,
        "%s, medians of the second and the last third: %.0f, %.0f: %s%n",
        what,
        second,
        last,
        steady ? "steady" : "VIOLATION, grows by more than " + mostGrown);
    return steady;
  }

  private static double median(List<Double> samples) {
    return new Figures(samples.stream().mapToDouble(it -> it).toArray()).median();
  }
}
