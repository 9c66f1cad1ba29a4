package io.acsbroker.issuance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.acsbroker.azure.SignIn;
import io.acsbroker.fixture.ManualClock;
import io.acsbroker.fixture.SampleSubjects;
import io.acsbroker.issuance.Issuance.Cause;
import io.acsbroker.issuance.Issuance.Issued;
import io.acsbroker.issuance.Issuance.Unavailable;
import io.acsbroker.token.Deadline;
import io.acsbroker.token.IssuedToken;
import io.acsbroker.token.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How many calls there are at once. */
class ConcurrentCallsTest {
  private static final int LIMIT = 3;
  private static final Subject USER = SampleSubjects.number(0);

  private final AtomicInteger underWay = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();
  private final CountDownLatch limitReached = new CountDownLatch(LIMIT);
  private final CountDownLatch mayAnswer = new CountDownLatch(1);
  private final AcsThrottle throttle = new AcsThrottle(new ManualClock(), () -> 0);
  private final AcsRequests<Issuance> requests =
      new AcsRequests<>(
          SignIn.NOT_NEEDED,
          throttle,
          new AcsBreaker(new ManualClock()),
          new Semaphore(LIMIT, true),
          new RetryPause(() -> 0),
          why -> why);

  private AcsReport<Issuance> call() {
    most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
    limitReached.countDown();
    try {
      mayAnswer.await();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
    underWay.decrementAndGet();
    return AcsReport.of(
        new Issued(new IssuedToken("t", Instant.MAX, "8:orgid:x")), Optional.empty());
  }

  @Test
  void makesNoMoreCallsThanAllowedAndLetsNobodyWaitOnlyToHearThatAcsThrottles() throws Exception {
    try (ExecutorService threads = Executors.newCachedThreadPool()) {
      Callable<AcsReport<Issuance>> patient =
          () -> requests.ask(USER, this::call, Deadline.in(Duration.ofMinutes(1)));
      List<Future<AcsReport<Issuance>>> calls =
          IntStream.range(0, 4 * LIMIT).mapToObj(i -> threads.submit(patient)).toList();
      limitReached.await();
      AcsReport<Issuance> late = requests.ask(USER, this::call, Deadline.in(Duration.ofMillis(20)));
      assertEquals("out of time", assertInstanceOf(Unavailable.class, late.answer()).diagnosis());
      throttle.leaveAlone(Duration.ofSeconds(30));
      AcsReport<Issuance> throttled =
          requests.ask(USER, this::call, Deadline.in(Duration.ofMinutes(1)));
      assertEquals(
          Cause.ACS_THROTTLES, assertInstanceOf(Unavailable.class, throttled.answer()).cause());
      mayAnswer.countDown();
      int answered = 0;
      for (Future<AcsReport<Issuance>> call : calls) {
        answered += call.get().answer() instanceof Issued ? 1 : 0;
      }
      assertEquals(LIMIT, answered, "who waited for a turn meanwhile hears that ACS throttles");
    }
    assertEquals(LIMIT, most.get());
  }
}
