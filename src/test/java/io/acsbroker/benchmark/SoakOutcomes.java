package io.acsbroker.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAccumulator;

/** What came of all requests; clients add to it at the same time. */
final class SoakOutcomes {
  private static final int VIOLATIONS_SHOWN = 20;

  private final Map<String, AtomicLong> outcomes = new ConcurrentSkipListMap<>();
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong violations = new AtomicLong();
  private final List<String> shown = new ArrayList<>();
  private final LongAccumulator slowestMillis = new LongAccumulator(Math::max, 0);

  void sent() {
    sent.incrementAndGet();
  }

  void answered(SoakRequest request, SoakAnswer answer, long millis) {
    String kind = request.isTampered() ? "tampered" : "good";
    outcomes
        .computeIfAbsent(kind + " | " + answer.outcome(), unused -> new AtomicLong())
        .incrementAndGet();
    slowestMillis.accumulate(millis);
  }

  void violation(String what) {
    violations.incrementAndGet();
    synchronized (shown) {
      if (shown.size() < VIOLATIONS_SHOWN) {
        shown.add(what);
      }
    }
  }

  /** Prints the table and the first violations; tells whether there are none. */
  boolean report() {
    System.out.println("| token | status | code | answers |");
    System.out.println("|---|---|---|---|");
    outcomes.forEach((outcome, count) -> System.out.println("| " + outcome + " | " + count + " |"));
    long answered = outcomes.values().stream().mapToLong(AtomicLong::get).sum();
    System.out.printf(
        "%d requests, %d answers, the slowest after %d ms, %d violations%n",
        sent.get(), answered, slowestMillis.get(), violations.get());
    synchronized (shown) {
      shown.forEach(what -> System.out.println("VIOLATION: " + what));
    }
    boolean granted = outcomes.keySet().stream().anyMatch(it -> it.contains("granted"));
    return granted && violations.get() == 0 && answered == sent.get();
  }
}
