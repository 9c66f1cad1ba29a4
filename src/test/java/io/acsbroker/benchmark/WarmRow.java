package io.acsbroker.benchmark;

import java.util.Locale;

/**
 * What one kind of request takes.
 *
 * @param processorMicros what each costs the host, not a number where there is none
 */
record WarmRow(String kind, int connections, Load.Result result, double processorMicros) {
  static final String HEADING =
      """
      | connections | request | a second | p50 ms | p99 ms | processor time of the host, µs |
      |---|---|---|---|---|---|""";

  /** As a line of a table. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "| %d | %s | %.0f | %.2f | %.2f | %s |",
        connections,
        kind,
        result.perSecond(),
        p50(),
        result.milliseconds().percentile(99),
        Double.isNaN(processorMicros) ? "" : String.format(Locale.ROOT, "%.0f", processorMicros));
  }

  double p50() {
    return result.milliseconds().median();
  }
}
