package io.acsbroker.config;

import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.json.JsonObject;
import io.acsbroker.repository.Gaps;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where people read how a setting is set, they read what its row in {@link Setting} says. */
@Tag("gate")
class ExplainedSettingsTest {
  /** What azd's user gets without a value, where the row has no default. */
  private static final Map<Setting, String> FILLED_IN =
      new EnumMap<>(
          Map.of(
              Setting.ENTRA_TENANT_IDS, "the subscription's tenant",
              Setting.COMMUNICATION_SERVICES_CONNECTION_STRING, "the managed identity",
              Setting.TEAMS_AUDIENCES, "those of ACS",
              Setting.ENTRA_USER_AUDIENCES, "those of ACS Clients",
              Setting.TEAMS_PHONE_AUDIENCES, "those of ACS",
              Setting.ENTRA_AUTHORITY_HOST, "the cloud's",
              Setting.BROKER_API_CLIENT_ID, "registered",
              Setting.BROKER_PUBLIC_URL, "the app's own"));

  /** Without these a broker on this machine would not start. */
  private static final Set<Setting> SHOWN_WITH_A_VALUE =
      EnumSet.of(
          Setting.ENTRA_TENANT_IDS,
          Setting.ENTRA_CLIENT_IDS,
          Setting.COMMUNICATION_SERVICES_CONNECTION_STRING);

  private static String cell(String page, String rowStart) {
    return page.lines()
        .filter(line -> line.startsWith(rowStart))
        .map(line -> line.substring(rowStart.length()).split(" \\|", 2)[0].replace("`", ""))
        .findFirst()
        .orElse("no row");
  }

  @ParameterizedTest
  @EnumSource(Setting.class)
  void hasItsDefaultInTheDeployPage(Setting setting) {
    if (AzdParameter.of(setting).isPresent()) {
      AzdParameter parameter = AzdParameter.of(setting).get();
      String row = "| `" + parameter.variable() + "` | `" + parameter.name() + "` | ";
      String otherwise = FILLED_IN.getOrDefault(setting, "none");
      String standard = setting.defaultText();
      assertEquals(
          standard.isEmpty() ? otherwise : standard,
          cell(BicepSource.text("docs/deploy.md"), row),
          row);
    }
  }

  /** Those of the next section of docs/settings.md, each with what sets it instead. */
  @ParameterizedTest
  @EnumSource(Setting.class)
  void isExplainedWhereNoParameterOfItsNameIsThere(Setting setting) {
    String page = BicepSource.text("docs/settings.md").split("\n## With azd\n", 2)[1];
    String setBy = cell(page.split("\n## ", 2)[0], "| `" + setting.name() + "` | ");
    if (AzdParameter.isSetBeside(setting)) {
      assertEquals("FURTHER_SETTINGS, by a reference to a key vault", setBy);
      return;
    }
    String instead =
        switch (setting) {
          case ENTRA_CLOUD, COMMUNICATION_SERVICES_ENDPOINT, AZURE_CLIENT_ID -> "the template: ";
          case COMMUNICATION_SERVICES_CONNECTION_STRING -> "ACS_CONNECTION_STRING_REFERENCE, ";
          case BROKER_ON_BEHALF_OF -> "CALLER_MODE";
          case BROKER_IDENTITY_TABLE_ENDPOINT -> "ACS_IDENTITIES: ";
          default -> "no row";
        };
    assertTrue(setBy.startsWith(instead), setBy);
  }

  @Test
  void theExampleForLocalRunsHasEveryOneAndNoOther() throws IOException {
    String file = "local.settings.json.example";
    JsonObject values =
        JsonObject.parse(BicepSource.text(file)).orElseThrow().object("Values").orElseThrow();
    Set<String> shown = new TreeSet<>(values.names());
    shown.removeIf(it -> it.matches("AzureWebJobs.*|FUNCTIONS_.*"));
    Gaps gaps = new Gaps();
    gaps.requireSame(
        Arrays.stream(Setting.values()).map(Setting::name).collect(toCollection(TreeSet::new)),
        shown,
        file,
        name -> "\"" + name + "\": \"\",");
    for (Setting setting : EnumSet.complementOf(EnumSet.copyOf(SHOWN_WITH_A_VALUE))) {
      gaps.require(
          values.string(setting.name()).equals(Optional.of("")),
          file + ": empty, so that its default holds: " + setting);
    }
    gaps.assertNone();
  }
}
