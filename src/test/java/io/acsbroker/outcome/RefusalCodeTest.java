package io.acsbroker.outcome;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.outcome.ExchangeOutcome.RefusedForNow;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Titles are what a person reads first; the status is what a program does.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457#section-3.1.3">RFC 9457, title</a>
 */
class RefusalCodeTest {
  private static final int LONGEST = 60;

  @ParameterizedTest
  @EnumSource
  void aTitleIsAStatementOfItsOwnAndNotTheCodeInWords(RefusalCode code) {
    String title = code.title();
    assertNotEquals(code.text().replace('_', ' '), title.toLowerCase(Locale.ROOT));
    assertTrue(title.matches("[A-Z].* .*[^.]") && title.length() <= LONGEST, title);
  }

  @Test
  void noTwoCodesHaveTheSameTitle() {
    RefusalCode[] codes = RefusalCode.values();
    assertEquals(codes.length, Arrays.stream(codes).map(RefusalCode::title).distinct().count());
  }

  @Test
  void isAnsweredWithOneStatusButWhereItsTokenMayComeInSeveralWays() {
    Map<RefusalCode, List<Integer>> several =
        Arrays.stream(RefusalCode.values())
            .filter(code -> code.statuses().size() > 1)
            .collect(Collectors.toMap(code -> code, RefusalCode::statuses));
    assertEquals(
        Map.of(
            RefusalCode.SIGNING_KEY_UNKNOWN, List.of(400, 401, 503),
            RefusalCode.TOKEN_REJECTED_BY_ACS, List.of(401, 503)),
        several);
  }

  @Test
  void isNeverAnsweredWithAStatusThatIsNotItsOwn() {
    Refusal expired = new Refusal(RefusalCode.TOKEN_EXPIRED, "The token has expired.", "");
    RefusedForNow now = new RefusedForNow(expired, Duration.ofSeconds(1));
    assertEquals(401, now.status());
    assertEquals(
        "TOKEN_EXPIRED is never answered so",
        assertThrows(IllegalArgumentException.class, now::onBehalfOfTheUser).getMessage());
    assertEquals(
        "TOKEN_EXPIRED is never answered so",
        assertThrows(IllegalArgumentException.class, now::besideTheCredential).getMessage());
  }

  @ParameterizedTest
  @EnumSource
  void aRemedySaysWhoDoesWhat(RefusalCode code) {
    String who = "(client|user|operator|administrator[^:]*|whoever [^:]*)";
    assertTrue(code.remedy().matches(who + ": .*[^.]"), code.remedy());
  }

  @Test
  void isAFailureOfOthersFrom500On() {
    assertTrue(RefusalCode.INTERNAL_ERROR.isFailure());
    assertTrue(RefusalCode.ACS_DENIED.isFailure());
    assertFalse(RefusalCode.TOO_MANY_EXCHANGES.isFailure());
  }
}
