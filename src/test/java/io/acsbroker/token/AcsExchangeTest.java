package io.acsbroker.token;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.acsbroker.token.AcsExchange.BySubjectToken;
import io.acsbroker.token.AcsExchange.OfTeamsUser;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcsExchangeTest {
  private static final URI ENDPOINT = URI.create("https://acs.example/");

  private static AcsExchange exchange(String version) {
    return new BySubjectToken("/access/example", version);
  }

  private static AcsApiVersion stable(String version) {
    return AcsApiVersion.parse(version).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "2025-06-30, 2026-07-22, 2026-07-22",
    "2025-06-30-preview, 2026-07-22, 2025-06-30-preview"
  })
  void isAskedForByTheStableVersionOrByItsPreviewAlone(
      String version, String stable, String expected) {
    assertEquals(
        URI.create("https://acs.example/access/example?api-version=" + expected),
        exchange(version).at(ENDPOINT, stable(stable)));
  }

  @ParameterizedTest
  @CsvSource({
    "2025-06-30, 2025-06-29, false",
    "2025-06-30, 2025-06-30, true",
    "2025-06-30, 2025-07-01, true",
    "2025-06-30-preview, 2025-06-29, true"
  })
  void isInEveryVersionFromItsFirstOn(String version, String stable, boolean isIn) {
    assertEquals(isIn, exchange(version).isIn(stable(stable)));
  }

  /** The broker's signature comes with the user, whom a token alone says by itself. */
  @Test
  void hasItsUserComparedWhereTheBrokerSigns() {
    assertEquals(true, new OfTeamsUser().comparesUser());
    assertEquals(false, exchange("2025-06-30").comparesUser());
  }
}
