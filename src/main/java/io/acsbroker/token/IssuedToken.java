package io.acsbroker.token;

import java.time.Instant;

/** The ACS access token that an exchange yields. {@link #toString} does not show it. */
public final class IssuedToken {
  private final String value;
  private final Instant expiresOn;
  private final String userId;

  /**
   * @param userId the raw id at ACS of the user whom the token is for
   */
  public IssuedToken(String value, Instant expiresOn, String userId) {
    this.value = value;
    this.expiresOn = expiresOn;
    this.userId = userId;
  }

  /** The token itself: for the client it was issued for, never for a log. */
  public String value() {
    return value;
  }

  /** When ACS stops accepting it. */
  public Instant expiresOn() {
    return expiresOn;
  }

  /** The raw id at ACS of the user whom it is for: {@code 8:orgid:…}, or {@code 8:acs:…}. */
  public String userId() {
    return userId;
  }

  @Override
  public String toString() {
    return "IssuedToken[redacted, expiresOn=" + expiresOn + "]";
  }
}
