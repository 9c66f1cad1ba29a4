package io.acsbroker.overhttp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * How many classes a request goes through until ACS has been asked and its answer is waited for: so
 * many has a reader to know.
 */
class WayToAcsTest {
  private static final int MOST_CLASSES = 9;

  /** Those of what ships, on the threads that an exchange is on, once they wait. */
  private static List<String> classes() throws InterruptedException {
    while (!exchanges().keySet().stream().allMatch(WayToAcsTest::waits)) {
      Thread.sleep(5);
    }
    return exchanges().values().stream()
        .flatMap(Arrays::stream)
        .map(StackTraceElement::getClassName)
        .filter(name -> name.startsWith("io.acsbroker.") && !name.startsWith("io.acsbroker.local."))
        // A lambda stands beside the class that it is written in
        .filter(name -> !name.contains("$$Lambda"))
        .toList();
  }

  private static Map<Thread, StackTraceElement[]> exchanges() {
    return Thread.getAllStackTraces().entrySet().stream()
        .filter(thread -> Arrays.stream(thread.getValue()).anyMatch(WayToAcsTest::isExchange))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static boolean waits(Thread thread) {
    return EnumSet.of(Thread.State.WAITING, Thread.State.TIMED_WAITING).contains(thread.getState());
  }

  private static boolean isExchange(StackTraceElement frame) {
    return frame.getClassName().startsWith("io.acsbroker.exchange.");
  }

  @Test
  void isShortFromTheTriggerToTheRequest() {
    Queue<String> seen = new ConcurrentLinkedQueue<>();
    try (RunningBroker broker = RunningBroker.start()) {
      // A rehearsal is an exchange too, which ends otherwise
      BrokerStarts.awaitEnd();
      RunningBroker.CLOUD
          .acs()
          .disturbExchanges(
              handler ->
                  request -> {
                    seen.addAll(classes());
                    return handler.answer(request);
                  });
      assertEquals(200, RunningBroker.send(broker.request()).statusCode());
    } finally {
      RunningBroker.CLOUD.acs().answerExchanges(null);
    }
    Set<String> classes = new TreeSet<>(seen);
    assertTrue(classes.contains("io.acsbroker.http.TeamsTokenFunction"), classes::toString);
    assertTrue(classes.contains("io.acsbroker.issuance.TeamsUserCall"), classes::toString);
    assertTrue(classes.size() <= MOST_CLASSES, classes::toString);
  }
}
