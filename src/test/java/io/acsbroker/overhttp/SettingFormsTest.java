package io.acsbroker.overhttp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.token.ExchangeRoute;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Settings as people copy them: with a resource before a scope, in quotation marks, a reference.
 */
class SettingFormsTest {
  private static final String RESOURCE = "https://auth.msft.communication.azure.com/";

  private static RunningBroker with(String setting, String value) {
    return RunningBroker.start(
        settings -> {
          Map<String, String> changed = new HashMap<>(settings);
          changed.put(setting, value);
          return changed;
        });
  }

  /** The scopes are those of the README, as MSAL takes them. */
  @Test
  void takesRequiredScopesAsApplicationsAskForThem() {
    String scopes = RESOURCE + "Teams.ManageCalls," + RESOURCE + "Teams.ManageChats";
    try (RunningBroker broker = with("TEAMS_REQUIRED_SCOPES", scopes)) {
      assertEquals(200, RunningBroker.send(broker.request()).statusCode());
      HttpResponse<String> refused =
          RunningBroker.send(
              broker.request(ExchangeRoute.TEAMS, order -> order.withScopes("Teams.ManageCalls")));
      assertEquals(403, refused.statusCode());
      assertEquals(
          Optional.of("Teams.ManageCalls Teams.ManageChats"),
          RunningBroker.json(refused).string("expected"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "TEAMS_REQUIRED_SCOPES|https://graph.microsoft.com/User.Read|with a resource",
        "TEAMS_REQUIRED_SCOPES|https://auth.msft.communication.azure.com/.default|never .default",
        "ENTRA_CLIENT_IDS|@Microsoft.KeyVault(SecretUri=https://my-secret/)|could not resolve",
        "COMMUNICATION_SERVICES_CONNECTION_STRING|\"endpoint=https://my-secret/;accesskey=YQ==\""
            + "|quotation marks"
      })
  void namesASettingThatCannotBeMeantSoInTheLogAlone(String setting, String value, String why) {
    LogLines log = new LogLines();
    Logger.getLogger("io.acsbroker").addHandler(log);
    try (RunningBroker broker = with(setting, value)) {
      HttpResponse<String> refused = RunningBroker.send(broker.request());
      assertEquals(503, refused.statusCode());
      assertEquals(Optional.of("misconfigured"), RunningBroker.json(refused).string("code"));
      assertFalse(refused.body().contains(setting));
    } finally {
      Logger.getLogger("io.acsbroker").removeHandler(log);
    }
    assertTrue(
        log.text().lines().anyMatch(line -> line.contains(setting) && line.contains(why)),
        log.text());
    assertFalse(log.text().contains("my-secret"));
  }
}
