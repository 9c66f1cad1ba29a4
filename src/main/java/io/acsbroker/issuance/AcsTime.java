package io.acsbroker.issuance;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * A time as ACS writes it, {@code 2021-10-15T19:36:21.7937286+00:00} say.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3339#section-5.6">RFC 3339</a>
 */
final class AcsTime {
  private AcsTime() {}

  /** Reads a date and a time with an offset from UTC; empty for any other text. */
  static Optional<Instant> parse(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException noTime) {
      return Optional.empty();
    }
  }
}
