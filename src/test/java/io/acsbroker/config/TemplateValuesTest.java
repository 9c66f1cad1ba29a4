package io.acsbroker.config;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.config.ConfigReading.Configured;
import io.acsbroker.repository.Gaps;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What the template accepts, the broker accepts, and the other way round: {@code
 * infra/values.json}, which {@code scripts/test/values-test.sh} gives to Bicep's engine, is given
 * to the broker's own reader of settings. Where they cannot agree, the row says why.
 */
@Tag("gate")
class TemplateValuesTest {
  /** What {@code infra/broker.bicep} sets with ACS identities alone. */
  private static final Set<Setting> OF_IDENTITIES =
      Set.of(
          Setting.BROKER_IDENTITY_TABLE,
          Setting.BROKER_IDENTITY_SCOPES,
          Setting.BROKER_IDENTITY_TOKEN_MINUTES);

  /** The parameters of the row that are settings, with their settings. */
  private static Stream<Map.Entry<String, Setting>> ofTheRow(
      TemplateValue row, Map<String, Setting> settings) {
    return settings.entrySet().stream()
        .filter(it -> row.parameters().anyMatch(it.getKey()::equals));
  }

  /** The settings as {@code infra/broker.bicep} makes them, before it looks at any value. */
  private static Map<String, String> environment(TemplateValue row, Map<String, Setting> settings) {
    Map<String, String> environment = new HashMap<>();
    boolean identities = row.of("acsIdentities").equals("true");
    ofTheRow(row, settings)
        .filter(it -> identities || !OF_IDENTITIES.contains(it.getValue()))
        .forEach(it -> environment.put(it.getValue().name(), row.of(it.getKey())));
    environment.put("COMMUNICATION_SERVICES_ENDPOINT", "https://a.communication.azure.com");
    environment.put("AZURE_CLIENT_ID", SampleSettings.IDENTITY);
    if (identities) {
      environment.put("BROKER_IDENTITY_TABLE_ENDPOINT", "https://a.table.core.windows.net");
    }
    if (row.of("policy").isEmpty()) {
      environment.merge("ENTRA_TENANT_IDS", SampleSettings.TENANT, (old, own) -> orElse(old, own));
    }
    if (isRegistered(row)) {
      register(environment, row.of("mode"));
    }
    if (row.of("mode").equals("onBehalfOf")) {
      environment.put("BROKER_ON_BEHALF_OF", "true");
    }
    return environment;
  }

  private static boolean isRegistered(TemplateValue row) {
    return !row.of("registerApplications").equals("false");
  }

  private static void register(Map<String, String> environment, String mode) {
    boolean onBehalfOf = mode.equals("onBehalfOf");
    if (!onBehalfOf) {
      environment.merge(
          "ENTRA_CLIENT_IDS", SampleSettings.OTHER_CLIENT, TemplateValuesTest::joined);
    }
    if (onBehalfOf || !environment.getOrDefault("BROKER_CALLER_CLIENT_IDS", "").isEmpty()) {
      environment.merge(
          "BROKER_CALLER_CLIENT_IDS", SampleSettings.OTHER_CLIENT, TemplateValuesTest::joined);
    }
    if (onBehalfOf || mode.equals("callers")) {
      environment.merge("BROKER_API_CLIENT_ID", SampleSettings.API, (old, own) -> orElse(old, own));
    }
  }

  private static String orElse(String named, String other) {
    return named.isEmpty() ? other : named;
  }

  private static String joined(String named, String registered) {
    return named.isEmpty() ? registered : named + "," + registered;
  }

  /** What keeps the broker from agreeing with the row; empty where nothing does. */
  private static String difference(TemplateValue row, Map<String, Setting> settings) {
    ConfigReading reading = BrokerConfig.read(environment(row, settings));
    String said =
        Stream.concat(reading.problems().stream(), reading.warnings().stream())
            .map(ConfigProblem::toString)
            .collect(joining("; "));
    if (!row.refused()) {
      return said.isEmpty() ? "" : "the template takes it, and the broker says: " + said;
    }
    if (reading instanceof Configured) {
      return row.whyTaken().isPresent() ? "" : "the template refuses it, and the broker takes it";
    }
    Set<String> meant =
        ofTheRow(row, settings).map(it -> it.getValue().name()).collect(Collectors.toSet());
    if (isRegistered(row)) {
      meant.add(Setting.ENTRA_CLIENT_IDS.name());
    }
    boolean ofThese = reading.problems().stream().allMatch(it -> meant.contains(it.setting()));
    String reasons = row.whyTaken().isPresent() ? "the broker refuses it too, and the row: " : "";
    return ofThese ? reasons : "the broker refuses something else: " + said;
  }

  @Test
  void areAcceptedByTheBrokerWhereTheTemplateAcceptsThemAndNowhereElse() throws IOException {
    Map<String, Setting> settings = TemplateValue.settings();
    Gaps gaps = new Gaps();
    int compared = 0;
    for (TemplateValue row : TemplateValue.all()) {
      if (settings.containsKey(row.parameter())) {
        compared++;
        String difference = difference(row, settings);
        gaps.require(difference.isEmpty(), row + ": " + difference);
      }
    }
    gaps.assertNone();
    assertTrue(compared > 200, "only " + compared + " values were compared");
  }

  /** That Bicep's engine refuses the wrong ones is the infrastructure's test. */
  @Test
  void haveARightAndAWrongOneForEverySetting() throws IOException {
    Gaps gaps = new Gaps();
    for (String parameter : TemplateValue.settings().keySet()) {
      for (boolean refused : new boolean[] {false, true}) {
        gaps.require(
            TemplateValue.all().stream()
                .anyMatch(it -> it.parameter().equals(parameter) && it.refused() == refused),
            "infra/values.json needs a " + (refused ? "wrong" : "right") + " " + parameter);
      }
    }
    gaps.assertNone();
  }
}
