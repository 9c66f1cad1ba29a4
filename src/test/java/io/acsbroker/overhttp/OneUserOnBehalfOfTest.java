package io.acsbroker.overhttp;

import static io.acsbroker.overhttp.CallerFixture.assertGranted;
import static io.acsbroker.overhttp.CallerFixture.bodyless;
import static io.acsbroker.overhttp.CallerFixture.callerToken;
import static io.acsbroker.overhttp.CallerFixture.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.json.JsonObject;
import io.acsbroker.local.LocalCloud;
import io.acsbroker.local.acs.AcsEmulator;
import io.acsbroker.local.entra.EntraRefusal;
import io.acsbroker.local.entra.InventedUsers;
import io.acsbroker.local.entra.OnBehalfOf;
import io.acsbroker.local.entra.SampleUser;
import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.local.net.LoopbackHandler;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
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

  /** As the settings have it where nobody says anything else. */
  private static final int LIMIT = 12;

  /** Less than the broker waits for Entra, so that it gives up nothing that Entra still does. */
  private static final Duration SLOW = Duration.ofSeconds(3);

  /** For tests in which many requests share a busy machine: no deadline passes meanwhile. */
  private static final Map<String, String> PATIENT = Map.of("BROKER_DEADLINE_SECONDS", "120");

  /** Of every test its own users, even numbers: all of one tenant. */
  private static final AtomicLong NEXT = new AtomicLong(100_000);

  private final SampleUser busy = user();
  private final SampleUser innocent = user();
  private int sent;

  private static SampleUser user() {
    return InventedUsers.number(NEXT.getAndAdd(2));
  }

  private static RunningBroker started(InstantSource clock, Map<String, String> further) {
    Map<String, String> settings = new HashMap<>(CallerFixture.onBehalfOf());
    settings.put("BROKER_USER_EXCHANGE_LIMIT", Integer.toString(LIMIT));
    settings.putAll(further);
    return CallerFixture.start(settings, clock);
  }

  private static RunningBroker started() {
    return started(InstantSource.system(), Map.of());
  }

  @AfterEach
  void everythingIsAsItWas() {
    ENTRA.forgetAnswersToUsers();
    ENTRA.answerRequests(null);
    ENTRA.changeTokens(UnaryOperator.identity());
    ACS.answerExchanges(null);
  }

  /** A caller token of this user that nobody has sent yet. */
  private String fresh(SampleUser user) {
    sent++;
    return callerToken(user, order -> order.withLifetime(Duration.ofSeconds(4_000 + sent)));
  }

  private HttpRequest.Builder request(RunningBroker broker, SampleUser user) {
    return bodyless(broker, fresh(user));
  }

  private static Map<String, Long> codes(List<HttpResponse<String>> answers) {
    return answers.stream()
        .map(
            answer ->
                RunningBroker.json(answer).string("code").orElse("HTTP " + answer.statusCode()))
        .collect(Collectors.groupingBy(code -> code, Collectors.counting()));
  }

  private static CompletableFuture<HttpResponse<String>> sending(HttpRequest.Builder request) {
    return RunningBroker.CLIENT.sendAsync(request.build(), BodyHandlers.ofString());
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
      disturb(
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

  private static CannedAnswer tooMany(int seconds) {
    return new CannedAnswer(
        429, Map.of("Retry-After", "" + seconds), "{\"error\":\"throttled\"}", Duration.ZERO);
  }

  private static long retryAfter(JsonObject problem) {
    return problem.integer("retryAfterSeconds").orElseThrow();
  }

  @Test
  void isLeftAloneByItselfWhereEntraFindsALoop() {
    ENTRA.refuse(busy, EntraRefusal.LOOP_DETECTED);
    assertLeftAloneByItself(5);
  }

  @Test
  void isLeftAloneByItselfWhereEntraThrottlesIt() {
    ENTRA.answerRequestsOf(busy, tooMany(600));
    assertLeftAloneByItself(600);
  }

  private void assertLeftAloneByItself(long seconds) {
    try (RunningBroker broker = started()) {
      assertEquals(seconds, retryAfter(refused(503, "entra_throttled", request(broker, busy))));
      for (int i = 0; i < 20; i++) {
        SampleUser other = user();
        assertGranted(other, request(broker, other));
        refused(503, "entra_throttled", request(broker, busy));
      }
      assertEquals(1, ENTRA.requestsOf(busy));
    }
  }

  @Test
  void doesNotPauseTheTenantWithFourOthersAndWithFiveOnceForAMinuteUntilOneProbe()
      throws InterruptedException {
    MovedClock time = new MovedClock();
    try (RunningBroker broker = started(time, Map.of())) {
      for (int i = 0; i < 4; i++) {
        throttle(broker);
      }
      assertGranted(innocent, request(broker, innocent));
      throttle(broker);
      int asked = ENTRA.requests();
      long wait = retryAfter(refused(503, "entra_throttled", request(broker, innocent)));
      assertTrue(wait > 50 && wait <= 60, "a minute at most, not the ten of the answer: " + wait);
      SampleUser elsewhere = InventedUsers.number(NEXT.getAndAdd(2) + 1);
      assertGranted(elsewhere, request(broker, elsewhere));
      assertEquals(asked + 1, ENTRA.requests(), "of the other tenant");

      time.pass(Duration.ofMinutes(1));
      assertOneProbe(broker);
      SampleUser throttledNoMore = user();
      assertGranted(throttledNoMore, request(broker, throttledNoMore));
    }
  }

  private void throttle(RunningBroker broker) {
    SampleUser throttled = user();
    ENTRA.answerRequestsOf(throttled, tooMany(600));
    assertEquals(600, retryAfter(refused(503, "entra_throttled", request(broker, throttled))));
  }

  private void assertOneProbe(RunningBroker broker) throws InterruptedException {
    CountDownLatch came = new CountDownLatch(1);
    CountDownLatch open = new CountDownLatch(1);
    disturb(
        handler ->
            request -> {
              came.countDown();
              open.await();
              return handler.answer(request);
            });
    int asked = ENTRA.requests();
    CompletableFuture<HttpResponse<String>> probe = sending(request(broker, innocent));
    came.await();
    for (int i = 0; i < 20; i++) {
      assertEquals(1, retryAfter(refused(503, "entra_throttled", request(broker, user()))));
    }
    assertEquals(asked + 1, ENTRA.requests());
    open.countDown();
    assertEquals(200, probe.join().statusCode());
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
    try (RunningBroker broker = started(InstantSource.system(), PATIENT)) {
      List<CompletableFuture<HttpResponse<String>>> flood =
          IntStream.range(0, 700).mapToObj(i -> sending(request(broker, busy))).toList();
      came.await();
      for (int i = 0; i < 20; i++) {
        SampleUser other = user();
        assertGranted(other, request(broker, other));
      }
      open.countDown();
      Map<String, Long> codes = codes(joined(flood));
      assertEquals(4, most.get());
      assertTrue(ENTRA.requestsOf(busy) <= LIMIT + 3, codes::toString);
      assertTrue(codes.get("too_many_requests") >= 600, codes::toString);
    }
  }

  @Test
  void isServedBesideAThousandUsersAtOnceOfWhomNoneIsRefused() {
    try (RunningBroker broker = started(InstantSource.system(), PATIENT)) {
      List<SampleUser> users = IntStream.range(0, 1_000).mapToObj(i -> user()).toList();
      List<HttpRequest.Builder> requests =
          users.stream().map(user -> request(broker, user)).toList();
      List<CompletableFuture<HttpResponse<String>>> answers =
          requests.stream().map(OneUserOnBehalfOfTest::sending).toList();
      assertEquals(Map.of("HTTP 200", 1_000L), codes(joined(answers)));
      users.forEach(user -> assertEquals(1, ENTRA.requestsOf(user)));
    }
  }

  private static void disturb(UnaryOperator<LoopbackHandler> disturbance) {
    ENTRA.disturbRequests(disturbance);
  }

  private static List<HttpResponse<String>> joined(
      List<CompletableFuture<HttpResponse<String>>> answers) {
    return answers.stream().map(CompletableFuture::join).toList();
  }
}
