package io.acsbroker.azure;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The platform gave no token for the managed identity, or one that nobody can use. */
final class NoTokenException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final String flaw;

  /**
   * @param flaw what is wrong, without anything that the platform wrote
   */
  NoTokenException(String flaw, @Nullable Throwable cause) {
    super(flaw, cause);
    this.flaw = flaw;
  }

  String flaw() {
    return flaw;
  }
}
