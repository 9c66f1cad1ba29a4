package io.acsbroker.net;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Optional;

/**
 * The three forms in which a {@code Date} may be written.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7">RFC 9110, section 5.6.7</a>
 */
final class HttpDate {
  /** The two-digit year of an obsolete form is at most so many years ahead. */
  private static final int MOST_YEARS_AHEAD = 50;

  private HttpDate() {}

  /**
   * Reads a date; empty where it is none.
   *
   * @param now tells which century a year of two digits is in
   */
  static Optional<Instant> parse(String text, Instant now) {
    try {
      return Optional.of(
          ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException other) {
      return obsolete(text, rfc850(now)).or(() -> obsolete(text, Asctime.FORM));
    }
  }

  private static Optional<Instant> obsolete(String text, DateTimeFormatter form) {
    try {
      return Optional.of(LocalDateTime.parse(text, form).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException notOne) {
      return Optional.empty();
    }
  }

  private static DateTimeFormatter rfc850(Instant now) {
    int earliest = now.atOffset(ZoneOffset.UTC).getYear() + MOST_YEARS_AHEAD - 99;
    return new DateTimeFormatterBuilder()
        .appendPattern("EEEE, dd-MMM-")
        .appendValueReduced(ChronoField.YEAR, 2, 2, earliest)
        .appendPattern(" HH:mm:ss 'GMT'")
        .toFormatter(Locale.US);
  }

  /** Made where a server needs it, which few do. */
  private static final class Asctime {
    static final DateTimeFormatter FORM =
        DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.US);
  }
}
