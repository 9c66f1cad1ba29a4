package io.acsbroker.token;

import java.time.Instant;

/**
 * The ACS access token that an exchange yields. {@link #toString} does not show it.
 *
 * @param value the token itself: for the client it was issued for, never for a log
 * @param expiresOn when ACS stops accepting it
 * @param userId the raw id at ACS of the user whom it is for: {@code 8:orgid:…}, or {@code 8:acs:…}
 */
public record IssuedToken(String value, Instant expiresOn, String userId) {
  @Override
  public String toString() {
    return "IssuedToken[redacted, expiresOn=" + expiresOn + "]";
  }
}
