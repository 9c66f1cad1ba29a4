package io.acsbroker.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.exchange.Obtained.Answered;
import io.acsbroker.exchange.Obtained.Broken;
import io.acsbroker.exchange.Obtained.Late;
import io.acsbroker.exchange.Obtained.TooMany;
import io.acsbroker.issuance.Issuance.Cause;
import io.acsbroker.issuance.Issuance.RefusalReason;
import io.acsbroker.issuance.Issuance.Refused;
import io.acsbroker.issuance.Issuance.Unavailable;
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
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SharedIssuanceTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  private final IssuanceBench bench = new IssuanceBench(Duration.ofMinutes(15), 3);

  @Test
  void makesOneCallForAllWhoAskForTheSame() throws Exception {
    bench.gate = new CountDownLatch(1);
    List<Future<Obtained>> requests = new ArrayList<>();
    try (ExecutorService threads = Executors.newCachedThreadPool()) {
      for (int i = 0; i < 200; i++) {
        requests.add(threads.submit(() -> bench.obtain("a")));
      }
      bench.gate.countDown();
      Map<Source, Long> sources =
          requests.stream()
              .map(request -> assertInstanceOf(Answered.class, join(request)).source())
              .collect(Collectors.groupingBy(source -> source, Collectors.counting()));
      assertEquals(1, sources.get(Source.ACS));
    }
    assertEquals(1, bench.asked.get());
  }

  private static Obtained join(Future<Obtained> request) {
    try {
      return request.get();
    } catch (Exception failed) {
      throw new AssertionError(failed);
    }
  }

  @Test
  void isLateWhereAcsTakesTooLongAndLetsGoOfTheCall() {
    bench.gate = new CountDownLatch(1);
    VerifiedToken token = bench.token("a", IssuanceBench.LIFETIME);
    Late late = assertInstanceOf(Late.class, bench.obtain(token, Duration.ofMillis(20)));
    assertEquals(1, bench.cutOff.get(), "the call goes on");
    assertEquals(2, late.report().orElseThrow().tries());
    bench.gate.countDown();
    assertInstanceOf(Answered.class, bench.obtain(token, LONG));
    assertEquals(2, bench.asked.get());
  }

  @Test
  void asksAnewForWhoHasMoreTimeThanWhoAskedFirst() throws Exception {
    bench.gate = new CountDownLatch(1);
    VerifiedToken token = bench.token("a", IssuanceBench.LIFETIME);
    try (ExecutorService threads = Executors.newCachedThreadPool()) {
      Future<Obtained> hurried = threads.submit(() -> bench.obtain(token, Duration.ofMillis(200)));
      while (bench.asked.get() == 0) {
        Thread.onSpinWait();
      }
      Future<Obtained> patient = threads.submit(() -> bench.obtain(token, LONG));
      assertInstanceOf(Late.class, hurried.get());
      bench.gate.countDown();
      assertInstanceOf(Answered.class, patient.get());
    }
  }

  @Test
  void isLateOnAnInterruptedThreadAndLeavesItInterrupted() {
    bench.gate = new CountDownLatch(1);
    VerifiedToken token = bench.token("a", IssuanceBench.LIFETIME);
    Thread.currentThread().interrupt();
    Obtained obtained = bench.obtain(token, Duration.ofSeconds(2));
    assertTrue(Thread.interrupted());
    assertInstanceOf(Late.class, obtained);
    bench.gate.countDown();
  }

  @Test
  void reportsABugToAllWhoWaitAndForgetsIt() {
    IllegalStateException bug = new IllegalStateException("bug");
    bench.answer =
        () -> {
          throw bug;
        };
    assertSame(bug, assertInstanceOf(Broken.class, bench.obtain("a")).bug());
    assertInstanceOf(Broken.class, bench.obtain("a"));
    assertEquals(2, bench.asked.get());
  }

  @Test
  void limitsHowOftenOneUserReachesAcs() {
    bench.obtain("a");
    bench.clock.pass(Duration.ofMinutes(4));
    bench.obtain("b");
    bench.obtain("c");
    bench.clock.pass(Duration.ofMinutes(1));
    TooMany tooMany = assertInstanceOf(TooMany.class, bench.obtain("d"));
    assertEquals(Duration.ofMinutes(5), tooMany.retryAfter());
    assertEquals(3, bench.asked.get());
  }

  @Test
  void givesTheUserAnotherOneWhenTheWindowHasMovedOn() {
    for (String token : List.of("a", "b", "c")) {
      bench.obtain(token);
    }
    bench.clock.pass(UserLimit.WINDOW.minusMillis(1));
    assertInstanceOf(TooMany.class, bench.obtain("d"));
    bench.clock.pass(Duration.ofMillis(1));
    assertInstanceOf(Answered.class, bench.obtain("d"));
  }

  @Test
  void countsNothingThatIsAnsweredFromMemory() {
    for (int i = 0; i < 10; i++) {
      assertInstanceOf(Answered.class, bench.obtain("a"));
    }
    assertInstanceOf(Answered.class, bench.obtain("b"));
  }

  @Test
  void countsNothingThatAcsDidNotDecide() {
    bench.answer = () -> new Unavailable(Cause.ACS_UNAVAILABLE, Optional.empty(), "HTTP 500");
    for (int i = 0; i < 10; i++) {
      assertInstanceOf(Answered.class, bench.obtain("a"));
    }
  }

  @Test
  void countsNothingThatTheBrokerGotWrong() {
    bench.answer = () -> new Refused(RefusalReason.BROKER_DENIED, "HTTP 401 Denied");
    for (int i = 0; i < 10; i++) {
      assertInstanceOf(Answered.class, bench.obtain("a"));
    }
    bench.answer = () -> new Refused(RefusalReason.TEAMS_LICENSE_MISSING, "HTTP 403");
    for (int i = 0; i < 3; i++) {
      assertInstanceOf(Answered.class, bench.obtain("a"));
    }
    assertInstanceOf(TooMany.class, bench.obtain("a"));
  }

  @Test
  void countsWhomAcsDoesNotLetIn() {
    bench.answer = () -> new Refused(RefusalReason.ACCESS_NOT_ASSIGNED, "HTTP 403");
    for (int i = 0; i < 3; i++) {
      assertInstanceOf(Answered.class, bench.obtain("a"));
    }
    assertInstanceOf(TooMany.class, bench.obtain("a"));
  }

  @Test
  void remembersAndCountsForEachRouteByItself() {
    VerifiedToken token = bench.token("a", IssuanceBench.LIFETIME);
    for (ExchangeRoute route : ExchangeRoute.values()) {
      assertEquals(Source.ACS, source(bench.obtain(route, token, LONG)));
      assertEquals(Source.MEMORY, source(bench.obtain(route, token, LONG)));
      for (String other : List.of("b", "c")) {
        bench.obtain(route, bench.token(other, IssuanceBench.LIFETIME), LONG);
      }
      VerifiedToken oneMore = bench.token("d", IssuanceBench.LIFETIME);
      assertInstanceOf(TooMany.class, bench.obtain(route, oneMore, LONG));
    }
    assertEquals(9, bench.asked.get());
  }

  private static Source source(Obtained obtained) {
    return assertInstanceOf(Answered.class, obtained).source();
  }

  @Test
  void leavesOtherUsersAlone() {
    for (String token : List.of("a", "b", "c")) {
      bench.obtain(token);
    }
    VerifiedToken other =
        bench.token("d", "33333333-3333-4333-8333-333333333333", IssuanceBench.LIFETIME);
    assertInstanceOf(Answered.class, bench.obtain(other, LONG));
  }
}
