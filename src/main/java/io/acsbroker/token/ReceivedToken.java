package io.acsbroker.token;

import org.jspecify.annotations.Nullable;

/**
 * An access token exactly as it came and not yet verified: of Entra's, or a caller token of an
 * issuer that the settings list. It is a credential: {@link #toString} does not show it, and two of
 * them are never compared.
 */
public final class ReceivedToken {
  /** The longest that is looked at, in characters: Entra's tokens are a few thousand long. */
  public static final int MAX_LENGTH = 16 * 1024;

  private final String value;

  /** Two threads that hash at once find the same. */
  private @Nullable String fingerprint;

  public ReceivedToken(String value) {
    this.value = value;
  }

  /** The token itself: for verifying it and for handing it on, never for a log. */
  public String value() {
    return value;
  }

  /**
   * What stands for the token in the log and in the memory of the broker. It is made once: without
   * the C2 compiler a hash of a token costs as much as reading it.
   */
  public String fingerprint() {
    String known = fingerprint;
    if (known == null) {
      known = Fingerprint.of(value);
      fingerprint = known;
    }
    return known;
  }

  @Override
  public String toString() {
    return "ReceivedToken[redacted]";
  }
}
