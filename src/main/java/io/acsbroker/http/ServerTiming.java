package io.acsbroker.http;

import io.acsbroker.outcome.FinishedExchange;
import io.acsbroker.outcome.Source;
import java.time.Duration;

/**
 * The header {@code Server-Timing} of a token: what the broker did for it, and how long that took.
 *
 * @see <a href="https://www.w3.org/TR/server-timing/">Server Timing</a>
 */
final class ServerTiming {
  private ServerTiming() {}

  static String of(FinishedExchange exchange) {
    StringBuilder header = new StringBuilder();
    add(header, "verification", exchange.trail().verifying());
    if (!exchange.trail().delegating().isZero()) {
      add(header, "on_behalf_of", exchange.trail().delegating());
    }
    if (exchange.source() == Source.MEMORY) {
      return header.append(", memory").toString();
    }
    if (exchange.source() == Source.SHARED) {
      // Another request spent the time, and this one waited for it
      return header.append(", acs;desc=shared").toString();
    }
    add(header, "identity", exchange.acs().signingIn());
    add(header, "acs", exchange.acs().asking());
    return header.toString();
  }

  /** In milliseconds, with tenths. */
  private static void add(StringBuilder header, String name, Duration took) {
    long tenths = took.toNanos() / 100_000;
    header
        .append(header.isEmpty() ? "" : ", ")
        .append(name)
        .append(";dur=")
        .append(tenths / 10)
        .append('.')
        .append(tenths % 10);
  }
}
