package io.acsbroker.overhttp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.alerts.AlertRule;
import io.acsbroker.local.drill.Cause;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Each of the sixteen causes makes its alert fire, by what is really logged; no cause, none. */
class CauseAlertsTest {
  private static final int ENOUGH = 20;
  private static final Logger ROOMS = Logger.getLogger("io.acsbroker");

  /** The alert, and what it names, by which an operator finds the cause. */
  static String alert(Cause cause) {
    return switch (cause) {
      case KEYS_UNREACHABLE -> "unavailable signing_keys_unavailable";
      case KEYS_REPLACED -> "nobody-gets-a-token signing_key_unknown";
      case ROLE_REMOVED -> "to-be-mended acs_denied";
      case ACS_THROTTLES -> "unavailable acs_throttled";
      case TENANT_WRONG -> "nobody-gets-a-token tenant_not_allowed";
      case CLIENT_WRONG -> "nobody-gets-a-token caller_client_not_allowed";
      case CLOCK_BEHIND -> "nobody-gets-a-token token_not_yet_valid";
      case CLOCK_AHEAD -> "nobody-gets-a-token token_expired";
      case TABLE_GONE -> "to-be-mended identity_table_denied";
      case STORAGE_DOWN -> "unavailable identity_table_unavailable";
      case SETTINGS_WRONG -> "to-be-mended misconfigured";
      case RULE_BROKEN -> "to-be-mended tenant_misconfigured";
      case ACS_HTML -> "unavailable acs_answer_not_understood";
      case ACS_SLOW -> "unavailable deadline_passed";
      case IDENTITY_MISSING -> "unavailable managed_identity_unavailable";
      case HALF_DEPLOYED -> "no-function-runs";
    };
  }

  @ParameterizedTest
  @EnumSource
  void eachCauseFiresItsAlert(Cause cause) {
    ProvokedCause provoked = ProvokedCause.of(cause, ENOUGH);
    Set<String> firing = AlertRule.firing(provoked.lines(), metrics(provoked));
    assertTrue(firing.contains(alert(cause)), firing.toString());
  }

  /** What the platform counts: each request, and a function's run where one wrote its event. */
  private static List<Map<String, Object>> metrics(ProvokedCause provoked) {
    double runs = provoked.events().size();
    return List.of(
        metric("Requests", (double) ENOUGH * Asked.values().length),
        metric("OnDemandFunctionExecutionCount", runs));
  }

  private static Map<String, Object> metric(String name, double total) {
    return Map.of(
        "TimeGenerated", -400.0, "_ResourceId", "/sites/APP", "MetricName", name, "Total", total);
  }

  /** Those that the settings or the start can tell, while no customer has called. */
  @ParameterizedTest
  @CsvSource({
    "RULE_BROKEN, warnings Setting BROKER_POLICY",
    "SETTINGS_WRONG, warnings Setting ENTRA_TENANT_IDS",
    "TENANT_WRONG, warnings Signing keys",
    "KEYS_UNREACHABLE, warnings Signing keys",
    "IDENTITY_MISSING, warnings Not ready"
  })
  void someFireBeforeAnybodyCalls(Cause cause, String alert) {
    Set<String> firing = AlertRule.firing(ProvokedCause.of(cause, 0).lines());
    assertTrue(firing.contains(alert), firing.toString());
  }

  @Test
  void aHealthyBrokerFiresNone() {
    BrokerStarts.awaitEnd();
    ConsoleLines log = new ConsoleLines();
    ROOMS.addHandler(log);
    try (RunningBroker broker = CallerFixture.start(Map.of(), log)) {
      for (Asked asked : Asked.values()) {
        for (int number = 0; number < ENOUGH; number++) {
          int status = RunningBroker.send(asked.request(broker, number)).statusCode();
          assertTrue(Set.of(200, 201).contains(status), asked + " " + status);
        }
      }
    } finally {
      ROOMS.removeHandler(log);
    }
    long asked = (long) ENOUGH * Asked.values().length;
    assertEquals(asked, log.lines().stream().filter(it -> it.contains("granted")).count());
    assertEquals(Set.of(), AlertRule.firing(log.lines()));
  }
}
