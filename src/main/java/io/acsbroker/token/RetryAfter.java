package io.acsbroker.token;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The header {@code Retry-After}, in either of its forms.
 *
 * @param longest the wait that makes sense at most
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3">RFC 9110, section 10.2.3</a>
 */
public record RetryAfter(Duration longest) {
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");

  /**
   * Returns a wait of a second at least and of the longest at most; empty where the header is
   * missing or unreadable.
   */
  public Optional<Duration> parse(Optional<String> header, Instant now) {
    return header
        .map(String::strip)
        .flatMap(text -> SECONDS.matcher(text).matches() ? seconds(text) : until(text, now))
        .map(this::within);
  }

  /** The wait, brought between a second and the longest that is accepted. */
  public Duration within(Duration wait) {
    if (wait.compareTo(SHORTEST) < 0) {
      return SHORTEST;
    }
    return wait.compareTo(longest) > 0 ? longest : wait;
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
