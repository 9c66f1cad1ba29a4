package io.acsbroker.benchmark;

import java.util.List;
import java.util.Locale;

/** What one kind of request takes at one number of connections, of all its slices. */
record WarmRow(WarmKind kind, int connections, List<WarmSlice> slices) {
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
        kind.title(),
        perSecond(),
        p50(),
        milliseconds().percentile(99),
        Double.isNaN(micros()) ? "" : String.format(Locale.ROOT, "%.0f", micros()));
  }

  /** The median of the slices, of which a busy moment of the machine spoils one or two. */
  double perSecond() {
    return new Figures(slices.stream().mapToDouble(slice -> slice.result().perSecond()).toArray())
        .median();
  }

  /** The same of what a request costs the host. */
  double micros() {
    return new Figures(slices.stream().mapToDouble(WarmSlice::processorMicros).toArray()).median();
  }

  double p50() {
    return milliseconds().median();
  }

  private Figures milliseconds() {
    return Figures.of(slices.stream().map(slice -> slice.result().milliseconds()).toList());
  }
}
