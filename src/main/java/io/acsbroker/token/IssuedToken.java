package io.acsbroker.token;

import java.time.Instant;

/** The ACS access token that an exchange yields. {@link #toString} does not show it. */
public final class IssuedToken {
  private final String value;
  private final Instant expiresOn;

  public IssuedToken(String value, Instant expiresOn) {
    this.value = value;
    this.expiresOn = expiresOn;
  }

  /** The token itself: for the client it was issued for, never for a log. */
  public String value() {
    return value;
  }

  /** When ACS stops accepting it. */
  public Instant expiresOn() {
    return expiresOn;
  }

  @Override
  public String toString() {
    return "IssuedToken[redacted, expiresOn=" + expiresOn + "]";
  }
}
