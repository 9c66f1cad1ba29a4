package io.acsbroker.token;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How long a service wants to be left alone. */
class RetryAfterTest {
  private static final Instant NOW = Instant.parse("1994-11-06T08:49:30Z");
  private static final RetryAfter AN_HOUR = new RetryAfter(Duration.ofHours(1));

  private static Optional<Duration> wait(String header) {
    return AN_HOUR.parse(Optional.of(header), NOW);
  }

  @Test
  void isNothingWhereThereIsNoHeader() {
    assertEquals(Optional.empty(), AN_HOUR.parse(Optional.empty(), NOW));
  }

  @ParameterizedTest
  @CsvSource({"2, 2", "' 120 ', 120", "3599, 3599", "3600, 3600"})
  void isANumberOfSeconds(String header, int seconds) {
    assertEquals(Optional.of(Duration.ofSeconds(seconds)), wait(header));
  }

  @Test
  void isTheTimeUntilADate() {
    assertEquals(Optional.of(Duration.ofSeconds(7)), wait("Sun, 06 Nov 1994 08:49:37 GMT"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "Sun, 06 Nov 1994 08:49:30 GMT", "Sun, 06 Nov 1994 07:49:37 GMT"})
  void isASecondAtLeast(String header) {
    assertEquals(Optional.of(Duration.ofSeconds(1)), wait(header));
  }

  @ParameterizedTest
  @ValueSource(strings = {"3601", "999999999", "Mon, 07 Nov 1994 08:49:37 GMT"})
  void isTheLongestThatMakesSenseAtMost(String header) {
    assertEquals(Optional.of(Duration.ofHours(1)), wait(header));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "-1", "1.5", "9999999999", "1994-11-06T08:49:37Z"})
  void isNothingWhereNobodyCanReadIt(String header) {
    assertEquals(Optional.empty(), wait(header));
  }

  @Test
  void keepsAWaitThatIsBetween() {
    assertEquals(Duration.ofMillis(1500), AN_HOUR.within(Duration.ofMillis(1500)));
    assertEquals(Duration.ofSeconds(1), AN_HOUR.within(Duration.ofMillis(999)));
    assertEquals(Duration.ofHours(1), AN_HOUR.within(Duration.ofHours(1).plusMillis(1)));
  }
}
