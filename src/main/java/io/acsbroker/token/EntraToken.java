package io.acsbroker.token;

/**
 * An Entra access token, exactly as it came and not yet verified. It is a credential: {@link
 * #toString} does not show it, and two of them are never compared.
 */
public final class EntraToken {
  private final String value;

  public EntraToken(String value) {
    this.value = value;
  }

  /** The token itself: for verifying it and for handing it on, never for a log. */
  public String value() {
    return value;
  }

  @Override
  public String toString() {
    return "EntraToken[redacted]";
  }
}
