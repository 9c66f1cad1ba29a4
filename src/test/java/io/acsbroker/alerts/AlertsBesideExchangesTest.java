package io.acsbroker.alerts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Alerts on what is no exchange: plain lines, readiness, the platform's metrics. */
class AlertsBesideExchangesTest {
  private final List<String> lines = new ArrayList<>();

  private void assertFiring(String... names) {
    assertEquals(Set.of(names), AlertRule.firing(lines));
  }

  @ParameterizedTest
  @CsvSource({
    "SEVERE: Setting ENTRA_TENANT_IDS is missing, warnings Setting ENTRA_TENANT_IDS",
    "WARNING: Setting BROKER_POLICY: rules[2].clients must be, warnings Setting BROKER_POLICY",
    "WARNING: Signing keys of organizations cannot be had: HTTP 500, warnings Signing keys",
    "WARNING: Not ready at the start: no managed identity, warnings Not ready",
    "WARNING: The broker's clock is 3 h ahead of that of Entra, warnings The broker's clock",
    "SEVERE: The broker cannot start: java.lang.Error, warnings The broker"
  })
  void tellWhatTheBrokerWarnsOfBeforeAnybodyCalls(String line, String alert) {
    lines.add(line);
    assertFiring(alert);
  }

  /** The operator has chosen both, and hears of them at each start. */
  @Test
  void areQuietAboutWhatTheOperatorHasChosen() {
    lines.add("WARNING: Subject tokens are not verified: ACS alone judges them");
    lines.add("WARNING: Caller tokens may be signed with a key of the broker's API's own");
    assertFiring();
  }

  private static Map<String, Object> metric(String name, double secondsFromNow, double total) {
    return Map.of(
        "TimeGenerated",
        secondsFromNow,
        "_ResourceId",
        "/subscriptions/s/resourceGroups/g/providers/microsoft.web/sites/APP",
        "MetricName",
        name,
        "Total",
        total);
  }

  /** What came in the last five minutes may not have all of its metrics yet. */
  @Test
  void tellThatRequestsComeAndNoFunctionRuns() {
    Map<String, Object> ran = metric("OnDemandFunctionExecutionCount", -400, 1);
    Map<String, Object> late = metric("OnDemandFunctionExecutionCount", -200, 1);
    Map<String, Object> requests = metric("Requests", -400, 20);
    assertEquals(Set.of("no-function-runs"), firing(List.of(requests, late)));
    assertEquals(Set.of(), firing(List.of(requests, ran)));
    assertEquals(Set.of(), firing(List.of(metric("Requests", -400, 19))));
    assertEquals(Set.of(), firing(List.of(metric("Requests", -200, 20))));
  }

  private static Set<String> firing(List<Map<String, Object>> metrics) {
    return AlertRule.firing(List.of(), metrics);
  }

  @Test
  void tellThatTheBrokerIsNotReadyByKind() {
    lines.add(notReady("clock: 180 s ahead"));
    assertFiring();
    lines.add(notReady("clock: 181 s ahead"));
    lines.add(notReady("managed identity: none"));
    assertFiring("says-not-ready clock");
  }

  private static String notReady(String reason) {
    return "{\"event\":\"request\",\"function\":\"Ready\",\"status\":503,\"code\":\"not_ready\",\"reason\":\"%s\"}"
        .formatted(reason);
  }
}
