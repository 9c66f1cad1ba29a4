package io.acsbroker.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is a date in a header.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7">RFC 9110, section 5.6.7, from
 *     where the first three are</a>
 */
class HttpDateTest {
  private static final Instant NOW = Instant.parse("2026-05-04T10:00:00Z");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Sun, 06 Nov 1994 08:49:37 GMT",
        "Sunday, 06-Nov-94 08:49:37 GMT",
        "Sun Nov  6 08:49:37 1994"
      })
  void isReadInEachOfTheThreeForms(String text) {
    assertEquals(Optional.of(Instant.parse("1994-11-06T08:49:37Z")), HttpDate.parse(text, NOW));
  }

  @Test
  void hasTwoDigitsOfTheDayInTheOldestForm() {
    assertEquals(
        Optional.of(Instant.parse("1994-11-16T08:49:37Z")),
        HttpDate.parse("Wed Nov 16 08:49:37 1994", NOW));
  }

  @ParameterizedTest
  @CsvSource({
    "'Monday, 04-May-26 10:00:00 GMT', 2026-05-04T10:00:00Z",
    "'Monday, 04-May-76 10:00:00 GMT', 2076-05-04T10:00:00Z",
    "'Wednesday, 04-May-77 10:00:00 GMT', 1977-05-04T10:00:00Z"
  })
  void isOfTheCenturyThatTwoDigitsOfAYearAreAtMostFiftyYearsAheadIn(String text, Instant date) {
    assertEquals(Optional.of(date), HttpDate.parse(text, NOW));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yesterday",
        "1777888800",
        "2026-05-04T10:00:00Z",
        "Mon, 06 Nov 1994 08:49:37 GMT",
        "Sun, 31 Nov 1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 25:49:37 GMT",
        "Sun, 06 Nov 1994 08:49:37",
        "Mon, 04-May-26 10:00:00 GMT",
        "Sun Nov 6 08:49:37 1994 GMT"
      })
  void isNoneInAnyOther(String text) {
    assertEquals(Optional.empty(), HttpDate.parse(text, NOW));
  }
}
