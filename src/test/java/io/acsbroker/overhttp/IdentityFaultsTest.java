package io.acsbroker.overhttp;

import static io.acsbroker.overhttp.CallerFixture.callerToken;
import static io.acsbroker.overhttp.CallerFixture.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.json.JsonObject;
import io.acsbroker.local.acs.Identities;
import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.local.entra.SampleUser;
import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.local.net.Delivery;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two instances of a broker over one table and one ACS, when these do not do what they should. */
class IdentityFaultsTest {
  private static final SampleUser USER = SampleDirectory.ADELE;
  private static final LogLines LOG = new LogLines();
  private static RunningBroker broker;
  private static RunningBroker other;
  private Set<String> before = Set.of();

  @BeforeAll
  static void start() {
    broker = CallerFixture.start(Map.of("BROKER_DEADLINE_SECONDS", "3"), LOG);
    other = CallerFixture.start(Map.of());
    BrokerStarts.awaitEnd();
  }

  @AfterAll
  static void close() {
    broker.close();
    other.close();
  }

  @BeforeEach
  void forgetTheUser() {
    assertEquals(204, RunningBroker.send(request(broker, "DELETE", "/api/user")).statusCode());
    before = identities().ids();
  }

  @AfterEach
  void assertTheUserIsServed() {
    RunningBroker.CLOUD.table().answerRequests(null);
    RunningBroker.CLOUD.acs().identityRequests().answerAll(null);
    granted(other);
  }

  private static Identities identities() {
    return RunningBroker.CLOUD.acs().identities();
  }

  private Set<String> made() {
    Set<String> made = new HashSet<>(identities().ids());
    made.removeAll(before);
    return made;
  }

  private static HttpRequest.Builder request(RunningBroker at, String method, String path) {
    return HttpRequest.newBuilder(at.uri(path))
        .header("Authorization", "Bearer " + callerToken(USER))
        .method(method, BodyPublishers.noBody());
  }

  private static HttpRequest.Builder token() {
    return request(broker, "GET", "/api/token");
  }

  private static String granted(RunningBroker at) {
    HttpResponse<String> response = RunningBroker.send(request(at, "GET", "/api/token"));
    assertEquals(201, response.statusCode(), response.body());
    JsonObject body = RunningBroker.json(response);
    String token = body.string("token").orElseThrow();
    assertEquals(body.string("userId"), identities().holder(token));
    return body.string("userId").orElseThrow();
  }

  /** As a client that is told to ask again asks again: a user has four requests under way. */
  private static HttpResponse<String> patient(HttpRequest.Builder request) {
    while (true) {
      HttpResponse<String> response = RunningBroker.send(request);
      if (response.statusCode() != 429) {
        return response;
      }
    }
  }

  @Test
  void endsWithOneIdentityForTwoHundredAtOnceAtTwoInstances() throws Exception {
    List<Callable<HttpResponse<String>>> all = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      RunningBroker at = i % 2 == 0 ? broker : other;
      all.add(() -> patient(request(at, "POST", "/api/user")));
    }
    Set<String> seen = new HashSet<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(40)) {
      for (Future<HttpResponse<String>> one : threads.invokeAll(all)) {
        JsonObject body = RunningBroker.json(one.get());
        seen.add(
            body.string("acsUserIdentity").orElseThrow(() -> new AssertionError(body.names())));
      }
    }
    assertEquals(1, seen.size());
    assertEquals(seen, made());
  }

  @Test
  void makesNothingWhereTheTableIsDown() {
    RunningBroker.CLOUD.table().answerRequests(CannedAnswer.text(503, "<html>busy</html>"));
    JsonObject problem = refused(503, "identity_table_unavailable", token());
    assertEquals(Optional.of(5L), problem.integer("retryAfterSeconds"));
    assertEquals(Set.of(), made());
  }

  @Test
  void saysWhenABusyTableMayBeAskedAgain() {
    RunningBroker.CLOUD
        .table()
        .answerRequests(new CannedAnswer(503, Map.of("Retry-After", "9"), "", Duration.ZERO));
    JsonObject problem = refused(503, "identity_table_unavailable", token());
    assertEquals(Optional.of(9L), problem.integer("retryAfterSeconds"));
  }

  @Test
  void doesNotWaitForALateTable() {
    RunningBroker.CLOUD
        .table()
        .disturbRequests(
            handler -> request -> handler.answer(request).after(Duration.ofSeconds(4)));
    refused(504, "deadline_passed", token());
    assertEquals(Set.of(), made());
  }

  @Test
  void saysThatItHasNoRoleAtTheTable() {
    RunningBroker.CLOUD.table().answerRequests(CannedAnswer.empty(403));
    refused(502, "identity_table_denied", token());
    assertTrue(LOG.text().contains("'Storage Table Data Contributor'"), LOG.text());
  }

  @Test
  void removesAgainWhatTheTableDoesNotKeep() {
    RunningBroker.CLOUD
        .table()
        .disturbRequests(
            handler ->
                request ->
                    request.method().equals("PUT")
                        ? CannedAnswer.empty(503)
                        : handler.answer(request));
    refused(503, "identity_table_unavailable", token());
    assertEquals(Set.of(), made());
    assertTrue(LOG.text().contains("\"acsIdentity\":\"given_up\""), LOG.text());
  }

  @Test
  void keepsWhatTheTableKeptAndDidNotSay() {
    RunningBroker.CLOUD
        .table()
        .disturbRequests(
            handler ->
                request ->
                    request.method().equals("PUT")
                        ? handler.answer(request).delivered(Delivery.NOTHING)
                        : handler.answer(request));
    assertEquals(Set.of(granted(broker)), made());
  }

  @Test
  void makesNoSecondIdentityWhereAcsDidNotSayThatItMadeOne() {
    RunningBroker.CLOUD
        .acs()
        .identityRequests()
        .disturb(handler -> request -> handler.answer(request).delivered(Delivery.NOTHING));
    refused(503, "acs_unavailable", token());
    assertEquals(1, made().size());
    RunningBroker.CLOUD.acs().identityRequests().answerAll(null);
    Set<String> orphan = made();
    assertFalse(orphan.contains(granted(broker)));
    assertEquals(2, made().size());
  }

  @Test
  void makesAnIdentityAnewThatAcsNoLongerKnowsAndSaysSo() {
    String lost = granted(broker);
    identities().forget(lost);
    String anew = granted(broker);
    assertEquals(Set.of(anew), made());
    assertEquals(anew, granted(broker));
    assertTrue(LOG.text().contains("\"acsIdentity\":\"made_anew\""), LOG.text());
    assertFalse(LOG.text().contains(anew));
    assertFalse(LOG.text().contains(USER.objectId()));
  }

  @Test
  void stopsOneUserWhoAsksForAThousandTokens() {
    try (RunningBroker limited = CallerFixture.start(Map.of("BROKER_USER_EXCHANGE_LIMIT", "3"))) {
      int granted = 0;
      int refused = 0;
      for (int i = 0; i < 1000; i++) {
        HttpResponse<String> response = RunningBroker.send(request(limited, "GET", "/api/token"));
        granted += response.statusCode() == 201 ? 1 : 0;
        refused += response.statusCode() == 429 ? 1 : 0;
      }
      assertEquals(3, granted);
      assertEquals(997, refused);
      refused(429, "too_many_exchanges", request(limited, "GET", "/api/token"));
      refused(429, "too_many_exchanges", request(limited, "DELETE", "/api/user"));
      assertEquals(200, RunningBroker.send(request(limited, "GET", "/api/user")).statusCode());
    }
  }

  @Test
  void saysThatAcsThrottles() {
    RunningBroker.CLOUD
        .acs()
        .identityRequests()
        .answerAll(new CannedAnswer(429, Map.of("Retry-After", "30"), "", Duration.ZERO));
    try (RunningBroker own = CallerFixture.start(Map.of())) {
      JsonObject problem = refused(503, "acs_throttled", request(own, "GET", "/api/token"));
      assertEquals(Optional.of(30L), problem.integer("retryAfterSeconds"));
    }
    assertEquals(Set.of(), made());
  }
}
