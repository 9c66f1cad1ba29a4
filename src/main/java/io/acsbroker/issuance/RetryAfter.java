package io.acsbroker.issuance;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * The header {@code Retry-After}, in either of its forms.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3">RFC 9110, section 10.2.3</a>
 */
final class RetryAfter {
  private static final Duration LONGEST = Duration.ofHours(1);

  private RetryAfter() {}

  /** Returns a wait of 1 second to 1 hour; empty where the header is missing or unreadable. */
  static Optional<Duration> parse(Optional<String> header, Instant now) {
    return header
        .map(String::strip)
        .flatMap(text -> text.matches("\\d{1,9}") ? seconds(text) : until(text, now))
        .map(RetryAfter::withinReason);
  }

  private static Duration withinReason(Duration wait) {
    if (wait.compareTo(Duration.ofSeconds(1)) < 0) {
      return Duration.ofSeconds(1);
    }
    return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
  }

  private static Optional<Duration> seconds(String text) {
    return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
  }

  private static Optional<Duration> until(String date, Instant now) {
    try {
      Instant time = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Optional.of(Duration.between(now, time));
    } catch (DateTimeException unreadable) {
      return Optional.empty();
    }
  }
}
