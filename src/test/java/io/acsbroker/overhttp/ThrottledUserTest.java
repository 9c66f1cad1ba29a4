package io.acsbroker.overhttp;

import static io.acsbroker.overhttp.CallerFixture.assertGranted;
import static io.acsbroker.overhttp.CallerFixture.refused;
import static io.acsbroker.overhttp.OnBehalfOfRequests.request;
import static io.acsbroker.overhttp.OnBehalfOfRequests.started;
import static io.acsbroker.overhttp.OnBehalfOfRequests.user;
import static io.acsbroker.overhttp.RunningBroker.sending;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.json.JsonObject;
import io.acsbroker.local.entra.EntraRefusal;
import io.acsbroker.local.entra.OnBehalfOf;
import io.acsbroker.local.entra.SampleUser;
import io.acsbroker.local.net.CannedAnswer;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What befalls a user whom Entra throttles, and the others of the tenant. */
class ThrottledUserTest {
  private static final OnBehalfOf ENTRA = RunningBroker.CLOUD.entra().onBehalfOf();

  private final SampleUser busy = user();
  private final SampleUser innocent = user();

  @AfterEach
  void everythingIsAsItWas() {
    ENTRA.forgetAnswersToUsers();
    ENTRA.answerRequests(null);
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
    // No time passes meanwhile, after which Entra would be asked again
    Instant now = Instant.now();
    try (RunningBroker broker = started(() -> now, Map.of())) {
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
      SampleUser elsewhere = OnBehalfOfRequests.userOfTheOtherTenant();
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
    ENTRA.disturbRequests(
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
}
