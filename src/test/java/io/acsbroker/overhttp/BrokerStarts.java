package io.acsbroker.overhttp;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What brokers begin at their start, beside their first requests: until it is over, keys may be
 * asked for, ACS be connected to, and lines be written of both. It is that of all brokers of this
 * process, those of earlier tests too.
 */
final class BrokerStarts {
  /** A start takes a minute at most. */
  private static final Duration LONGEST = Duration.ofMinutes(2);

  private BrokerStarts() {}

  /** Waits until all of it is done. */
  static void awaitEnd() {
    awaitThreads(Set.of("start", "acs-connection"));
  }

  /** The same where ACS hangs, to which no connection is waited for. */
  static void awaitEndWithoutAcs() {
    awaitThreads(Set.of("start"));
  }

  private static void awaitThreads(Set<String> names) {
    List<Thread> left = threads(names);
    // What has begun begins more
    while (!left.isEmpty()) {
      left.forEach(BrokerStarts::awaitEnd);
      left = threads(names);
    }
  }

  private static List<Thread> threads(Set<String> names) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> names.contains(thread.getName()))
        .toList();
  }

  private static void awaitEnd(Thread thread) {
    try {
      if (!thread.join(LONGEST)) {
        throw new AssertionError("The start does not end: " + thread);
      }
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }
}
