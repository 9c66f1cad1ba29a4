package io.acsbroker.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The log of the broker, in a terminal of 80 columns. */
class EventLineTest {
  private static final String START = "23:50:30 WARNING {\"event\":\"request\",";

  @Test
  void tellsATokenAndWhatTookHowLong() {
    String line =
        EventLine.readable(
            START
                + "\"function\":\"TeamsToken\",\"status\":200,\"code\":\"granted\","
                + "\"correlationId\":\"2e162571-5b87-4370-909f-8013bb8bf2ed\",\"ms\":1233,"
                + "\"stage\":\"acs\",\"source\":\"acs\",\"tenant\":\"72aa62aa\","
                + "\"verifyMs\":264,\"onBehalfOfMs\":0,\"managedIdentityMs\":740,\"acsMs\":176,"
                + "\"acsTries\":1,\"ignoredHeaderParameters\":0}");
    assertEquals(
        "23:50:30 TeamsToken 200 granted 1233 ms: verify 264, identity 740, acs 176", line);
    assertTrue(line.length() <= 80, line);
  }

  @Test
  void tellsATokenOnBehalfOfACaller() {
    String line =
        EventLine.readable(
            START
                + "\"function\":\"TeamsToken\",\"status\":200,\"code\":\"granted\",\"ms\":1233,"
                + "\"verifyMs\":626,\"onBehalfOfMs\":186,\"managedIdentityMs\":0,\"acsMs\":52}");
    assertEquals(
        "23:50:30 TeamsToken 200 granted 1233 ms: verify 626, on behalf of 186, acs 52", line);
    assertTrue(line.length() <= 80, line);
  }

  @Test
  void tellsATokenFromMemory() {
    assertEquals(
        "23:50:30 TeamsToken 200 granted from memory 2 ms: verify 1",
        EventLine.readable(
            START
                + "\"function\":\"TeamsToken\",\"status\":200,\"code\":\"granted\",\"ms\":2,"
                + "\"source\":\"memory\",\"verifyMs\":1,\"acsMs\":0}"));
  }

  @Test
  void tellsWhyThereIsNone() {
    assertEquals(
        "23:50:30 TeamsToken 403 teams_license_missing 84 ms: acs 83; TEAMS_LICENSE_MISSING",
        EventLine.readable(
            START
                + "\"function\":\"TeamsToken\",\"status\":403,\"code\":\"teams_license_missing\","
                + "\"reason\":\"TEAMS_LICENSE_MISSING\",\"ms\":84,\"verifyMs\":0,\"acsMs\":83}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INFO: Subject tokens are verified in full.",
        "23:50:30 WARNING {\"event\":\"other\"}",
        "23:50:30 WARNING {\"event\":\"request\",cut off}",
        ""
      })
  void leavesEveryOtherLineAsItIs(String line) {
    assertEquals(line, EventLine.readable(line));
  }
}
