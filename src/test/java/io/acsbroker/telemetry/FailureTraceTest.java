package io.acsbroker.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the log says of a failure that nobody expected. */
class FailureTraceTest {
  private static Throwable failure(@Nullable Throwable cause, int frames) {
    Throwable failure = new IllegalStateException("with a secret", cause);
    StackTraceElement[] trace = new StackTraceElement[frames];
    for (int i = 0; i < frames; i++) {
      trace[i] = new StackTraceElement("Some", "method" + i, "Some.java", i + 1);
    }
    failure.setStackTrace(trace);
    return failure;
  }

  @Test
  void hasKindAndPlaceOfEachCauseAndNoMessage() {
    assertEquals(
        "java.lang.IllegalStateException at Some.method0(Some.java:1)"
            + " caused by java.lang.IllegalStateException at Some.method0(Some.java:1)"
            + " < Some.method1(Some.java:2)",
        FailureTrace.of(failure(failure(null, 2), 1)));
  }

  @Test
  void hasEightPlacesAtMost() {
    assertEquals(8, FailureTrace.of(failure(null, 20)).split(" < ", -1).length);
  }

  @Test
  void hasFourCausesAtMost() {
    Throwable failure = failure(null, 1);
    for (int i = 0; i < 10; i++) {
      failure = failure(failure, 1);
    }
    assertEquals(4, FailureTrace.of(failure).split(" caused by ", -1).length);
  }
}
