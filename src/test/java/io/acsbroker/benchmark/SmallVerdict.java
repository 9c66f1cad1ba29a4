package io.acsbroker.benchmark;

import java.util.Locale;

/**
 * Whether the smallest instance serves.
 *
 * @param seconds that the slowest start took
 * @param added megabytes beyond those of the empty function
 */
record SmallVerdict(double seconds, double added) {
  /**
   * Half of the platform's limit.
   *
   * @see <a
   *     href="https://learn.microsoft.com/azure/azure-functions/flex-consumption-plan#considerations">Flex
   *     Consumption: an app starts within 30 seconds</a>
   */
  private static final double MOST_SECONDS = 15;

  private static final double MOST_ADDED = 60;

  static SmallVerdict of(SmallInstance empty, SmallInstance broker) {
    return new SmallVerdict(broker.slowest(), broker.megabytes() - empty.megabytes());
  }

  boolean isGood() {
    return seconds <= MOST_SECONDS && added <= MOST_ADDED;
  }

  /** As a person reads it. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "The slowest first answer took %.1f s (at most %.0f), and the broker has %.0f MB more than"
            + " the empty function (at most %.0f): %s",
        seconds,
        MOST_SECONDS,
        added,
        MOST_ADDED,
        isGood() ? "good." : "TOO MUCH.");
  }
}
