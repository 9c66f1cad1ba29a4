package io.acsbroker.token;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The ACS access token that an exchange yields. {@link #toString} does not show it.
 *
 * @param value the token itself: for the client it was issued for, never for a log
 * @param expiresOn when ACS stops accepting it, in whole seconds: Swift's {@code .iso8601} and
 *     Python before 3.11 read no fractions such as ACS's
 * @param userId the raw id at ACS of the user whom it is for: {@code 8:orgid:…}, or {@code 8:acs:…}
 */
public record IssuedToken(String value, Instant expiresOn, String userId) {
  /** Rounds the end down. */
  public IssuedToken {
    expiresOn = expiresOn.truncatedTo(ChronoUnit.SECONDS);
  }

  @Override
  public String toString() {
    return "IssuedToken[redacted, expiresOn=" + expiresOn + "]";
  }
}
