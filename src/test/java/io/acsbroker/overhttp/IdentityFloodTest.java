package io.acsbroker.overhttp;

import static io.acsbroker.overhttp.CallerFixture.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.json.JsonObject;
import io.acsbroker.local.entra.InventedUsers;
import io.acsbroker.local.entra.SampleUser;
import io.acsbroker.local.net.HeldRequests;
import io.acsbroker.local.table.TableEmulator;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One user asks for the identity again and again, and the table is slow; another one is served. */
class IdentityFloodTest {
  /** So many threads do what is asked for, and so many only look into the table. */
  private static final int WORKING = 32;

  private static final int READING = 16;
  private static final int PLACES = 4;

  private static final TableEmulator TABLE = RunningBroker.CLOUD.table();

  /** Users of nobody else's, and of no other test's of this class. */
  private static final AtomicInteger USERS = new AtomicInteger(70_000);

  /** One caller token of each is all that it takes. */
  private final Map<SampleUser, String> tokens = new ConcurrentHashMap<>();

  private final SampleUser attacker = InventedUsers.number(USERS.incrementAndGet());
  private final SampleUser innocent = InventedUsers.number(USERS.incrementAndGet());

  /** Stands still unless a test lets time pass. */
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());

  private final InstantSource clock = now::get;
  private final RunningBroker broker = CallerFixture.start(Map.of(), clock);

  @BeforeEach
  void makeIdentities() {
    assertEquals(201, status(attacker, "POST", "/api/user"));
    assertEquals(201, status(innocent, "POST", "/api/user"));
  }

  @AfterEach
  void mend() {
    TABLE.answerRequests(null);
    broker.close();
  }

  private HttpRequest.Builder request(SampleUser user, String method, String path) {
    return HttpRequest.newBuilder(broker.uri(path))
        .header(
            "Authorization", "Bearer " + tokens.computeIfAbsent(user, CallerFixture::callerToken))
        .method(method, BodyPublishers.noBody());
  }

  private int status(SampleUser user, String method, String path) {
    return RunningBroker.send(request(user, method, path)).statusCode();
  }

  private CompletableFuture<HttpResponse<String>> begun(SampleUser user, String method) {
    return RunningBroker.sending(request(user, method, "/api/user"));
  }

  private static HeldRequests hold(Stream<SampleUser> users) {
    List<String> rows = users.map(SampleUser::objectId).toList();
    HeldRequests held =
        new HeldRequests(request -> rows.stream().anyMatch(request.target()::contains));
    TABLE.disturbRequests(held);
    return held;
  }

  /** The threads that ask the table, whatever they are called. */
  private static long threadsAtTheTable() {
    return Thread.getAllStackTraces().values().stream()
        .filter(
            stack ->
                Arrays.stream(stack)
                    .anyMatch(
                        frame -> frame.getClassName().equals("io.acsbroker.identity.TableStore")))
        .count();
  }

  @Test
  void looksIntoTheTableOnceInFiveSecondsForAFloodOfOneUser() {
    int before = TABLE.requests();
    List<CompletableFuture<HttpResponse<String>>> flood =
        IntStream.range(0, 100).mapToObj(i -> begun(attacker, "GET")).toList();
    assertEquals(200, status(innocent, "GET", "/api/user"));
    flood.forEach(one -> assertEquals(200, one.join().statusCode(), one.join().body()));
    assertEquals(before + 2, TABLE.requests());
    now.updateAndGet(time -> time.plusSeconds(5));
    assertEquals(200, status(attacker, "GET", "/api/user"));
    assertEquals(before + 3, TABLE.requests());
  }

  @Test
  void holdsFourPlacesForAUserWhoseRowIsSlowAndServesOthers() throws InterruptedException {
    HeldRequests held = hold(Stream.of(attacker));
    try {
      List<CompletableFuture<HttpResponse<String>>> flood =
          IntStream.range(0, 50).mapToObj(i -> begun(attacker, "POST")).toList();
      held.await(PLACES);
      for (String method : List.of("GET", "POST")) {
        assertEquals(200, status(innocent, method, "/api/user"));
      }
      assertEquals(201, status(innocent, "GET", "/api/token"));
      CompletableFuture<HttpResponse<String>> oneMore = begun(attacker, "POST");
      JsonObject problem = RunningBroker.json(oneMore.join());
      assertEquals(429, oneMore.join().statusCode(), oneMore.join().body());
      assertEquals("too_many_requests", problem.string("code").orElseThrow());
      assertEquals(1L, problem.integer("retryAfterSeconds").orElseThrow());
      assertEquals(PLACES, held.taken());
      held.letGo();
      long refused = flood.stream().filter(one -> one.join().statusCode() == 429).count();
      long served = flood.stream().filter(one -> one.join().statusCode() == 200).count();
      assertEquals(50, refused + served);
      assertTrue(served >= PLACES, served + " served");
      assertEquals(200, status(attacker, "POST", "/api/user"));
    } finally {
      held.letGo();
    }
  }

  @Test
  void hasABoundedNumberOfThreadsWhereTheTableIsSlowForManyAndRefusesNone()
      throws InterruptedException {
    List<SampleUser> many =
        IntStream.range(0, 60)
            .mapToObj(i -> InventedUsers.number(USERS.incrementAndGet()))
            .toList();
    HeldRequests held = hold(many.stream());
    try {
      List<CompletableFuture<HttpResponse<String>>> reading =
          many.stream().map(user -> begun(user, "GET")).toList();
      held.await(READING);
      List<CompletableFuture<HttpResponse<String>>> working =
          many.stream().map(user -> begun(user, "DELETE")).toList();
      held.await(READING + WORKING);
      assertEquals(READING + WORKING, threadsAtTheTable());
      assertEquals(READING + WORKING, held.taken());
      held.letGo();
      reading.forEach(one -> assertEquals(404, one.join().statusCode(), one.join().body()));
      working.forEach(one -> assertEquals(204, one.join().statusCode(), one.join().body()));
      assertEquals(200, status(innocent, "GET", "/api/user"));
    } finally {
      held.letGo();
    }
  }

  @Test
  void looksForAUserOneHundredAndTwentyTimesInTenMinutes() {
    assertEquals(204, status(attacker, "DELETE", "/api/user"));
    for (int i = 0; i < 120; i++) {
      assertEquals(404, status(attacker, "GET", "/api/user"));
    }
    JsonObject problem = refused(429, "too_many_exchanges", request(attacker, "GET", "/api/user"));
    assertEquals(600L, problem.integer("retryAfterSeconds").orElseThrow());
    assertEquals(200, status(innocent, "GET", "/api/user"));
    assertEquals(201, status(attacker, "GET", "/api/token"));
    now.updateAndGet(time -> time.plus(Duration.ofMinutes(10)));
    assertEquals(200, status(attacker, "GET", "/api/user"));
  }

  /** A request that finds what it would make costs ACS nothing, and the table all the same. */
  @Test
  void countsWhatOnlyLooksWhateverItsName() {
    for (int i = 0; i < 120; i++) {
      assertEquals(200, status(attacker, "POST", "/api/user"));
    }
    int before = TABLE.requests();
    refused(429, "too_many_exchanges", request(attacker, "POST", "/api/user"));
    assertEquals(before, TABLE.requests());
    assertEquals(200, status(attacker, "GET", "/api/user"));
    assertEquals(200, status(innocent, "POST", "/api/user"));
  }
}
