package io.acsbroker.token;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What came with which version of ACS's identity API. */
class AcsApiVersionTest {
  private static AcsApiVersion version(String text) {
    return AcsApiVersion.parse(text).orElseThrow();
  }

  @Test
  void isWrittenAsItIsRead() {
    assertEquals("2025-06-30", version("2025-06-30").text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2025-06-30-preview", "2025-6-30", "2025-02-30", "+12025-06-30"})
  void isADateAndNothingElse(String text) {
    assertEquals(Optional.empty(), AcsApiVersion.parse(text));
  }

  @ParameterizedTest
  @CsvSource({
    "2021-03-07, 'chat, voip'",
    "2023-09-30, 'chat, voip'",
    "2023-10-01, 'chat, chat.join, chat.join.limited, voip, voip.join'",
    "2026-01-01, 'chat, chat.join, chat.join.limited, voip, voip.join'"
  })
  void hasTheScopesForJoiningSince2023(String version, String scopes) {
    assertEquals(
        scopes,
        Arrays.stream(AcsScope.values())
            .filter(version(version)::has)
            .map(AcsScope::text)
            .collect(Collectors.joining(", ")));
  }

  @ParameterizedTest
  @CsvSource({
    "2021-03-07, ENTRA",
    "2022-05-31, ENTRA",
    "2022-06-01, 'TEAMS, ENTRA'",
    "2025-06-29, 'TEAMS, ENTRA'",
    "2025-06-30, 'TEAMS, ENTRA, TEAMS_PHONE'"
  })
  void hasTheExchangesOneAfterTheOther(String version, String routes) {
    assertEquals(
        routes,
        Arrays.stream(ExchangeRoute.values())
            .filter(route -> route.atAcs().isIn(version(version)))
            .map(ExchangeRoute::name)
            .collect(Collectors.joining(", ")));
  }
}
