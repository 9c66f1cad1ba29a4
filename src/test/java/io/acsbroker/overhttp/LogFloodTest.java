package io.acsbroker.overhttp;

import static io.acsbroker.local.entra.SampleDirectory.ADELE;
import static io.acsbroker.local.entra.SampleDirectory.ISAIAH;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.json.JsonObject;
import io.acsbroker.local.entra.TokenOrder;
import io.acsbroker.local.net.CannedAnswer;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Floods of refusals that anybody can bring about, and a user who is served meanwhile. */
class LogFloodTest {
  private static final int FLOOD = 60;
  private static final int WRITTEN = 10;
  private static final int INNOCENT = 15;

  private final OwnLines log = new OwnLines();
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());

  @BeforeEach
  void listen() {
    log.listen();
  }

  @AfterEach
  void leave() {
    log.leave();
    RunningBroker.CLOUD.entra().answerKeyRequests(null);
  }

  private static String bearer(TokenOrder order) {
    return "Bearer " + RunningBroker.CLOUD.entra().token(order);
  }

  /** The requests of each flood, by the code of their refusal. */
  private static Map<String, Supplier<HttpRequest.Builder>> floods(RunningBroker broker) {
    TokenOrder adele = TokenOrder.forUser(ADELE);
    AtomicInteger another = new AtomicInteger();
    String expired = bearer(adele.withLifetime(Duration.ofSeconds(-90)));
    String foreign = bearer(TokenOrder.forUser(ISAIAH));
    Map<String, Supplier<HttpRequest.Builder>> floods = new LinkedHashMap<>();
    floods.put("bearer_token_missing", broker::anonymous);
    floods.put("method_not_allowed", () -> broker.anonymous().DELETE());
    floods.put(
        "body_not_json",
        () ->
            broker
                .request()
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("[")));
    floods.put("token_invalid", () -> broker.anonymous().header("Authorization", expired + "x"));
    floods.put("tenant_not_allowed", () -> broker.anonymous().header("Authorization", foreign));
    // Each has other times, which are logged
    floods.put(
        "token_expired",
        () ->
            broker
                .anonymous()
                .header(
                    "Authorization",
                    bearer(
                        adele.withLifetime(Duration.ofSeconds(-90 - another.incrementAndGet())))));
    floods.put(
        "identities_not_enabled", () -> broker.anonymous().uri(broker.uri("/api/user/revoke")));
    return floods;
  }

  private String sent(HttpRequest.Builder request) {
    HttpResponse<String> response = RunningBroker.send(request);
    JsonObject body = RunningBroker.json(response);
    log.heard(body);
    return response.statusCode() == 200 ? "granted" : body.string("code").orElseThrow();
  }

  private List<JsonObject> lines() {
    return log.events().stream().map(JsonObject::parse).flatMap(Optional::stream).toList();
  }

  private static long requests(JsonObject line) {
    return 1 + line.integer("suppressed").orElse(0L);
  }

  private static Map<String, Long> byCode(
      List<JsonObject> lines, Function<JsonObject, Long> value) {
    return lines.stream()
        .collect(
            Collectors.groupingBy(
                line -> line.string("code").orElseThrow(),
                TreeMap::new,
                Collectors.summingLong(value::apply)));
  }

  private RunningBroker start() {
    return RunningBroker.start(settings -> settings, log, now::get);
  }

  @Test
  void leavesAUsersLinesAndCountsWhatItLeavesOut() {
    Map<String, Long> expectedRequests = new TreeMap<>();
    Map<String, Long> expectedLines = new TreeMap<>();
    List<String> innocent = new ArrayList<>();
    try (RunningBroker broker = start()) {
      Map<String, Supplier<HttpRequest.Builder>> floods = floods(broker);
      for (int round = 0; round < FLOOD; round++) {
        floods.forEach((code, request) -> assertEquals(code, sent(request.get())));
        if (round < INNOCENT) {
          assertEquals("granted", sent(broker.request()));
          HttpResponse<String> refused =
              RunningBroker.send(
                  broker
                      .anonymous()
                      .header(
                          "Authorization",
                          bearer(TokenOrder.forUser(ADELE).withScopes("Teams.ManageCalls"))));
          log.heard(RunningBroker.json(refused));
          innocent.add(RunningBroker.json(refused).string("correlationId").orElseThrow());
        }
      }
      now.updateAndGet(it -> it.plusSeconds(60));
      assertEquals("bearer_token_missing", sent(broker.anonymous()));
      for (String code : floods.keySet()) {
        expectedRequests.put(code, (long) FLOOD);
        expectedLines.put(code, WRITTEN + 1L);
      }
    }
    expectedRequests.merge("bearer_token_missing", 1L, Long::sum);
    expectedLines.merge("bearer_token_missing", 1L, Long::sum);
    for (String code : List.of("granted", "insufficient_scope")) {
      expectedRequests.put(code, (long) INNOCENT);
      expectedLines.put(code, (long) INNOCENT);
    }
    List<JsonObject> lines = lines();
    assertEquals(expectedLines, byCode(lines, line -> 1L));
    assertEquals(expectedRequests, byCode(lines, LogFloodTest::requests));
    assertTrue(
        innocent.stream()
            .allMatch(
                id ->
                    lines.stream()
                        .anyMatch(it -> it.string("correlationId").orElseThrow().equals(id))));
  }

  @Test
  void countsWhoWasTurnedAwayWhileKeysCouldNotBeHad() {
    RunningBroker.CLOUD.entra().answerKeyRequests(CannedAnswer.empty(500));
    try (RunningBroker broker = start()) {
      for (int i = 0; i < FLOOD; i++) {
        assertEquals("signing_keys_unavailable", sent(broker.request()));
      }
      now.updateAndGet(it -> it.plusSeconds(60));
      assertEquals("signing_keys_unavailable", sent(broker.request()));
    }
    List<JsonObject> lines = lines();
    assertEquals(FLOOD + 1, lines.stream().mapToLong(LogFloodTest::requests).sum());
    assertTrue(lines.size() < FLOOD / 2, "" + lines.size());
  }

  @Test
  void countsWhoWasTurnedAwayByAMisconfiguredBroker() {
    try (RunningBroker broker =
        RunningBroker.start(settings -> Map.of("ENTRA_TENANT_IDS", "everybody"), log, now::get)) {
      for (int i = 0; i < FLOOD; i++) {
        assertEquals("misconfigured", sent(broker.anonymous()));
      }
      now.updateAndGet(it -> it.plusSeconds(60));
      assertEquals("misconfigured", sent(broker.anonymous()));
    }
    assertEquals(Map.of("misconfigured", WRITTEN + 2L), byCode(lines(), line -> 1L));
    assertEquals(Map.of("misconfigured", FLOOD + 1L), byCode(lines(), LogFloodTest::requests));
  }

  /** Whose caller token has held is known, whatever the subject token beside it is. */
  @Test
  void leavesTheLinesOfACallerWithBadSubjectTokens() {
    try (RunningBroker broker = CallerFixture.start(Map.of(), log)) {
      String caller = CallerFixture.callerToken(ADELE);
      for (int i = 0; i < 2 * WRITTEN; i++) {
        assertEquals(
            "subject_token_invalid", sent(CallerFixture.inHeader(broker, caller, "a.b.c")));
        assertEquals("token_invalid", sent(CallerFixture.bodyless(broker, caller + "x")));
      }
    }
    assertEquals(
        Map.of("subject_token_invalid", 2L * WRITTEN, "token_invalid", (long) WRITTEN),
        byCode(lines(), line -> 1L));
  }
}
