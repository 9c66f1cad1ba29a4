package io.acsbroker.token;

/**
 * An Entra access token, exactly as it came and not yet verified. It is a credential: {@link
 * #toString} does not show it, and two of them are never compared.
 */
public final class EntraToken {
  /** The longest that is looked at, in characters: Entra's tokens are a few thousand long. */
  public static final int MAX_LENGTH = 16 * 1024;

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
