package io.acsbroker.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.admission.UserLimit;
import io.acsbroker.exchange.IssuanceResult.Answered;
import io.acsbroker.exchange.IssuanceResult.Late;
import io.acsbroker.exchange.IssuanceResult.OverLimit;
import io.acsbroker.fixture.EventDeadline;
import io.acsbroker.issuance.Issuance;
import io.acsbroker.issuance.Issuance.Cause;
import io.acsbroker.issuance.Issuance.RefusalReason;
import io.acsbroker.issuance.Issuance.Refused;
import io.acsbroker.issuance.Issuance.Unavailable;
import io.acsbroker.outcome.RefusalCode;
import io.acsbroker.outcome.Source;
import io.acsbroker.outcome.TooManyRequests;
import io.acsbroker.subject.VerifiedToken;
import io.acsbroker.token.ExchangeRoute;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SharedIssuanceTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  private final IssuanceFixture fixture = new IssuanceFixture(Duration.ofMinutes(15), 3);

  @Test
  void makesOneCallForAllWhoAskForTheSame() throws Exception {
    fixture.gate = new CountDownLatch(1);
    List<Future<IssuanceResult>> requests = new ArrayList<>();
    try (ExecutorService threads = Executors.newCachedThreadPool()) {
      for (int i = 0; i < 200; i++) {
        requests.add(threads.submit(() -> fixture.obtain("a")));
      }
      fixture.gate.countDown();
      Map<Source, Long> sources =
          requests.stream()
              .map(request -> assertInstanceOf(Answered.class, join(request)).source())
              .collect(Collectors.groupingBy(source -> source, Collectors.counting()));
      assertEquals(1, sources.get(Source.ACS));
    }
    assertEquals(1, fixture.asked.get());
  }

  private static IssuanceResult join(Future<IssuanceResult> request) {
    try {
      return request.get();
    } catch (Exception failed) {
      throw new AssertionError(failed);
    }
  }

  @Test
  void isLateWhereAcsTakesTooLongAndLetsGoOfTheCall() {
    fixture.gate = new CountDownLatch(1);
    VerifiedToken token = fixture.token("a", IssuanceFixture.LIFETIME);
    Late late =
        assertInstanceOf(Late.class, fixture.obtain(token, EventDeadline.once(fixture.begun)));
    assertEquals(1, fixture.cutOff.get(), "the call goes on");
    assertEquals(2, late.report().orElseThrow().tries());
    fixture.gate.countDown();
    assertInstanceOf(Answered.class, fixture.obtain(token, LONG));
    assertEquals(2, fixture.asked.get());
  }

  @Test
  void asksAnewForWhoHasMoreTimeThanWhoAskedFirst() throws Exception {
    fixture.gate = new CountDownLatch(1);
    VerifiedToken token = fixture.token("a", IssuanceFixture.LIFETIME);
    try (ExecutorService threads = Executors.newCachedThreadPool()) {
      CountDownLatch hurry = new CountDownLatch(1);
      Future<IssuanceResult> hurried =
          threads.submit(() -> fixture.obtain(token, EventDeadline.once(hurry)));
      fixture.begun.await();
      FutureTask<IssuanceResult> patient = new FutureTask<>(() -> fixture.obtain(token, LONG));
      Thread waiting = Thread.ofPlatform().start(patient);
      while (waiting.getState() != Thread.State.TIMED_WAITING) {
        Thread.onSpinWait();
      }
      hurry.countDown();
      assertInstanceOf(Late.class, hurried.get());
      fixture.gate.countDown();
      assertInstanceOf(Answered.class, patient.get());
    }
  }

  @Test
  void isLateOnAnInterruptedThreadAndLeavesItInterrupted() {
    fixture.gate = new CountDownLatch(1);
    VerifiedToken token = fixture.token("a", IssuanceFixture.LIFETIME);
    Thread.currentThread().interrupt();
    IssuanceResult obtained = fixture.obtain(token, Duration.ofSeconds(2));
    assertTrue(Thread.interrupted());
    assertInstanceOf(Late.class, obtained);
    fixture.gate.countDown();
  }

  @Test
  void reportsABugToAllWhoWaitAndForgetsIt() {
    IllegalStateException bug = new IllegalStateException("bug");
    fixture.answer =
        () -> {
          throw bug;
        };
    for (int i = 0; i < 2; i++) {
      IllegalStateException thrown =
          assertThrows(IllegalStateException.class, () -> fixture.obtain("a"));
      assertSame(bug, thrown.getCause());
    }
    assertEquals(2, fixture.asked.get());
  }

  @Test
  void limitsHowOftenOneUserReachesAcs() {
    fixture.obtain("a");
    fixture.clock.pass(Duration.ofMinutes(4));
    fixture.obtain("b");
    fixture.obtain("c");
    fixture.clock.pass(Duration.ofMinutes(1));
    OverLimit overLimit = assertInstanceOf(OverLimit.class, fixture.obtain("d"));
    assertEquals(TooManyRequests.until(Duration.ofMinutes(5)), overLimit.outcome());
    assertEquals(3, fixture.asked.get());
  }

  @Test
  void givesTheUserAnotherOneWhenTheWindowHasMovedOn() {
    for (String token : List.of("a", "b", "c")) {
      fixture.obtain(token);
    }
    fixture.clock.pass(UserLimit.WINDOW.minusMillis(1));
    assertEquals(
        RefusalCode.TOO_MANY_EXCHANGES, IssuanceFixture.refusal(fixture.obtain("d")).code());
    fixture.clock.pass(Duration.ofMillis(1));
    assertInstanceOf(Answered.class, fixture.obtain("d"));
  }

  @Test
  void countsNothingThatIsAnsweredFromMemory() {
    for (int i = 0; i < 10; i++) {
      assertInstanceOf(Answered.class, fixture.obtain("a"));
    }
    assertInstanceOf(Answered.class, fixture.obtain("b"));
  }

  @Test
  void givesThreeOutagesInTenMinutesBack() {
    fixture.answer = () -> new Unavailable(Cause.ACS_UNAVAILABLE, Optional.empty(), "HTTP 500");
    assertEquals(6, answeredOf(60), "three that count, and three that were given back");
    assertEquals(6, fixture.asked.get());
    VerifiedToken innocent =
        fixture.token("b", "33333333-3333-4333-8333-333333333333", IssuanceFixture.LIFETIME);
    assertInstanceOf(Answered.class, fixture.obtain(innocent, LONG));

    fixture.clock.pass(UserLimit.WINDOW);
    assertEquals(6, answeredOf(60));
  }

  private int answeredOf(int requests) {
    int answered = 0;
    for (int i = 0; i < requests; i++) {
      answered += fixture.obtain("a") instanceof Answered ? 1 : 0;
    }
    return answered;
  }

  @Test
  void givesBackWhateverNobodyWasAskedFor() {
    fixture.tries = 0;
    fixture.answer = () -> new Unavailable(Cause.ACS_THROTTLES, Optional.empty(), "not asked");
    assertEquals(60, answeredOf(60));
  }

  @Test
  void givesThreeBackThatTheBrokerGotWrong() {
    fixture.answer = () -> new Refused(RefusalReason.BROKER_DENIED, "HTTP 401 Denied");
    for (int i = 0; i < 3; i++) {
      assertInstanceOf(Answered.class, fixture.obtain("a"));
    }
    fixture.answer = () -> new Refused(RefusalReason.TEAMS_LICENSE_MISSING, "HTTP 403");
    for (int i = 0; i < 3; i++) {
      assertInstanceOf(Answered.class, fixture.obtain("a"));
    }
    assertEquals(
        RefusalCode.TOO_MANY_EXCHANGES, IssuanceFixture.refusal(fixture.obtain("a")).code());
  }

  @Test
  void countsWhomAcsDoesNotLetIn() {
    fixture.answer = () -> new Refused(RefusalReason.ACCESS_NOT_ASSIGNED, "HTTP 403");
    for (int i = 0; i < 3; i++) {
      assertInstanceOf(Answered.class, fixture.obtain("a"));
    }
    assertEquals(
        RefusalCode.TOO_MANY_EXCHANGES, IssuanceFixture.refusal(fixture.obtain("a")).code());
  }

  @Test
  void remembersAndCountsForEachRouteByItself() {
    VerifiedToken token = fixture.token("a", IssuanceFixture.LIFETIME);
    for (ExchangeRoute route : ExchangeRoute.values()) {
      assertEquals(Source.ACS, source(fixture.obtain(route, token, LONG)));
      assertEquals(Source.MEMORY, source(fixture.obtain(route, token, LONG)));
      for (String other : List.of("b", "c")) {
        fixture.obtain(route, fixture.token(other, IssuanceFixture.LIFETIME), LONG);
      }
      VerifiedToken oneMore = fixture.token("d", IssuanceFixture.LIFETIME);
      assertEquals(
          RefusalCode.TOO_MANY_EXCHANGES,
          IssuanceFixture.refusal(fixture.obtain(route, oneMore, LONG)).code());
    }
    assertEquals(9, fixture.asked.get());
  }

  private static Source source(IssuanceResult obtained) {
    return assertInstanceOf(Answered.class, obtained).source();
  }

  @Test
  void leavesOtherUsersAlone() {
    for (String token : List.of("a", "b", "c")) {
      fixture.obtain(token);
    }
    VerifiedToken other =
        fixture.token("d", "33333333-3333-4333-8333-333333333333", IssuanceFixture.LIFETIME);
    assertInstanceOf(Answered.class, fixture.obtain(other, LONG));
  }

  /** It is left behind, and whoever comes next has ACS asked again. */
  @Test
  void isLateWhereACallDoesNotEndThoughItIsInterrupted() {
    IssuanceFixture curt = new IssuanceFixture(Duration.ofMinutes(15), 3, 16, Duration.ZERO);
    CountDownLatch end = new CountDownLatch(1);
    Supplier<Issuance> answer = curt.answer;
    curt.answer =
        () -> {
          while (end.getCount() > 0) {
            Thread.onSpinWait();
          }
          return answer.get();
        };
    VerifiedToken token = curt.token("a", IssuanceFixture.LIFETIME);
    assertEquals(new Late(Optional.empty()), curt.obtain(token, EventDeadline.once(curt.begun)));
    curt.answer = answer;
    assertInstanceOf(Answered.class, curt.obtain(token, LONG));
    end.countDown();
  }

  @Test
  void isLateWhereTheCallOfAnotherRequestTakesTooLong() throws Exception {
    fixture.gate = new CountDownLatch(1);
    VerifiedToken token = fixture.token("a", IssuanceFixture.LIFETIME);
    try (ExecutorService threads = Executors.newCachedThreadPool()) {
      Future<IssuanceResult> patient = threads.submit(() -> fixture.obtain(token, LONG));
      while (fixture.asked.get() == 0) {
        Thread.onSpinWait();
      }
      assertEquals(new Late(Optional.empty()), fixture.obtain(token, Duration.ofMillis(20)));
      fixture.gate.countDown();
      assertInstanceOf(Answered.class, patient.get());
    }
  }
}
