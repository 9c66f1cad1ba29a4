package io.acsbroker.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.acsbroker.fixture.ManualClock;
import io.acsbroker.json.JsonObject;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Function;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which requests have a line of their own, and when the others are counted. */
class RequestLogTest {
  private static final Logger LATE = Logger.getLogger(RequestLog.class.getName());
  private static final ExchangeEvent.TokenTrace UNKNOWN =
      new ExchangeEvent.TokenTrace(Optional.empty(), Optional.empty(), Optional.empty());

  private final ManualClock clock = new ManualClock();
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private final RequestLog log = new RequestLog(clock, waiting::add);
  private final List<JsonObject> written = new ArrayList<>();
  private final List<JsonObject> late = new ArrayList<>();
  private final Logger logger = Logger.getAnonymousLogger();
  private final Handler toLate = handler(late);

  @BeforeEach
  void listen() {
    logger.setUseParentHandlers(false);
    logger.addHandler(handler(written));
    LATE.setUseParentHandlers(false);
    LATE.addHandler(toLate);
  }

  @AfterEach
  void leave() {
    LATE.removeHandler(toLate);
    LATE.setUseParentHandlers(true);
  }

  /** Brokers of other tests in this process write late lines on threads of theirs. */
  private static Handler handler(List<JsonObject> lines) {
    Thread own = Thread.currentThread();
    return new Handler() {
      @Override
      public void publish(LogRecord line) {
        if (Thread.currentThread() == own) {
          lines.add(JsonObject.parse(line.getMessage()).orElseThrow());
        }
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }

  private static RequestEvent event(int status, String reason, Optional<ExchangeEvent> exchange) {
    return new RequestEvent(
        "TeamsToken", status, "code", reason, "an id", Duration.ofMillis(1), exchange);
  }

  private static RequestEvent refusal(String reason) {
    return event(401, reason, Optional.empty());
  }

  private static Optional<ExchangeEvent> exchange(Optional<String> user, String token) {
    return Optional.of(
        new ExchangeEvent(
            new ExchangeEvent.Progress("a stage", "broker"),
            new ExchangeEvent.Parties(
                Optional.of("tenant of " + token),
                user,
                Optional.empty(),
                Optional.empty(),
                new ExchangeEvent.TokenTrace(
                    Optional.of(token), Optional.empty(), Optional.empty()),
                UNKNOWN),
            new ExchangeEvent.Times(
                Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, Optional.empty()),
            new ExchangeEvent.AcsCalls(0, Optional.empty()),
            "",
            0));
  }

  private void add(int count, Function<Integer, RequestEvent> event) {
    IntStream.range(0, count).forEach(number -> log.add(event.apply(number), logger));
  }

  private static long suppressed(JsonObject line) {
    return line.integer("suppressed").orElse(0L);
  }

  private static long requests(List<JsonObject> lines) {
    return lines.stream().mapToLong(line -> 1 + suppressed(line)).sum();
  }

  @Test
  void hasTheFirstTenOfAMinuteAndAtItsEndOneLineForTheOthers() {
    add(1000, number -> refusal("A"));
    assertEquals(10, written.size());
    assertEquals(0, late.size());
    waiting.remove().run();
    assertEquals(10, written.size());
    assertEquals(List.of(989L), late.stream().map(RequestLogTest::suppressed).toList());
    assertEquals(1000, requests(written) + requests(late));
  }

  @Test
  void hasOneLineMoreForOneThatWasLeftOutAndNoneForNone() {
    add(10, number -> refusal("A"));
    add(11, number -> refusal("B"));
    waiting.remove().run();
    assertEquals(21, written.size() + late.size());
    assertEquals(0, suppressed(late.getFirst()));
    assertEquals(Optional.of("B"), late.getFirst().string("reason"));
  }

  @Test
  void endsAMinuteWithTheNextRefusalOfAnyKindAndOnlyOnce() {
    add(15, number -> refusal("A"));
    clock.pass(RequestLog.MINUTE.minusMillis(1));
    add(1, number -> refusal("B"));
    assertEquals(0, late.size());
    clock.pass(Duration.ofMillis(1));
    add(1, number -> refusal("B"));
    assertEquals(List.of(4L), late.stream().map(RequestLogTest::suppressed).toList());
    waiting.remove().run();
    assertEquals(1, late.size());
    assertEquals(17, requests(written) + requests(late));
  }

  @Test
  void countsEachMinuteByItself() {
    for (int minute = 0; minute < 3; minute++) {
      add(100, number -> refusal("A"));
      clock.pass(RequestLog.MINUTE);
    }
    waiting.forEach(Runnable::run);
    assertEquals(30, written.size());
    assertEquals(3, late.size());
    assertEquals(300, requests(written) + requests(late));
  }

  @Test
  void endsAMinuteWhereTheClockWasSetBack() {
    add(20, number -> refusal("A"));
    clock.pass(Duration.ofDays(-1));
    waiting.remove().run();
    add(20, number -> refusal("A"));
    assertEquals(20, written.size());
  }

  @Test
  void tellsKindsApartByFunctionStatusCodeAndReason() {
    List<RequestEvent> kinds =
        List.of(
            refusal("A"),
            refusal("B"),
            event(400, "A", Optional.empty()),
            new RequestEvent("User", 401, "code", "A", "id", Duration.ZERO, Optional.empty()),
            new RequestEvent(
                "TeamsToken", 401, "other", "A", "id", Duration.ZERO, Optional.empty()));
    for (RequestEvent kind : kinds) {
      add(12, number -> kind);
    }
    assertEquals(50, written.size());
    waiting.remove().run();
    assertEquals(5, late.size());
  }

  @Test
  void takesNoTokenNorTenantForAKind() {
    add(50, number -> event(403, "A", exchange(Optional.empty(), "token " + number)));
    assertEquals(10, written.size());
    waiting.remove().run();
    assertEquals(Optional.of("token 49"), late.getFirst().string("tokenSha256"));
  }

  private static RequestEvent withDetails(String details) {
    return new RequestEvent(
        "F", 401, "code", "EXPIRED", details, "id", Duration.ZERO, Optional.empty(), 0);
  }

  /**
   * Each token has another {@code exp}: were the details part of the kind, nothing would bound it.
   */
  @Test
  void takesNoDetailsForAKindHoweverManyThereAre() {
    int requests = 10 * RefusalMinute.KINDS;
    add(requests, number -> withDetails("exp " + number));
    assertEquals(RefusalMinute.WRITTEN, written.size());
    assertEquals(Optional.of("exp 9"), written.getLast().string("details"));
    waiting.remove().run();
    assertEquals(1, late.size());
    assertEquals(Optional.of("exp " + (requests - 1)), late.getFirst().string("details"));
    assertEquals(requests, requests(written) + requests(late));
  }

  @Test
  void leavesOutNoRequestWhoseUserIsKnownAndNoneThatSucceeded() {
    add(100, number -> refusal("A"));
    add(100, number -> event(403, "A", exchange(Optional.of("user"), "token")));
    add(100, number -> event(503, "A", exchange(Optional.of("user"), "token")));
    add(100, number -> event(200, "", Optional.empty()));
    Map<Long, Long> byStatus =
        written.stream()
            .collect(
                Collectors.groupingBy(
                    line -> line.integer("status").orElseThrow(), Collectors.counting()));
    assertEquals(Map.of(401L, 10L, 403L, 100L, 503L, 100L, 200L, 100L), byStatus);
  }

  @Test
  void keepsNoMoreKindsThanItHasPlaceFor() {
    int reasons = 3 * RefusalMinute.KINDS;
    add(reasons, number -> refusal("reason " + number));
    assertEquals(RefusalMinute.KINDS + RefusalMinute.WRITTEN, written.size());
    waiting.remove().run();
    assertEquals(reasons, requests(written) + requests(late));
    assertEquals(1, late.size());
  }
}
