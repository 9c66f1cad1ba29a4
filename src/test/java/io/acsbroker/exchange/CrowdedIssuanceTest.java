package io.acsbroker.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.acsbroker.exchange.IssuanceResult.Answered;
import io.acsbroker.exchange.IssuanceResult.Late;
import io.acsbroker.exchange.IssuanceResult.OverLimit;
import io.acsbroker.issuance.Issuance.Cause;
import io.acsbroker.issuance.Issuance.Unavailable;
import io.acsbroker.outcome.RefusalCode;
import io.acsbroker.outcome.Source;
import io.acsbroker.outcome.TooManyRequests;
import io.acsbroker.subject.VerifiedToken;
import io.acsbroker.token.ExchangeRoute;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A route with two threads, on which two users' requests hang. */
@Timeout(60)
class CrowdedIssuanceTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final int WAITING = 1_000;
  private static final int LIMIT = 5;

  private static final IssuanceResult AT_ONCE = new OverLimit(TooManyRequests.atOnce());

  private final IssuanceFixture fixture =
      new IssuanceFixture(Duration.ofMinutes(15), LIMIT, 1, LONG);
  private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch hanging = new CountDownLatch(1);
  private final List<Future<IssuanceResult>> waiting = new ArrayList<>();

  @BeforeEach
  void hang() {
    fixture.gate = hanging;
    waiting.addAll(sent(0, 2));
    while (fixture.asked.get() < 2) {
      Thread.onSpinWait();
    }
  }

  @AfterEach
  void letGo() {
    hanging.countDown();
    clients.close();
  }

  private VerifiedToken token(int number, int user) {
    String name = "22222222-2222-4222-8222-%012d".formatted(user);
    return fixture.token("token " + number, name, IssuanceFixture.LIFETIME);
  }

  /** Of one user each. */
  private List<Future<IssuanceResult>> sent(int first, int end) {
    return IntStream.range(first, end)
        .mapToObj(i -> clients.submit(() -> fixture.obtain(token(i, i), LONG)))
        .toList();
  }

  @Test
  void costsNothingWhereItIsNotBegunInTime() throws Exception {
    for (int i = 0; i < 10; i++) {
      IssuanceResult late = fixture.obtain(token(100 + i, 100), Duration.ofMillis(1));
      assertEquals(Optional.empty(), assertInstanceOf(Late.class, late).report());
    }
    assertEquals(2, fixture.asked.get());
    hanging.countDown();
    for (int i = 0; i < LIMIT; i++) {
      assertInstanceOf(Answered.class, fixture.obtain(token(200 + i, 100), LONG));
    }
    assertEquals(
        RefusalCode.TOO_MANY_EXCHANGES,
        IssuanceFixture.refusal(fixture.obtain(token(300, 100), LONG)).code());
  }

  @Test
  void holdsUpNoOtherRoute() {
    fixture.gate = new CountDownLatch(0);
    assertInstanceOf(
        Late.class, fixture.obtain(ExchangeRoute.TEAMS, token(100, 100), Duration.ofMillis(1)));
    assertInstanceOf(Answered.class, fixture.obtain(ExchangeRoute.ENTRA, token(100, 100), LONG));
  }

  @Test
  void isUnavailableToWhoeverFindsTheQueueFullAndCostsThemNothing() throws Exception {
    int more = 50;
    waiting.addAll(sent(2, 2 + WAITING + more));
    // So many find no place, and the others hold theirs
    while (waiting.stream().filter(Future::isDone).count() < more) {
      Thread.onSpinWait();
    }
    IssuanceResult refused = fixture.obtain(token(5_000, 5_000), LONG);
    Answered full = assertInstanceOf(Answered.class, refused);
    assertEquals(
        new Unavailable(
            Cause.ACS_UNAVAILABLE,
            Optional.of(Duration.ofSeconds(5)),
            "not asked, since too many requests are under way"),
        full.report().answer());
    assertEquals(0, full.report().tries());
    assertEquals(Source.BROKER, full.source());
    hanging.countDown();
    for (Future<IssuanceResult> one : waiting) {
      assertInstanceOf(Answered.class, one.get());
    }
    for (int i = 0; i < LIMIT; i++) {
      assertInstanceOf(Answered.class, fixture.obtain(token(6_000 + i, 5_000), LONG));
    }
  }

  @Test
  void refusesTheFifthRequestOfAUserWhichCostsNothing() throws Exception {
    for (int i = 0; i < 4; i++) {
      VerifiedToken token = token(1_000 + i, 9);
      waiting.add(clients.submit(() -> inItsPlace(token)));
    }
    while (!fixture.obtain(token(2_000, 9), Duration.ofMillis(1)).equals(AT_ONCE)) {
      Thread.onSpinWait();
    }
    for (int i = 0; i < 10; i++) {
      assertEquals(AT_ONCE, fixture.obtain(token(2_000, 9), LONG));
    }
    assertEquals(2, fixture.asked.get());
    hanging.countDown();
    for (Future<IssuanceResult> one : waiting) {
      assertInstanceOf(Answered.class, one.get());
    }
    assertEquals(2 + 4, fixture.asked.get());
    assertInstanceOf(Answered.class, fixture.obtain(token(3_000, 9), LONG));
    assertEquals(
        RefusalCode.TOO_MANY_EXCHANGES,
        IssuanceFixture.refusal(fixture.obtain(token(3_001, 9), LONG)).code());
  }

  /** Asks until it has a place, which the test's own request for one may hold for a moment. */
  private IssuanceResult inItsPlace(VerifiedToken token) {
    IssuanceResult result;
    do {
      result = fixture.obtain(token, LONG);
    } while (result.equals(AT_ONCE));
    return result;
  }
}
