package io.acsbroker.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is repeated of a token is short and harmless, whatever it was. */
class FindingTest {
  @ParameterizedTest
  @ValueSource(strings = {"api://mine", "!", "~"})
  void repeatsAValueOfVisibleCharacters(String value) {
    assertEquals(new Finding(Optional.of(value), "aud " + value), Finding.claim("aud", value));
  }

  @Test
  void repeatsTwoHundredCharactersAndNotOneMore() {
    String longest = "x".repeat(Finding.LONGEST_TOLD);
    assertEquals(Optional.of(longest), Finding.claim("aud", longest).told());
    assertEquals(Optional.empty(), Finding.claim("aud", longest + "x").told());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "a\nb", "a\u0000", "a\u007f", "\u00e9", "\u202e"})
  void repeatsNothingElse(String value) {
    Finding finding = Finding.claim("aud", value);
    assertEquals(Optional.empty(), finding.told());
    assertTrue(finding.logged().startsWith("aud that is empty, too long or"), finding.logged());
  }

  @Test
  void logsOneShortLineOfPrintableCharacters() {
    assertEquals("a?b?c?", Finding.logged("a\nb\u001bc\u00e9").logged());
    assertEquals("x".repeat(Finding.LONGEST_LOGGED), Finding.logged("x".repeat(5_000)).logged());
  }

  @Test
  void tellsTheLogAloneWhatIsToldToNobody() {
    assertEquals(
        new Finding(Optional.empty(), "aud api://mine"),
        Finding.claim("aud", "api://mine").untold());
  }
}
