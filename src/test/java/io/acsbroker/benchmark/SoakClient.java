package io.acsbroker.benchmark;

import io.acsbroker.local.acs.AcsEmulator;
import java.io.IOException;
import java.text.ParseException;
import java.time.Instant;

/** One client that asks again and again, over one connection for as long as it holds. */
record SoakClient(
    BenchmarkedHost host, AcsEmulator acs, SoakTraffic traffic, SoakOutcomes outcomes) {
  /** Leaves the machine room for something else. */
  private static final int PAUSE_MILLIS = 20;

  /** Asks until then, or until the host has ended. */
  void runUntil(Instant end) throws InterruptedException {
    while (isTime(end)) {
      try (PlainConnection connection = host.connect()) {
        while (isTime(end)) {
          ask(connection);
          Thread.sleep(PAUSE_MILLIS);
        }
      } catch (IOException | ParseException lost) {
        outcomes.violation("a request without an answer that can be read: " + lost);
        Thread.sleep(PAUSE_MILLIS);
      }
    }
  }

  private boolean isTime(Instant end) {
    return Instant.now().isBefore(end) && !host.process().onExit().isDone();
  }

  private void ask(PlainConnection connection) throws IOException, ParseException {
    SoakRequest request = traffic.next();
    boolean currentBefore = traffic.isCurrent(request);
    outcomes.sent();
    long start = System.nanoTime();
    SoakAnswer answer = SoakAnswer.of(connection.send(request.toBroker()));
    outcomes.answered(request, answer, (System.nanoTime() - start) / 1_000_000);
    boolean current = currentBefore && traffic.isCurrent(request);
    request.fault(answer, current, acs::holder).ifPresent(outcomes::violation);
  }
}
