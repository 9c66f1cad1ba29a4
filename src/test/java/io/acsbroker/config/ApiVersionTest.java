package io.acsbroker.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.acsbroker.token.AcsApiVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The version of ACS's API, as it may stand in the settings and as it may not. */
class ApiVersionTest {
  private static final String NAME = "COMMUNICATION_SERVICES_API_VERSION";
  private static final String LACKS = NAME + ": lacks what this broker offers: ";
  private static final String WHOLE = "; 2025-06-30 is the first that has it all";

  private static SampleSettings withEveryScope() {
    return SampleSettings.withCallers()
        .with("BROKER_IDENTITY_TABLE_ENDPOINT", "https://contoso.table.core.windows.net")
        .with("BROKER_IDENTITY_SCOPES", "chat,chat.join,chat.join.limited,voip,voip.join");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " "})
  void isTheFirstThatHasEverythingWhereNoneIsNamed(String version) {
    AcsApiVersion expected = AcsApiVersion.parse("2025-06-30").orElseThrow();
    assertEquals(expected, withEveryScope().config().apiVersion());
    assertEquals(expected, withEveryScope().with(NAME, version).config().apiVersion());
  }

  @ParameterizedTest
  @ValueSource(strings = {"2025-06-30", "2026-07-22", "2026-09-23", "2099-01-01"})
  void isAnyLaterOneEvenIfItIsNotKnownYet(String version) {
    assertEquals(version, withEveryScope().with(NAME, version).config().apiVersion().text());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "latest",
        "2025-06",
        "2025-6-30",
        "2025-02-30",
        "2025-13-01",
        "20250630",
        "2025-06-30 ,2026-09-23",
        "2025-06-30&api-version=2021-03-07",
        "2025-03-02-preview",
        "+12025-06-30",
        "v1"
      })
  void refusesWhatIsNoDateOfAStableVersion(String version) {
    SampleSettings.flat()
        .with(NAME, version)
        .areRefusedFor(
            NAME
                + ": must be the date of a stable version of ACS's identity API, such as"
                + " 2025-06-30");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2025-06-29|POST /api/token/teams-phone",
        "2023-10-01|POST /api/token/teams-phone",
        "2022-06-01|POST /api/token/teams-phone",
        "2021-03-07|POST /api/token/teams, POST /api/token/teams-phone"
      })
  void refusesAVersionWithoutARoute(String version, String routes) {
    SampleSettings.flat().with(NAME, version).areRefusedFor(LACKS + routes + WHOLE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2022-10-01", "2023-09-30"})
  void refusesAVersionWithoutAScopeThatTokensMayHave(String version) {
    withEveryScope()
        .with(NAME, version)
        .areRefusedFor(
            LACKS
                + "POST /api/token/teams-phone,"
                + " the scope chat.join, the scope chat.join.limited, the scope voip.join"
                + WHOLE);
  }

  @Test
  void refusesAVersionWithoutWhatIsLessThanAScopeThatTokensMayHave() {
    withEveryScope()
        .with("BROKER_IDENTITY_SCOPES", "voip")
        .with(NAME, "2022-10-01")
        .areRefusedFor(LACKS + "POST /api/token/teams-phone, the scope voip.join" + WHOLE);
  }
}
