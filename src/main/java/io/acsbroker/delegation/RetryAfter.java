package io.acsbroker.delegation;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * When to ask again: what the header {@code Retry-After} says in either of its forms, between a
 * second and ten minutes, and 5 seconds where it says nothing that can be understood.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3">RFC 9110, section 10.2.3</a>
 */
final class RetryAfter {
  static final Duration DEFAULT = Duration.ofSeconds(5);

  private static final Duration SHORTEST = Duration.ofSeconds(1);
  static final Duration LONGEST = Duration.ofMinutes(10);

  private RetryAfter() {}

  static Duration of(Optional<String> header, Instant now) {
    return header.map(text -> read(text.strip(), now)).orElse(DEFAULT);
  }

  /** The same wait, unless it is shorter or longer than makes sense. */
  static Duration within(Duration wait) {
    if (wait.compareTo(SHORTEST) < 0) {
      return SHORTEST;
    }
    return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
  }

  private static Duration read(String text, Instant now) {
    if (text.matches("\\d{1,9}")) {
      return within(Duration.ofSeconds(Long.parseLong(text)));
    }
    try {
      Instant time = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return within(Duration.between(now, time));
    } catch (DateTimeException unreadable) {
      return DEFAULT;
    }
  }
}
