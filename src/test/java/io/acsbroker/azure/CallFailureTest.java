package io.acsbroker.azure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.DateTimeException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** What it means that a client of the SDK throws. */
class CallFailureTest {
  private static final CallFailure BROKEN =
      new CallFailure(true, "no answer, and no more is known");
  private static final CallFailure UNREADABLE =
      new CallFailure(false, "an answer that cannot be read");

  /** So deep in other failures. */
  private static RuntimeException within(int depth, Throwable cause) {
    RuntimeException outer = new IllegalStateException("with a secret", cause);
    for (int i = 1; i < depth; i++) {
      outer = new IllegalStateException("with a secret", outer);
    }
    return outer;
  }

  @Test
  void isAnOutageWhereTheConnectionBrokeOrTimeWasUp() {
    assertEquals(BROKEN, CallFailure.of(within(1, new IOException("with a secret"))));
    assertEquals(BROKEN, CallFailure.of(within(1, new TimeoutException("with a secret"))));
  }

  @Test
  void isAnAnswerThatCannotBeReadOtherwise() {
    assertEquals(UNREADABLE, CallFailure.of(new DateTimeException("with a secret")));
    assertEquals(UNREADABLE, CallFailure.of(within(3, new DateTimeException("with a secret"))));
  }

  @Test
  void isLookedForInTenFailuresOneWithinTheOther() {
    assertEquals(BROKEN, CallFailure.of(within(9, new IOException())));
    assertEquals(UNREADABLE, CallFailure.of(within(10, new IOException())));
  }

  @Test
  void leavesTheThreadInterruptedThatWas() {
    CallFailure failure = CallFailure.of(within(2, new InterruptedException()));
    assertTrue(Thread.interrupted());
    assertEquals(new CallFailure(true, "given up at the request's deadline"), failure);
  }

  @Test
  void interruptsNoOtherThread() {
    assertEquals(BROKEN, CallFailure.of(within(1, new IOException())));
    assertFalse(Thread.interrupted());
  }
}
