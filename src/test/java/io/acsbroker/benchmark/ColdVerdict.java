package io.acsbroker.benchmark;

import java.util.Locale;

/**
 * Whether a start costs no more than it may: the processor time of the first request, from a
 * placeholder on one core, which depends less on the machine than any other figure.
 *
 * @param ratio to the straightforward function, above the empty one
 * @param limit that it may not exceed
 * @param starts that were counted, of the app that has fewest
 */
record ColdVerdict(double ratio, double limit, int starts) {
  /** A median of fewer says little. */
  private static final int FEWEST = 5;

  boolean isGood() {
    return starts >= FEWEST && ratio <= limit;
  }

  /** As a person reads it. */
  @Override
  public String toString() {
    return starts < FEWEST
        ? "Others used the machine: only %d starts were counted, of at least %d. NOTHING IS SHOWN."
            .formatted(starts, FEWEST)
        : String.format(
            Locale.ROOT,
            "The processor time of the first request is %.2f of the straightforward function's (at"
                + " most %.2f): %s",
            ratio,
            limit,
            isGood() ? "good." : "TOO MUCH.");
  }
}
