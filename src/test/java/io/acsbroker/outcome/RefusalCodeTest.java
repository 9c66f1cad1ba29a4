package io.acsbroker.outcome;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Titles are what a person reads first.
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
}
