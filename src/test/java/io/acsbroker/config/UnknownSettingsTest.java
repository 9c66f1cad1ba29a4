package io.acsbroker.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.token.ExchangeRoute;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Names that look like settings of the broker. */
class UnknownSettingsTest {
  @ParameterizedTest
  @CsvSource({
    "ENTRA_TENANT_ID, ENTRA_TENANT_IDS",
    "entra_client_ids, ENTRA_CLIENT_IDS",
    "TEAMS_AUDIENCE, TEAMS_AUDIENCES",
    "BROKER_CLOCK_SKEW, BROKER_CLOCK_SKEW_SECONDS",
    "BROKER_API_CLIENTID, BROKER_API_CLIENT_ID",
    "BROKER_SUBJECT_VERIFY, BROKER_SUBJECT_VERIFICATION",
    "COMMUNICATION_SERVICES_CONNECTIONSTRING, COMMUNICATION_SERVICES_CONNECTION_STRING"
  })
  void warnsOfAnUnknownNameAndSuggestsTheNearest(String unknown, String nearest) {
    List<ConfigProblem> warnings = BrokerConfig.read(Map.of(unknown, "secret-value")).warnings();
    assertEquals(
        List.of(new ConfigProblem(unknown, "unknown; did you mean " + nearest + "?")), warnings);
  }

  @ParameterizedTest
  @EnumSource
  void knowsTheNamesOfEveryRouteByTheirBeginning(ExchangeRoute route) {
    warnsOfAnUnknownNameAndSuggestsTheNearest(
        route.settingsPrefix() + "AUDIENCE", route.settingsPrefix() + "AUDIENCES");
  }

  @Test
  void saysNothingOfOtherPeoplesSettings() {
    Map<String, String> others =
        Map.of("FUNCTIONS_WORKER_RUNTIME", "java", "IDENTITY_ENDPOINT", "http://localhost");
    assertTrue(BrokerConfig.read(others).warnings().isEmpty());
  }
}
