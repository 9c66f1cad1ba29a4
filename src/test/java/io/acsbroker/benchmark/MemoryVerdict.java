package io.acsbroker.benchmark;

import java.util.Locale;

/** What the broker's memory may be, beside that of the empty function and its own before. */
record MemoryVerdict(double added, double grown, double liveGrown) {
  private static final double AIM = 60;

  /** What another machine's pages and threads may add to the aim is no growth either. */
  private static final double MOST_ADDED = 75;

  /** The collector takes and gives back memory when it likes: less than this is no growth. */
  private static final double MOST_GROWN = 10;

  private static final double MOST_LIVE_GROWN = 1;

  static MemoryVerdict of(MemoryReadings empty, MemoryReadings broker) {
    return new MemoryVerdict(
        broker.resident().getLast() - empty.resident().getLast(),
        broker.residentGrowth(),
        broker.liveGrowth());
  }

  boolean isGood() {
    return added <= MOST_ADDED && grown <= MOST_GROWN && liveGrown <= MOST_LIVE_GROWN;
  }

  /** As a person reads it. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "The broker has %.0f MB more than the empty function (aim %.0f, at most %.0f). The last third"
            + " of the requests added %.1f MB (at most %.0f), and a third more left %.1f MB in use"
            + " (at most %.0f): %s",
        added,
        AIM,
        MOST_ADDED,
        grown,
        MOST_GROWN,
        liveGrown,
        MOST_LIVE_GROWN,
        isGood() ? "good." : "TOO MUCH.");
  }
}
