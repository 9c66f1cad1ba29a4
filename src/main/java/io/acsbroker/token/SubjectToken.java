package io.acsbroker.token;

/**
 * The Entra access token that a client presents, exactly as it came and not yet verified. It is a
 * credential: {@link #toString} does not show it, and two of them are never compared.
 */
public final class SubjectToken {
  private final String value;

  public SubjectToken(String value) {
    this.value = value;
  }

  /** The token itself: for verifying it and for handing it to ACS, never for a log. */
  public String value() {
    return value;
  }

  @Override
  public String toString() {
    return "SubjectToken[redacted]";
  }
}
