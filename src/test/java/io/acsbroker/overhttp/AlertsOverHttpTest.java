package io.acsbroker.overhttp;

import static io.acsbroker.local.entra.SampleDirectory.ADELE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.acsbroker.alerts.AlertRule;
import io.acsbroker.local.entra.TokenOrder;
import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.token.ExchangeRoute;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Causes that an operator has to hear of, and which alerts the log of them makes fire. */
class AlertsOverHttpTest {
  private static final String OTHER = "11111111-1111-4111-8111-111111111111";
  private static final int ENOUGH = 20;

  private final OwnLines log = new OwnLines();
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());

  @BeforeEach
  void listen() {
    log.listen();
  }

  @AfterEach
  void mend() {
    log.leave();
    RunningBroker.CLOUD.entra().answerKeyRequests(null);
    RunningBroker.CLOUD.acs().answerExchanges(null);
  }

  private RunningBroker start(Map<String, String> further) {
    return RunningBroker.start(
        settings -> {
          Map<String, String> all = new HashMap<>(settings);
          all.putAll(further);
          all.values().removeIf(String::isEmpty);
          return all;
        },
        log,
        now::get);
  }

  private void refuse(int count, String code, HttpRequest.Builder request) {
    for (int i = 0; i < count; i++) {
      HttpResponse<String> response = RunningBroker.send(request);
      log.heard(RunningBroker.json(response));
      assertEquals(code, RunningBroker.json(response).string("code").orElse("granted"));
    }
  }

  /** After what was left out in a minute has been written. */
  private Set<String> firing(RunningBroker broker) {
    now.updateAndGet(it -> it.plusSeconds(60));
    refuse(1, "bearer_token_missing", broker.anonymous());
    return firing();
  }

  private Set<String> firing() {
    return AlertRule.firing(log.events());
  }

  private void assertNobodyGetsAToken(String code, Map<String, String> settings) {
    try (RunningBroker broker = start(settings)) {
      refuse(ENOUGH, code, broker.request());
      assertEquals(Set.of("nobody-gets-a-token " + code), firing(broker));
    }
  }

  @Test
  void tellOfAWrongTenant() {
    assertNobodyGetsAToken("tenant_not_allowed", Map.of("ENTRA_TENANT_IDS", OTHER));
  }

  @Test
  void tellOfAWrongClient() {
    assertNobodyGetsAToken("client_not_allowed", Map.of("ENTRA_CLIENT_IDS", OTHER));
  }

  @Test
  void tellOfAClockThatIsAhead() {
    now.updateAndGet(it -> it.plus(Duration.ofHours(3)));
    assertNobodyGetsAToken("token_expired", Map.of());
  }

  @Test
  void tellOfATenantWhoseRuleIsBroken() {
    String tenant = ADELE.organisation().tenantId();
    String rules =
        "{\"rules\":[{\"tenant\":\"%s\",\"clients\":[]},{\"tenant\":\"%s\",\"clients\":[\"%s\"]}]}"
            .formatted(tenant, OTHER, OTHER);
    Map<String, String> settings =
        Map.of("ENTRA_TENANT_IDS", "", "ENTRA_CLIENT_IDS", "", "BROKER_POLICY", rules);
    try (RunningBroker broker = start(settings)) {
      refuse(1, "tenant_misconfigured", broker.request());
      assertEquals(Set.of("to-be-mended tenant_misconfigured"), firing());
    }
  }

  @Test
  void tellOfWrongSettings() {
    try (RunningBroker broker = start(Map.of("ENTRA_TENANT_IDS", "everybody"))) {
      refuse(1, "misconfigured", broker.anonymous());
      assertEquals(Set.of("to-be-mended misconfigured"), firing());
    }
  }

  @Test
  void tellOfKeysThatCannotBeHad() {
    RunningBroker.CLOUD.entra().answerKeyRequests(CannedAnswer.empty(500));
    try (RunningBroker broker = start(Map.of())) {
      refuse(ENOUGH, "signing_keys_unavailable", broker.request());
      assertEquals(
          Set.of(
              "nobody-gets-a-token signing_keys_unavailable",
              "unavailable signing_keys_unavailable"),
          firing(broker));
    }
  }

  /** One of ten users' requests fails, and there are fifty times as many of strangers. */
  @Test
  void tellErrorsThoughStrangersFloodTheBroker() {
    try (RunningBroker broker = start(Map.of())) {
      refuse(9, "granted", broker.request());
      flood(broker);
      assertEquals(Set.of(), firing(broker));
      RunningBroker.CLOUD.acs().answerExchanges(CannedAnswer.empty(400));
      refuse(
          1,
          "acs_answer_not_understood",
          broker.request(ExchangeRoute.TEAMS, order -> order.withLifetime(Duration.ofMinutes(50))));
      flood(broker);
      assertEquals(Set.of("errors acs_answer_not_understood"), firing(broker));
    }
  }

  private void flood(RunningBroker broker) {
    TokenOrder expired = TokenOrder.forUser(ADELE).withLifetime(Duration.ofSeconds(-90));
    String token = RunningBroker.CLOUD.entra().token(expired);
    refuse(100, "bearer_token_missing", broker.anonymous());
    refuse(100, "token_invalid", bearing(broker, token + "x"));
    refuse(50, "token_expired", bearing(broker, token));
  }

  private static HttpRequest.Builder bearing(RunningBroker broker, String token) {
    return broker.anonymous().header("Authorization", "Bearer " + token);
  }
}
