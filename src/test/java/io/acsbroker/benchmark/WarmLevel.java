package io.acsbroker.benchmark;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** All kinds of requests at one number of connections. */
record WarmLevel(int connections, Map<WarmKind, WarmRow> rows) {

  /** As lines of a table. */
  @Override
  public String toString() {
    return rows.values().stream()
        .map(WarmRow::toString)
        .collect(Collectors.joining(System.lineSeparator()));
  }

  /** What was measured of a kind. */
  WarmRow row(WarmKind kind) {
    WarmRow row = rows.get(kind);
    if (row == null) {
      throw new IllegalArgumentException(kind + " was not measured");
    }
    return row;
  }

  /** What a kind costs the host beyond the empty function. */
  double aboveEmpty(WarmKind kind) {
    return row(kind).micros() - row(WarmKind.EMPTY_FUNCTION).micros();
  }

  /** What the broker's first exchange costs, as a part of what the straightforward one does. */
  double firstToStraightforward() {
    return aboveEmpty(WarmKind.FIRST_EXCHANGE) / aboveEmpty(WarmKind.STRAIGHTFORWARD_EXCHANGE);
  }

  /** What follows from them. */
  String conclusions(double verificationMicros) {
    double repeated = aboveEmpty(WarmKind.REPEATED_EXCHANGE);
    String text =
        String.format(
            Locale.ROOT,
            "Connections: %d. Above the empty function, a first exchange costs %.2f of the"
                + " straightforward one's processor time, and a repeated one %.0f µs, %.2f of a full"
                + " verification. A first exchange takes %.2f ms of p50 more than ACS itself.",
            connections,
            firstToStraightforward(),
            repeated,
            repeated / verificationMicros,
            row(WarmKind.FIRST_EXCHANGE).p50() - row(WarmKind.ACS_ITSELF).p50());
    return rows.containsKey(WarmKind.SERVER_BESIDE) ? text + beside() : text;
  }

  private String beside() {
    return String.format(
        Locale.ROOT,
        " First exchanges come at %.2f of the rate of the server beside.",
        row(WarmKind.FIRST_EXCHANGE).perSecond() / row(WarmKind.SERVER_BESIDE).perSecond());
  }
}
