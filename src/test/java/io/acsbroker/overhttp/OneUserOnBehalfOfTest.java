package io.acsbroker.overhttp;

import static io.acsbroker.overhttp.CallerFixture.assertGranted;
import static io.acsbroker.overhttp.OnBehalfOfRequests.LIMIT;
import static io.acsbroker.overhttp.OnBehalfOfRequests.codes;
import static io.acsbroker.overhttp.OnBehalfOfRequests.joined;
import static io.acsbroker.overhttp.OnBehalfOfRequests.request;
import static io.acsbroker.overhttp.OnBehalfOfRequests.started;
import static io.acsbroker.overhttp.OnBehalfOfRequests.user;
import static io.acsbroker.overhttp.RunningBroker.sending;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.local.LocalCloud;
import io.acsbroker.local.acs.AcsEmulator;
import io.acsbroker.local.entra.EntraRefusal;
import io.acsbroker.local.entra.OnBehalfOf;
import io.acsbroker.local.entra.SampleUser;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What one user can do to Entra, to ACS and to others where tokens are got on behalf of users. */
@Timeout(120)
class OneUserOnBehalfOfTest {
  private static final LocalCloud CLOUD = RunningBroker.CLOUD;
  private static final OnBehalfOf ENTRA = CLOUD.entra().onBehalfOf();
  private static final AcsEmulator ACS = CLOUD.acs();

  /** Less than the broker waits for Entra, so that it gives up nothing that Entra still does. */
  private static final Duration SLOW = Duration.ofSeconds(3);

  /** For tests in which many requests share a busy machine: no deadline passes meanwhile. */
  private static final Map<String, String> PATIENT = Map.of("BROKER_DEADLINE_SECONDS", "120");

  /** And so many requests at the same moment are within the user's limit. */
  private static final Map<String, String> UNLIMITED =
      Map.of("BROKER_DEADLINE_SECONDS", "120", "BROKER_USER_EXCHANGE_LIMIT", "1000");

  private final SampleUser busy = user();
  private final SampleUser innocent = user();

  @AfterEach
  void everythingIsAsItWas() {
    ENTRA.forgetAnswersToUsers();
    ENTRA.answerRequests(null);
    ENTRA.changeTokens(UnaryOperator.identity());
    ACS.answerExchanges(null);
  }

  /** One request after the other, each with a caller token of its own. */
  private List<HttpResponse<String>> inTurn(RunningBroker broker, int times) {
    return IntStream.range(0, times)
        .mapToObj(i -> RunningBroker.send(request(broker, busy)))
        .toList();
  }

  @Test
  void hasABudgetBeforeEntraIsAsked() {
    try (RunningBroker broker = started()) {
      int atAcs = ACS.exchanges();
      assertEquals(Map.of("HTTP 200", 12L, "too_many_exchanges", 288L), codes(inTurn(broker, 300)));
      assertEquals(LIMIT, ENTRA.requestsOf(busy));
      assertEquals(LIMIT, ACS.exchanges() - atAcs);
      assertGranted(innocent, request(broker, innocent));
    }
  }

  @Test
  void countsWhatEntraRefuses() {
    ENTRA.refuse(busy, EntraRefusal.USER_DISABLED);
    try (RunningBroker broker = started()) {
      assertEquals(
          Map.of("user_blocked", 12L, "too_many_exchanges", 28L), codes(inTurn(broker, 40)));
      assertEquals(LIMIT, ENTRA.requestsOf(busy));
      assertGranted(innocent, request(broker, innocent));
    }
  }

  @Test
  void hasThreeOutagesInTenMinutesForNothing() {
    MovedClock time = new MovedClock();
    try (RunningBroker broker = started(time, Map.of())) {
      ENTRA.refuse(busy, EntraRefusal.TEMPORARY);
      assertEquals(
          Map.of("entra_unavailable", 15L, "too_many_exchanges", 45L), codes(inTurn(broker, 60)));
      assertEquals(LIMIT + 3, ENTRA.requestsOf(busy));
      assertGranted(innocent, request(broker, innocent));

      ENTRA.forgetAnswersToUsers();
      time.pass(Duration.ofMinutes(10));
      assertGranted(busy, request(broker, busy));
    }
  }

  @Test
  void paysNothingForWhatIsRememberedOrAskedForAnyway() {
    CountDownLatch open = new CountDownLatch(1);
    try (RunningBroker broker = started()) {
      HttpRequest.Builder same = request(broker, busy);
      ENTRA.disturbRequests(
          handler ->
              request -> {
                open.await();
                return handler.answer(request);
              });
      List<CompletableFuture<HttpResponse<String>>> together =
          IntStream.range(0, 30).mapToObj(i -> sending(same)).toList();
      open.countDown();
      assertEquals(Map.of("HTTP 200", 30L), codes(joined(together)));
      IntStream.range(0, 30).forEach(i -> assertGranted(busy, same));
      assertEquals(1, ENTRA.requestsOf(busy));
      // One of them has paid for Entra, and the same one or another for ACS
      assertEquals(Map.of("HTTP 200", LIMIT - 2L), codes(inTurn(broker, LIMIT - 2)));
    }
  }

  /**
   * What this user asks Entra for takes long, unless it is open.
   *
   * @param most how many requests of the user there were at the same time
   */
  private static void hang(
      SampleUser user, CountDownLatch came, CountDownLatch open, AtomicInteger most) {
    AtomicInteger now = new AtomicInteger();
    ENTRA.disturbRequestsOf(
        user,
        handler ->
            request -> {
              most.accumulateAndGet(now.incrementAndGet(), Math::max);
              came.countDown();
              open.await(SLOW.toMillis(), TimeUnit.MILLISECONDS);
              now.decrementAndGet();
              return handler.answer(request);
            });
  }

  @Test
  void holdsFourPlacesAtEntraWithSevenHundredTokensWhileOthersAreServed()
      throws InterruptedException {
    CountDownLatch came = new CountDownLatch(4);
    CountDownLatch open = new CountDownLatch(1);
    AtomicInteger most = new AtomicInteger();
    hang(busy, came, open, most);
    CountDownLatch answered = new CountDownLatch(640);
    try (RunningBroker broker = started(InstantSource.system(), UNLIMITED)) {
      List<CompletableFuture<HttpResponse<String>>> flood =
          IntStream.range(0, 700).mapToObj(i -> sending(request(broker, busy))).toList();
      for (CompletableFuture<HttpResponse<String>> one : flood) {
        var unused = one.thenRun(answered::countDown);
      }
      came.await();
      for (int i = 0; i < 20; i++) {
        SampleUser other = user();
        assertGranted(other, request(broker, other));
      }
      // Who comes after it is open is served, and the machine may be busy
      answered.await();
      open.countDown();
      Map<String, Long> codes = codes(joined(flood));
      long served = ENTRA.requestsOf(busy);
      assertEquals(4, most.get());
      assertEquals(Map.of("HTTP 200", served, "too_many_requests", 700 - served), codes);
      assertTrue(served <= 100, codes::toString);
    }
  }

  @Test
  void isServedBesideAThousandUsersAtOnceOfWhomNoneIsRefused() {
    try (RunningBroker broker = started(InstantSource.system(), PATIENT)) {
      List<SampleUser> users = IntStream.range(0, 1_000).mapToObj(i -> user()).toList();
      List<HttpRequest.Builder> requests =
          users.stream().map(user -> request(broker, user)).toList();
      List<CompletableFuture<HttpResponse<String>>> answers =
          requests.stream().map(RunningBroker::sending).toList();
      assertEquals(Map.of("HTTP 200", 1_000L), codes(joined(answers)));
      users.forEach(user -> assertEquals(1, ENTRA.requestsOf(user)));
    }
  }
}
