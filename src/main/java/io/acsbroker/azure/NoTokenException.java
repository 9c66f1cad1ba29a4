package io.acsbroker.azure;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * Takes what is wrong with the platform's answer about the managed identity past the SDK, to {@link
 * ManagedIdentityException}.
 */
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
