package io.acsbroker.overhttp;

import static io.acsbroker.local.entra.SampleDirectory.ADELE;
import static io.acsbroker.local.entra.SampleDirectory.ALEX;
import static io.acsbroker.overhttp.CallerFixture.bodyless;
import static io.acsbroker.overhttp.CallerFixture.callerToken;
import static io.acsbroker.overhttp.LocalRequest.fault;
import static io.acsbroker.overhttp.LocalRequest.noFault;
import static io.acsbroker.overhttp.LocalRequest.reset;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.json.JsonObject;
import io.acsbroker.local.entra.SampleUser;
import io.acsbroker.local.entra.SigningKey;
import io.acsbroker.local.entra.TokenOrder;
import io.acsbroker.local.net.CannedAnswer;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a broker that is not ready says is missing, to whoever asks and to its log. */
class ReadinessTest {
  private final MovedClock clock = new MovedClock();
  private final LogLines log = new LogLines();

  @AfterEach
  void mend() {
    RunningBroker.CLOUD.entra().answerKeyRequests(null);
    reset();
  }

  private RunningBroker direct(Map<String, String> further) {
    return RunningBroker.start(
        settings -> {
          settings.putAll(further);
          return settings;
        },
        log,
        clock);
  }

  private RunningBroker direct() {
    return direct(Map.of());
  }

  private RunningBroker withIdentities() {
    return CallerFixture.start(Map.of(), log, clock);
  }

  private static HttpResponse<String> ready(RunningBroker broker) {
    return RunningBroker.send(HttpRequest.newBuilder(broker.uri("/api/health/ready")));
  }

  /** Asserts what is missing now, when what was found the last time is no longer told. */
  private void assertMissing(RunningBroker broker, String... kinds) {
    clock.pass(Duration.ofSeconds(10));
    HttpResponse<String> response = ready(broker);
    List<String> missing = RunningBroker.json(response).strings("missing");
    assertEquals(missing.isEmpty() ? 200 : 503, response.statusCode(), response.body());
    // Servers do not let their time pass with it: BrokerClockTest has what comes of that
    assertEquals(List.of(kinds), missing.stream().filter(kind -> !kind.equals("clock")).toList());
  }

  private static void refused(String code, HttpRequest.Builder request) {
    HttpResponse<String> response = RunningBroker.send(request);
    assertEquals(Optional.of(code), RunningBroker.json(response).string("code"), response.body());
  }

  private static HttpRequest.Builder identity(RunningBroker broker, SampleUser user) {
    return HttpRequest.newBuilder(broker.uri("/api/token"))
        .header("Authorization", "Bearer " + callerToken(user))
        .POST(BodyPublishers.noBody());
  }

  /** The same refusal twice, as far apart as it takes to count. */
  private void refusedForAMinute(String code, Supplier<HttpRequest.Builder> request) {
    refused(code, request.get());
    clock.pass(Duration.ofMinutes(1));
    refused(code, request.get());
  }

  @Test
  void saysNothingOfWhatIsMissingWhereNothingIs() {
    try (RunningBroker broker = direct()) {
      HttpResponse<String> response = ready(broker);
      assertEquals(200, response.statusCode());
      assertFalse(RunningBroker.json(response).has("missing"));
    }
  }

  @Test
  void tellsThatSettingsAreWrongAndTheirNamesTheLogAlone() {
    try (RunningBroker broker = direct(Map.of("ENTRA_TENANT_IDS", "mine"))) {
      assertMissing(broker, "settings");
      assertFalse(ready(broker).body().contains("ENTRA"));
    }
    assertTrue(log.text().contains("\"reason\":\"settings: ENTRA_TENANT_IDS\""), log.text());
  }

  @Test
  void tellsThatKeysCannotBeHadAndOfWhomTheLogAlone() {
    fault("{\"fault\":\"keys-down\"}");
    try (RunningBroker broker = direct()) {
      assertMissing(broker, "signing keys");
      assertFalse(ready(broker).body().contains(ADELE.organisation().tenantId()));
    }
    assertTrue(log.text().contains("\"reason\":\"signing keys: "), log.text());
    assertTrue(log.text().contains(ADELE.organisation().tenantId()), log.text());
  }

  @Test
  void noticesThatAcsDeniesItForAMinuteUntilItDoesNot() {
    try (RunningBroker broker = direct()) {
      fault("{\"fault\":\"acs-denied\"}");
      refused("acs_denied", broker.request());
      assertMissing(broker);
      clock.pass(Duration.ofSeconds(50));
      refused("acs_denied", broker.request());
      assertMissing(broker, "acs");
      noFault();
      assertEquals(200, RunningBroker.send(broker.request()).statusCode());
      assertMissing(broker);
    }
    assertTrue(
        log.text().contains("\"reason\":\"acs: ACS denies the broker (HTTP 401 Denied), since "),
        log.text());
  }

  @Test
  void noticesDenialsOfIdentityCallsAndExchangesTogether() {
    try (RunningBroker broker = withIdentities()) {
      fault("{\"fault\":\"acs-denied\"}");
      refused("acs_denied", identity(broker, ADELE));
      clock.pass(Duration.ofMinutes(1));
      refused(
          "acs_denied",
          CallerFixture.inBody(broker, callerToken(ADELE), CallerFixture.subjectToken(ADELE)));
      assertMissing(broker, "acs");
    }
  }

  @Test
  void forgetsADenialWhereNobodyAsksForTenMinutes() {
    try (RunningBroker broker = direct()) {
      fault("{\"fault\":\"acs-denied\"}");
      refusedForAMinute("acs_denied", broker::request);
      assertMissing(broker, "acs");
      clock.pass(Duration.ofMinutes(10));
      assertMissing(broker);
    }
  }

  /** It comes from memory, and says nothing of ACS. */
  @Test
  void isNotReadyThoughItRemembersATokenOfBefore() {
    try (RunningBroker broker = direct()) {
      String known = RunningBroker.token();
      Supplier<HttpRequest.Builder> remembered =
          () -> broker.anonymous().header("Authorization", "Bearer " + known);
      assertEquals(200, RunningBroker.send(remembered.get()).statusCode());
      fault("{\"fault\":\"acs-denied\"}");
      refused("acs_denied", broker.request());
      assertEquals(200, RunningBroker.send(remembered.get()).statusCode());
      clock.pass(Duration.ofMinutes(1));
      refused("acs_denied", broker.request());
      assertMissing(broker, "acs");
    }
  }

  @Test
  void staysReadyWhateverAUserIsRefusedFor() {
    fault("{\"fault\":\"teams-refuses\",\"user\":\"adele@contoso.example\"}");
    try (RunningBroker broker = direct()) {
      refusedForAMinute("teams_disabled_for_tenant", broker::request);
      assertMissing(broker);
    }
  }

  @Test
  void staysReadyWhereAcsRefusesATokenThatAUserSends() {
    try (RunningBroker broker = CallerFixture.start(CallerFixture.JUDGED_BY_ACS, log, clock)) {
      refusedForAMinute(
          "subject_token_invalid",
          () -> CallerFixture.inBody(broker, callerToken(ADELE), "no.token.atall"));
      assertMissing(broker);
    }
  }

  /** What something before ACS says of one user's strange request. */
  @Test
  void staysReadyWhereOneUsersRequestsAreForbiddenWithoutACode() {
    RunningBroker.CLOUD.acs().answerExchanges(CannedAnswer.text(403, "<html>blocked</html>"));
    try (RunningBroker broker = direct()) {
      refusedForAMinute("acs_denied", broker::request);
      assertMissing(broker);
    } finally {
      RunningBroker.CLOUD.acs().answerExchanges(null);
    }
  }

  @Test
  void noticesThatTheTableIsGoneUntilItIsThere() {
    try (RunningBroker broker = withIdentities()) {
      fault("{\"fault\":\"table-gone\"}");
      refused("identity_table_denied", identity(broker, ADELE));
      assertMissing(broker);
      clock.pass(Duration.ofSeconds(50));
      refused("identity_table_denied", identity(broker, ALEX));
      assertMissing(broker, "table");
      noFault();
      assertEquals(201, RunningBroker.send(identity(broker, ADELE)).statusCode());
      assertMissing(broker);
    }
    assertTrue(log.text().contains("\"reason\":\"table: "), log.text());
    assertTrue(log.text().contains("TableNotFound, since "), log.text());
  }

  @Test
  void noticesThatStorageIsDownForAMinute() {
    try (RunningBroker broker = withIdentities()) {
      fault("{\"fault\":\"table-down\"}");
      refusedForAMinute("identity_table_unavailable", () -> identity(broker, ADELE));
      assertMissing(broker, "table");
      clock.pass(Duration.ofMinutes(10));
      assertMissing(broker);
    }
  }

  @Test
  void asksTheTableForNothing() {
    try (RunningBroker broker = withIdentities()) {
      fault("{\"fault\":\"table-gone\"}");
      assertMissing(broker);
      clock.pass(Duration.ofMinutes(2));
      assertMissing(broker);
    }
  }

  @Test
  void tellsAllThatIsMissingInOneOrder() {
    try (RunningBroker broker = withIdentities()) {
      fault("{\"fault\":\"table-down\"}");
      refusedForAMinute("identity_table_unavailable", () -> identity(broker, ADELE));
      fault("{\"fault\":\"acs-denied\"}");
      refusedForAMinute(
          "acs_denied",
          () ->
              CallerFixture.inBody(broker, callerToken(ADELE), CallerFixture.subjectToken(ADELE)));
      assertMissing(broker, "acs", "table");
    }
    assertTrue(log.text().contains("; table: "), log.text());
  }

  @Test
  void noticesThatEntraItselfSignsWithKeysThatItDoesNotHave() {
    try (RunningBroker broker = CallerFixture.start(CallerFixture.onBehalfOf(), log, clock)) {
      String caller = callerToken(ADELE);
      fault("{\"fault\":\"keys-ahead\"}");
      refused("signing_key_unknown", bodyless(broker, caller));
      assertMissing(broker);
      clock.pass(Duration.ofSeconds(50));
      refused("signing_key_unknown", bodyless(broker, caller));
      assertMissing(broker, "signing keys");
      noFault();
      String other = callerToken(ALEX);
      assertEquals(200, RunningBroker.send(bodyless(broker, other)).statusCode());
      assertMissing(broker);
    }
  }

  /** Anybody can invent a key: what a load balancer heeds is not for strangers to say. */
  @Test
  void staysReadyUnderAFloodOfUnknownKeys() {
    try (RunningBroker broker = direct()) {
      for (int i = 0; i < 5; i++) {
        clock.pass(Duration.ofSeconds(30));
        for (int j = 0; j < 10; j++) {
          refused("signing_key_unknown", bearing(broker, forged()));
        }
      }
      assertMissing(broker);
    }
  }

  private static String forged() {
    SigningKey key = SigningKey.generate();
    return key.sign(key.header(), RunningBroker.CLOUD.entra().claims(TokenOrder.forUser(ADELE)));
  }

  private static HttpRequest.Builder bearing(RunningBroker broker, String token) {
    return broker.anonymous().header("Authorization", "Bearer " + token);
  }

  @Test
  void keepsWhatItFoundForTenSeconds() {
    try (RunningBroker broker = direct()) {
      fault("{\"fault\":\"acs-denied\"}");
      refusedForAMinute("acs_denied", broker::request);
      assertMissing(broker, "acs");
      noFault();
      assertEquals(200, RunningBroker.send(broker.request()).statusCode());
      JsonObject kept = RunningBroker.json(ready(broker));
      assertEquals(List.of("acs"), kept.strings("missing"));
      assertEquals(Optional.of(10L), kept.integer("retryAfterSeconds"));
      assertMissing(broker);
    }
  }

  @Test
  void tellsNobodyMoreWhoAsksForTheHeadAlone() {
    try (RunningBroker broker = direct(Map.of("ENTRA_TENANT_IDS", "mine"))) {
      HttpResponse<String> response =
          RunningBroker.send(
              HttpRequest.newBuilder(broker.uri("/api/health/ready"))
                  .method("HEAD", BodyPublishers.noBody()));
      assertEquals(503, response.statusCode());
      assertEquals("", response.body());
    }
  }
}
