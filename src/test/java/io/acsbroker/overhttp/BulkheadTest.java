package io.acsbroker.overhttp;

import static io.acsbroker.overhttp.CallerFixture.refused;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.json.JsonObject;
import io.acsbroker.local.entra.InventedUsers;
import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.local.entra.SampleUser;
import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.local.net.HeldRequests;
import io.acsbroker.local.net.LoopbackHandler;
import io.acsbroker.local.net.LoopbackRequest;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What hangs at ACS for some users, and is there for all others. */
class BulkheadTest {
  private static final int AT_ONCE = 2;
  private static final int FLOOD = 20;
  private static final int PLACES = 4;
  private static final SampleUser INNOCENT = SampleDirectory.ADELE;

  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());

  @AfterEach
  void mend() {
    RunningBroker.CLOUD.acs().answerExchanges(null);
    RunningBroker.CLOUD.acs().identityRequests().answerAll(null);
  }

  @ParameterizedTest
  @EnumSource
  void servesWhateverElseThereIsWhileOneHangs(AcsPart hanging) throws InterruptedException {
    HeldRequests held = new HeldRequests(hanging::serves);
    hanging.disturb(held);
    List<CompletableFuture<HttpResponse<String>>> stuck = new ArrayList<>();
    try (RunningBroker broker =
        CallerFixture.start(Map.of("BROKER_CONCURRENT_EXCHANGES", Integer.toString(AT_ONCE)))) {
      for (int user = 0; user < 4 * AT_ONCE; user++) {
        stuck.add(sent(hanging.request(broker, InventedUsers.number(user))));
      }
      held.await(AT_ONCE);
      for (AcsPart other : AcsPart.values()) {
        if (other != hanging) {
          assertServed(other, broker);
        }
      }
      assertEquals(AT_ONCE, held.taken(), "served before any of those that hang has given up");
      held.letGo();
      for (CompletableFuture<HttpResponse<String>> one : stuck) {
        assertTrue(one.join().statusCode() < 300, one.join().body());
      }
    } finally {
      held.letGo();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"ENTRA", "IDENTITIES"})
  void asksNobodyForFiveSecondsWhereTenCallsOfThreeUsersFailed(AcsPart failing) {
    LogLines log = new LogLines();
    failing.disturb(down(failing::serves));
    try (RunningBroker broker = CallerFixture.start(Map.of(), log, now::get)) {
      int before = failing.asked();
      for (int user = 0; failing.asked() < before + 10; user++) {
        refused(503, "acs_unavailable", failing.request(broker, InventedUsers.number(user)));
      }
      int asked = failing.asked();
      JsonObject problem = refused(503, "acs_unavailable", failing.request(broker, INNOCENT));
      assertTrue(problem.integer("retryAfterSeconds").orElseThrow() <= 5, problem::toString);
      assertEquals(before + 10, asked);
      assertEquals(asked, failing.asked());
      assertTrue(log.text().contains("ACS has failed ten times in a row"), log.text());
      for (AcsPart other : AcsPart.values()) {
        if (other != failing) {
          assertServed(other, broker);
        }
      }
      mend();
      int down = failing.asked();
      now.updateAndGet(time -> time.plusSeconds(6));
      assertServed(failing, broker);
      assertTrue(failing.asked() > down);
    }
  }

  /** ACS fails one user's requests alone, whatever may be the matter with that user's tokens. */
  @Test
  void goesOnWhereOneUserAloneMakesAcsFail() {
    SampleUser attacker = SampleDirectory.ALEX;
    AcsPart.ENTRA.disturb(down(request -> isOf(attacker, request)));
    try (RunningBroker broker = CallerFixture.start(Map.of())) {
      int before = AcsPart.ENTRA.asked();
      List<HttpRequest.Builder> requests = new ArrayList<>();
      for (int i = 0; i < PLACES; i++) {
        requests.add(AcsPart.ENTRA.request(broker, attacker));
      }
      requests.stream()
          .map(BulkheadTest::sent)
          .toList()
          .forEach(it -> assertEquals(503, it.join().statusCode()));
      assertEquals(before + 12, AcsPart.ENTRA.asked());
      assertServed(AcsPart.ENTRA, broker);
    }
  }

  @ParameterizedTest
  @EnumSource(names = "IDENTITIES", mode = EnumSource.Mode.EXCLUDE)
  void holdsFourPlacesAtARouteForAUserWhoseRequestsHang(AcsPart hanging)
      throws InterruptedException {
    SampleUser attacker = InventedUsers.number(100);
    HeldRequests held = new HeldRequests(it -> hanging.serves(it) && isOf(attacker, it));
    hanging.disturb(held);
    try (RunningBroker broker =
        CallerFixture.start(Map.of("BROKER_USER_EXCHANGE_LIMIT", Integer.toString(FLOOD)))) {
      List<CompletableFuture<HttpResponse<String>>> flood = new ArrayList<>();
      for (int i = 0; i < FLOOD; i++) {
        flood.add(sent(hanging.request(broker, attacker)));
      }
      held.await(PLACES);
      awaitAnswers(FLOOD - PLACES, flood);
      for (AcsPart part : AcsPart.values()) {
        assertServed(part, broker);
      }
      refused(429, "too_many_requests", hanging.request(broker, attacker));
      assertEquals(PLACES, held.taken());
      held.letGo();
      List<Integer> statuses = flood.stream().map(it -> it.join().statusCode()).sorted().toList();
      assertEquals(PLACES, statuses.indexOf(429), statuses::toString);
      assertEquals(FLOOD, statuses.lastIndexOf(429) + 1, statuses::toString);
      assertEquals(200, RunningBroker.send(hanging.request(broker, attacker)).statusCode());
    } finally {
      held.letGo();
    }
  }

  private static void awaitAnswers(int many, List<CompletableFuture<HttpResponse<String>>> requests)
      throws InterruptedException {
    CountDownLatch left = new CountDownLatch(many);
    for (CompletableFuture<HttpResponse<String>> request : requests) {
      var unused = request.thenRun(left::countDown);
    }
    left.await();
  }

  private static CompletableFuture<HttpResponse<String>> sent(HttpRequest.Builder request) {
    return RunningBroker.sending(request);
  }

  private static UnaryOperator<LoopbackHandler> down(Predicate<LoopbackRequest> which) {
    return handler ->
        request -> which.test(request) ? CannedAnswer.empty(500) : handler.answer(request);
  }

  private static boolean isOf(SampleUser user, LoopbackRequest request) {
    String token = request.header("authorization").orElse("");
    boolean isOfUser = token.startsWith("Bearer ") && token.indexOf('.') != token.lastIndexOf('.');
    String claims = isOfUser ? token.substring(token.indexOf('.') + 1, token.lastIndexOf('.')) : "";
    return new String(Base64.getUrlDecoder().decode(claims), UTF_8).contains(user.objectId())
        || request.text().contains(user.objectId());
  }

  private static void assertServed(AcsPart part, RunningBroker broker) {
    HttpResponse<String> response = RunningBroker.send(part.request(broker, INNOCENT));
    assertTrue(response.statusCode() < 300, part + ": " + response.body());
  }
}
