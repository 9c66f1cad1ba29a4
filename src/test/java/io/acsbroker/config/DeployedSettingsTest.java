package io.acsbroker.config;

import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.repository.Gaps;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The template says of each setting what its row in {@link Setting} says, cell by cell. The
 * workflow's cells are in {@code WorkflowTest}, and that the two entries of the template have the
 * same parameters is in {@code TemplateParametersTest}.
 */
@Tag("gate")
class DeployedSettingsTest {
  private static final BicepSource TEMPLATE = new BicepSource();
  private static final String CHECKS = BicepSource.text("infra/checks.bicep");
  private static final String PROBLEMS = BicepSource.text("infra/problems.bicep");
  private static final Pattern QUOTED_NAME = Pattern.compile("'([A-Z_]+)'");

  /** Filled in by the template itself. */
  private static final Map<Setting, String> OF_THE_TEMPLATE =
      new EnumMap<>(
          Map.of(
              Setting.ENTRA_CLOUD,
              "cloudNames[environment().name]",
              Setting.COMMUNICATION_SERVICES_ENDPOINT,
              "communicationServicesAccess!.outputs.endpoint",
              Setting.AZURE_CLIENT_ID,
              "identityClientId",
              Setting.BROKER_ON_BEHALF_OF,
              "mode == 'onBehalfOf' ? 'true' : ''",
              Setting.BROKER_IDENTITY_TABLE_ENDPOINT,
              "storage.outputs.tableEndpoint"));

  private static Set<String> names(Set<Setting> settings) {
    return settings.stream().map(Setting::name).collect(toCollection(TreeSet::new));
  }

  private static Set<Setting> where(Predicate<Setting> condition) {
    return Arrays.stream(Setting.values())
        .filter(condition)
        .collect(toCollection(() -> EnumSet.noneOf(Setting.class)));
  }

  @Test
  void theTemplateSetsEveryOneButSecretsAndNoOther() {
    assertEquals(
        names(where(it -> !AzdParameter.isSetBeside(it))), TEMPLATE.appSettings().keySet());
  }

  @ParameterizedTest
  @EnumSource(Setting.class)
  void isMadeOfItsOwnParameter(Setting setting) {
    String made = TEMPLATE.appSettings().getOrDefault(setting.name(), "");
    if (OF_THE_TEMPLATE.containsKey(setting) || AzdParameter.isSetBeside(setting)) {
      assertEquals(OF_THE_TEMPLATE.getOrDefault(setting, ""), made);
      assertTrue(AzdParameter.of(setting).isEmpty(), "a parameter that is for nothing");
      return;
    }
    String parameter = AzdParameter.of(setting).orElseThrow().name();
    assertTrue(TEMPLATE.parametersOf(made).contains(parameter), parameter + " is not in: " + made);
  }

  private static List<Setting> withParameter() {
    return List.copyOf(where(it -> AzdParameter.of(it).isPresent()));
  }

  /** A parameter's default may be empty, and that of the row holds: then its description has it. */
  @ParameterizedTest
  @MethodSource("withParameter")
  void hasTheSameDefault(Setting setting) {
    AzdParameter parameter = AzdParameter.of(setting).orElseThrow();
    String declared = TEMPLATE.parameter(parameter.name());
    if (declared.endsWith(" object = {}")) {
      assertEquals("null", parameter.fallback(), "azd's word for an empty object");
      assertEquals("", setting.defaultText());
      return;
    }
    assertTrue(declared.endsWith(" string = '" + parameter.fallback() + "'"), declared);
    if (!parameter.fallback().isEmpty()) {
      assertEquals(setting.defaultText(), parameter.fallback());
    } else if (!setting.defaultText().isEmpty()) {
      String standard = Pattern.quote(setting.defaultText().replace(",", " and "));
      String holds = "[Ee]mpty for (?:those of )?" + standard + "[.;']";
      assertTrue(Pattern.compile(holds).matcher(declared).find(), declared);
    }
  }

  @ParameterizedTest
  @MethodSource("withParameter")
  void isDescribedByItsNameAndIsNoSecretInAParameter(Setting setting) {
    String parameter = AzdParameter.of(setting).orElseThrow().name();
    String declared = TEMPLATE.parameter(parameter);
    // What is hidden from the history of deployments could be no reference that people look up
    assertFalse(declared.contains("@secure()"), declared);
    if (setting.isSecret()) {
      assertTrue(
          PROBLEMS.contains("isKeyVaultReference(values." + parameter + ")"),
          "infra/problems.bicep lets the secret itself in: " + parameter);
    } else {
      assertTrue(declared.contains("@description('" + setting.name() + ": "), declared);
    }
  }

  private static Optional<String> range(Setting setting) {
    return SampleSettings.withCallers().with(setting.name(), "x").read().problems().stream()
        .map(ConfigProblem::toString)
        .filter(it -> it.startsWith(setting.name() + ": must be a whole number from "))
        .map(it -> it.split(" from ", 2)[1])
        .findFirst();
  }

  @ParameterizedTest
  @MethodSource("withParameter")
  void hasTheRangeThatTheBrokerTakes(Setting setting) {
    if (range(setting).isEmpty()) {
      return;
    }
    String range = range(setting).get();
    AzdParameter parameter = AzdParameter.of(setting).orElseThrow();
    String named = parameter.name() + " (" + parameter.variable() + ")";
    String check =
        "problemOfNumber('%s', values.%s, %s)"
            .formatted(named, parameter.name(), range.replace(" to ", ", "));
    Gaps gaps = new Gaps();
    gaps.requireLine(PROBLEMS, check, "infra/problems.bicep", check);
    gaps.requireLine(
        TEMPLATE.parameter(parameter.name()),
        " A whole number, " + range + ".'",
        "infra/main.bicep",
        range);
    for (String page : List.of("docs/settings.md", "docs/deploy.md")) {
      BicepSource.text(page)
          .lines()
          .filter(it -> it.startsWith("| `" + setting.name() + "` |"))
          .forEach(it -> gaps.requireLine(it, range, page, setting + " with " + range));
    }
    gaps.assertNone();
  }

  @Test
  void sixSettingsAreNumbers() {
    assertEquals(6, where(it -> range(it).isPresent()).size());
  }

  @Test
  void theChecksKnowEverySecret() {
    assertEquals(names(where(Setting::isSecret)), firstNames(CHECKS, "func problemOfSecrets"));
    assertEquals(
        names(where(AzdParameter::isSetBeside)), firstNames(PROBLEMS, "func mayBeSetBeside"));
  }

  private static Set<String> firstNames(String text, String from) {
    String list = text.split(Pattern.quote(from), 2)[1].split("]", 2)[0];
    return QUOTED_NAME
        .matcher(list)
        .results()
        .map(it -> it.group(1))
        .collect(toCollection(TreeSet::new));
  }

  /** A problem names the parameter, and in brackets what azd's users have to set. */
  @Test
  void theProblemsNameTheVariableOfEachParameter() {
    Gaps gaps = new Gaps();
    int named = 0;
    for (AzdParameter parameter : AzdParameter.all()) {
      Pattern mention = Pattern.compile("\\b" + parameter.name() + " \\(([A-Z_]+)\\)");
      for (MatchResult name : mention.matcher(PROBLEMS).results().toList()) {
        named++;
        gaps.require(
            name.group(1).equals(parameter.variable()),
            "infra/problems.bicep: " + parameter.name() + " (" + parameter.variable() + ")");
      }
    }
    gaps.assertNone();
    assertTrue(named > 60, named + " mentions");
  }
}
