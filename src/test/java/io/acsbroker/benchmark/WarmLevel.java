package io.acsbroker.benchmark;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All kinds of requests at one number of connections. */
record WarmLevel(WarmRow empty, WarmRow repeated, WarmRow first, WarmRow acs) {

  /** As lines of a table. */
  @Override
  public String toString() {
    return Stream.of(empty, repeated, first, acs)
        .map(WarmRow::toString)
        .collect(Collectors.joining(System.lineSeparator()));
  }

  /** What follows from them. */
  String conclusions(double verificationMicros) {
    double added = repeated.processorMicros() - empty.processorMicros();
    return String.format(
        Locale.ROOT,
        "Connections: %d. A repeated exchange adds %.0f µs of processor time to the empty"
            + " function, %.2f of a full verification, and a first exchange takes %.2f ms of p50"
            + " more than ACS itself.",
        empty.connections(),
        added,
        added / verificationMicros,
        first.p50() - acs.p50());
  }
}
