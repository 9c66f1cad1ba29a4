package io.acsbroker.benchmark;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What the smallest instance made of an app.
 *
 * @param seconds from spawn to the first answer, of each start
 * @param megabytes resident after a request of each user
 */
record SmallInstance(List<Double> seconds, double megabytes) {

  /** The slowest start. */
  double slowest() {
    return seconds.stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN);
  }

  /** As cells of a table. */
  @Override
  public String toString() {
    return seconds.stream()
            .map(start -> String.format(Locale.ROOT, "%.1f", start))
            .collect(Collectors.joining(", "))
        + String.format(Locale.ROOT, " | %.1f", megabytes);
  }
}
