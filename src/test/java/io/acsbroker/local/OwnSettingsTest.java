package io.acsbroker.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.acsbroker.local.host.HostStartException;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class OwnSettingsTest {
  private static OwnSettings of(String... namesAndValues) {
    Properties properties = new Properties();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      properties.setProperty(namesAndValues[i], namesAndValues[i + 1]);
    }
    return OwnSettings.of(properties);
  }

  @Test
  void winOverOthers() {
    OwnSettings own =
        of("local.set.BROKER_GUESTS", "deny", "local.set.AZURE_CLIENT_ID", "", "local.port", "1");

    assertEquals(
        Map.of("BROKER_GUESTS", "deny", "AZURE_CLIENT_ID", "", "ENTRA_CLIENT_IDS", "a"),
        own.over(
            Map.of("BROKER_GUESTS", "allow", "AZURE_CLIENT_ID", "b", "ENTRA_CLIENT_IDS", "a")));
  }

  @Test
  void haveNamesThatTheBrokerKnowsAndAllOthersAreNamedAtOnce() {
    HostStartException refused =
        assertThrows(
            HostStartException.class,
            () ->
                of(
                    "local.set.BROKER_GUEST", "secret-value",
                    "local.set.BROKER_GUESTS", "deny",
                    "local.set.broker_policy", "secret-value",
                    "local.set.", "secret-value"));

    assertEquals(
        """
        -Dlocal.set.: the broker has no such setting; did you mean ENTRA_CLOUD?
        -Dlocal.set.BROKER_GUEST: the broker has no such setting; did you mean BROKER_GUESTS?
        -Dlocal.set.broker_policy: the broker has no such setting; did you mean BROKER_POLICY?\
        """,
        refused.getMessage());
  }

  @Test
  void haveNoOptionBesideThemThatThereIsNot() {
    HostStartException refused =
        assertThrows(HostStartException.class, () -> of("local.caller", "secret-value"));

    assertEquals(
        "-Dlocal.caller: the local cloud has no such option; there are local.callers,"
            + " local.directory, local.drill, local.onBehalfOf, local.page, local.port, local.settings"
            + " and local.set.NAME.",
        refused.getMessage());
  }

  @Test
  void showNoValue() {
    String shown = of("local.set.BROKER_API_CLIENT_SECRET", "secret-value").toString();

    assertEquals("OwnSettings[BROKER_API_CLIENT_SECRET]", shown);
    assertFalse(LocalArguments.parse(properties(), "--port=0").toString().contains("secret-value"));
  }

  private static Properties properties() {
    Properties properties = new Properties();
    properties.setProperty("local.set.BROKER_API_CLIENT_SECRET", "secret-value");
    return properties;
  }
}
