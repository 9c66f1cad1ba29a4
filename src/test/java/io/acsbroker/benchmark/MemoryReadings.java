package io.acsbroker.benchmark;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The memory of a process in megabytes, in the course of many requests.
 *
 * @param resident what the operating system has given it, after each third of the requests
 * @param live what the objects take that are in use, then and after as many requests as a third
 */
record MemoryReadings(List<Double> resident, List<Double> live) {
  static final String HEADING =
      """
      | MB | resident after each third ||| live at the end | after a third more |
      |---|---|---|---|---|---|""";

  /** How much the last part added. */
  double residentGrowth() {
    return growth(resident);
  }

  /** How much of what the last part left behind is in use. */
  double liveGrowth() {
    return growth(live);
  }

  private static double growth(List<Double> megabytes) {
    return megabytes.getLast() - megabytes.get(megabytes.size() - 2);
  }

  /** As cells of a table. */
  @Override
  public String toString() {
    return Stream.concat(resident.stream(), live.stream())
        .map(size -> String.format(Locale.ROOT, "%.1f", size))
        .collect(Collectors.joining(" | "));
  }
}
