package io.acsbroker.benchmark;

import java.util.Arrays;
import java.util.List;

/** What was measured, of which a table shows one or the other. */
final class Figures {
  private final double[] sorted;

  /** Keeps a copy. */
  Figures(double... values) {
    sorted = values.clone();
    Arrays.sort(sorted);
  }

  /** All of them in one. */
  static Figures of(List<Figures> parts) {
    return new Figures(parts.stream().flatMapToDouble(it -> Arrays.stream(it.sorted)).toArray());
  }

  double minimum() {
    return sorted[0];
  }

  double median() {
    return percentile(50);
  }

  /** The smallest value that this many percent do not exceed. */
  double percentile(int percent) {
    int rank = (int) Math.ceil(percent / 100.0 * sorted.length);
    return sorted[Math.max(0, rank - 1)];
  }
}
