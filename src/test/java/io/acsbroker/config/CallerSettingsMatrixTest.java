package io.acsbroker.config;

import static io.acsbroker.config.SampleIssuers.document;
import static io.acsbroker.config.SampleIssuers.least;
import static io.acsbroker.config.SamplePolicy.clients;
import static io.acsbroker.config.SampleSettings.CLIENT;
import static io.acsbroker.config.SampleSettings.GROUP;
import static io.acsbroker.config.SampleSettings.TENANT;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What each setting about callers comes to with each kind of callers, in flat settings and in a
 * rule: {@code serves}, {@code warns} (in a rule: its tenant is refused) or {@code refused}.
 */
class CallerSettingsMatrixTest {
  private static SampleSettings of(String callers) {
    SampleSettings settings = SampleSettings.flat();
    return switch (callers) {
      case "none" -> settings;
      case "entra" -> settings.with("BROKER_API_CLIENT_ID", SampleSettings.API);
      case "elsewhere" -> settings.with("BROKER_CALLER_ISSUERS", document(least()));
      default ->
          settings
              .with("BROKER_API_CLIENT_ID", SampleSettings.API)
              .with("BROKER_CALLER_ISSUERS", document(least()));
    };
  }

  private static String outcome(SampleSettings settings) {
    ConfigReading reading = settings.read();
    if (!reading.problems().isEmpty()) {
      return "refused";
    }
    return reading.warnings().isEmpty() ? "serves" : "warns";
  }

  @ParameterizedTest
  @CsvSource({
    // setting, value, none, entra, elsewhere, both
    "BROKER_CALLER_CLIENT_IDS, " + CLIENT + ", refused, serves, refused, serves",
    "BROKER_ALLOWED_ROLES, Caller, refused, serves, refused, warns",
    "BROKER_ALLOWED_GROUPS, " + GROUP + ", refused, serves, refused, warns",
    "BROKER_GUESTS, deny, serves, serves, serves, serves",
    "BROKER_API_SCOPE, calls, refused, serves, refused, serves",
    "BROKER_API_KEYS, application, refused, serves, refused, serves",
    "BROKER_SUBJECT_VERIFICATION, acs, refused, serves, refused, refused",
    "BROKER_SUBJECT_VERIFICATION, full, serves, serves, serves, serves",
    "BROKER_IDENTITY_SCOPES, voip, refused, serves, serves, serves",
    "ENTRA_TENANT_IDS, *, serves, serves, serves, serves"
  })
  void holdsForFlatSettings(
      String setting, String value, String none, String entra, String elsewhere, String both) {
    assertEquals(none, outcome(of("none").with(setting, value)));
    assertEquals(entra, outcome(of("entra").with(setting, value)));
    assertEquals(elsewhere, outcome(of("elsewhere").with(setting, value)));
    assertEquals(both, outcome(of("both").with(setting, value)));
  }

  @ParameterizedTest
  @CsvSource({
    // member, value, none, entra, elsewhere, both
    "name, Contoso, serves, serves, serves, serves",
    "callerClients, " + CLIENT + ", warns, serves, warns, serves",
    "roles, Caller, refused, serves, refused, serves",
    "groups, " + GROUP + ", refused, serves, refused, serves",
    "callerIssuers, acme, warns, warns, serves, serves",
    "callerIssuers, other, warns, warns, warns, warns"
  })
  void holdsForRules(
      String member, String value, String none, String entra, String elsewhere, String both) {
    String written = member.equals("name") ? "'" + value + "'" : "['" + value + "']";
    String rule = SamplePolicy.rule(TENANT, clients(CLIENT) + ",'" + member + "':" + written);
    String policy = SamplePolicy.document(SamplePolicy.WHOLE, rule);
    assertEquals(none, outcome(of("none").withPolicy(policy)));
    assertEquals(entra, outcome(of("entra").withPolicy(policy)));
    assertEquals(elsewhere, outcome(of("elsewhere").withPolicy(policy)));
    assertEquals(both, outcome(of("both").withPolicy(policy)));
  }
}
