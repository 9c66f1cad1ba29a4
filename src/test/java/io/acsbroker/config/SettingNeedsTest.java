package io.acsbroker.config;

import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.acsbroker.config.ConfigReading.Misconfigured;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the row of a setting says that it needs is what the broker refuses it without. */
class SettingNeedsTest {
  private static final Pattern NEED = Pattern.compile("needs |nobody needs it without ");
  private static final Pattern NAME = Pattern.compile("[A-Z]+(?:_[A-Z]+)+");

  private static Set<String> names(String text) {
    return NAME.matcher(text).results().map(it -> it.group()).collect(toCollection(TreeSet::new));
  }

  /** A value that is right and no default. */
  private static String value(Setting setting) {
    return switch (setting) {
      case ENTRA_TENANT_IDS -> SampleSettings.OTHER_TENANT;
      case ENTRA_CLIENT_IDS, BROKER_CALLER_CLIENT_IDS -> SampleSettings.OTHER_CLIENT;
      case COMMUNICATION_SERVICES_ENDPOINT, BROKER_PUBLIC_URL, ENTRA_AUTHORITY_HOST ->
          "https://one.example";
      case COMMUNICATION_SERVICES_CONNECTION_STRING ->
          "endpoint=https://one.example/;accesskey=a2V5";
      case AZURE_CLIENT_ID -> SampleSettings.IDENTITY;
      case COMMUNICATION_SERVICES_API_VERSION -> "2026-01-01";
      case TEAMS_AUDIENCES, ENTRA_USER_AUDIENCES, TEAMS_PHONE_AUDIENCES -> "api://one";
      case TEAMS_REQUIRED_SCOPES, ENTRA_USER_REQUIRED_SCOPES, TEAMS_PHONE_REQUIRED_SCOPES -> "One";
      case ENTRA_CLOUD -> "usgov";
      case BROKER_API_CLIENT_ID -> SampleSettings.API;
      case BROKER_API_SCOPE, BROKER_ALLOWED_ROLES -> "One";
      case BROKER_API_KEYS -> "application";
      case BROKER_ON_BEHALF_OF -> "true";
      case BROKER_API_CLIENT_CERTIFICATE, BROKER_API_CLIENT_SECRET -> "c2VjcmV0";
      case BROKER_SUBJECT_VERIFICATION -> "acs";
      case BROKER_ALLOWED_GROUPS -> SampleSettings.GROUP;
      case BROKER_GUESTS -> "deny";
      case BROKER_POLICY -> SamplePolicy.document(SamplePolicy.WHOLE);
      case BROKER_CALLER_ISSUERS -> SampleIssuers.document(SampleIssuers.least());
      case BROKER_IDENTITY_TABLE_ENDPOINT -> "https://one.table.core.windows.net";
      case BROKER_IDENTITY_TABLE_CONNECTION_STRING ->
          "AccountName=one;AccountKey=a2V5;EndpointSuffix=core.windows.net";
      case BROKER_IDENTITY_TABLE -> "One";
      case BROKER_IDENTITY_SCOPES -> "chat";
      case BROKER_IDENTITY_TOKEN_MINUTES -> "60";
      case BROKER_CLOCK_SKEW_SECONDS,
          BROKER_DEADLINE_SECONDS,
          BROKER_TOKEN_CACHE_MINUTES,
          BROKER_USER_EXCHANGE_LIMIT,
          BROKER_CONCURRENT_EXCHANGES ->
          "1";
    };
  }

  private static Stream<String> problems(SampleSettings settings, Setting setting) {
    return settings.read() instanceof Misconfigured misconfigured
        ? misconfigured.problems().stream()
            .map(ConfigProblem::toString)
            .filter(it -> it.startsWith(setting.name() + ": "))
        : Stream.empty();
  }

  @ParameterizedTest
  @EnumSource(Setting.class)
  void isRefusedWithoutWhatItsRowSaysAndForNothingElse(Setting setting) {
    Set<String> missing =
        problems(SampleSettings.flat().with(setting.name(), value(setting)), setting)
            .flatMap(it -> NEED.splitAsStream(it).skip(1))
            .flatMap(it -> names(it).stream())
            .collect(toCollection(TreeSet::new));
    assertEquals(names(setting.needs()), missing);
  }

  /** One of several is enough, where the row has an "or". */
  @ParameterizedTest
  @CsvSource({"BROKER_API_CLIENT_ID", "BROKER_CALLER_ISSUERS", "BROKER_ON_BEHALF_OF"})
  void isTakenWithIt(Setting needed) {
    for (Setting setting : EnumSet.allOf(Setting.class)) {
      SampleSettings settings =
          needed == Setting.BROKER_ON_BEHALF_OF
              ? SampleSettings.onBehalfOf()
              : SampleSettings.flat().with(needed.name(), value(needed));
      if (names(setting.needs()).contains(needed.name()) && !setting.needs().contains(" and ")) {
        List<String> problems =
            problems(settings.with(setting.name(), value(setting)), setting)
                .filter(it -> NEED.matcher(it).find())
                .toList();
        assertEquals(List.of(), problems, setting.name());
      }
    }
  }
}
