package io.acsbroker.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.token.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** When what the first answer does not need is done. */
class RestOfStartTest {
  private static final Duration NEVER = Duration.ofHours(1);

  private final Queue<String> done = new ConcurrentLinkedQueue<>();

  private RestOfStart rest(Duration quiet, Duration onItsWay) {
    RestOfStart rest =
        new RestOfStart(
            List.of(() -> done.add("first"), () -> done.add("second")), quiet, onItsWay);
    rest.begin();
    return rest;
  }

  private static Deadline soon() {
    return Deadline.in(Duration.ofSeconds(20));
  }

  private static Deadline now() {
    return Deadline.in(Duration.ofMillis(20));
  }

  @Test
  void isDoneInItsOrderAfterTheFirstAnswer() {
    RestOfStart rest = rest(NEVER, Duration.ZERO);
    rest.asked();
    assertFalse(rest.awaitEnd(now()));
    assertEquals(List.of(), List.copyOf(done));
    rest.answered();
    assertTrue(rest.awaitEnd(soon()));
    assertEquals(List.of("first", "second"), List.copyOf(done));
  }

  @Test
  void isDoneWhereNobodyAsksForAWhile() {
    assertTrue(rest(Duration.ofMillis(1), NEVER).awaitEnd(soon()));
    assertEquals(List.of("first", "second"), List.copyOf(done));
  }

  @Test
  void waitsForAnAnswerThatTakesLongerThanNobodyMayAsk() {
    RestOfStart rest =
        new RestOfStart(List.of(() -> done.add("done")), Duration.ofMillis(1), Duration.ZERO);
    rest.asked();
    rest.begin();
    assertFalse(rest.awaitEnd(now()));
    assertEquals(List.of(), List.copyOf(done));
    rest.answered();
    assertTrue(rest.awaitEnd(soon()));
  }

  @Test
  void letsTheFirstAnswerLeaveTheProcess() {
    RestOfStart rest = rest(NEVER, NEVER);
    rest.asked();
    rest.answered();
    assertFalse(rest.awaitEnd(now()));
    assertEquals(List.of(), List.copyOf(done));
  }

  @Test
  void isDoneAtOnceForWhoeverWaitsForIt() {
    RestOfStart rest = rest(NEVER, NEVER);
    rest.asked();
    rest.hurry();
    assertTrue(rest.awaitEnd(soon()));
    assertEquals(List.of("first", "second"), List.copyOf(done));
  }

  @Test
  void isDoneOnceHoweverManyAnswersThereAre() {
    RestOfStart rest = rest(NEVER, Duration.ZERO);
    for (int i = 0; i < 3; i++) {
      rest.asked();
      rest.answered();
      rest.hurry();
      assertTrue(rest.awaitEnd(soon()));
    }
    assertEquals(List.of("first", "second"), List.copyOf(done));
  }

  @Test
  void goesOnAfterAPartThatFails() {
    RestOfStart rest =
        new RestOfStart(
            List.of(
                () -> {
                  throw new NoClassDefFoundError("first");
                },
                () -> done.add("second")),
            NEVER,
            NEVER);
    rest.begin();
    rest.hurry();
    assertTrue(rest.awaitEnd(soon()));
    assertEquals(List.of("second"), List.copyOf(done));
  }
}
