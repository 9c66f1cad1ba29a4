package io.acsbroker.azure;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The platform gave no token for the managed identity, or none that is of use. */
public final class ManagedIdentityException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private static final String NONE =
      ": the app has no managed identity, AZURE_CLIENT_ID names another, or the identity endpoint is"
          + " down";

  private final String diagnosis;

  ManagedIdentityException(Throwable cause) {
    super("The managed identity gave no token", cause);
    Throwable root = root(cause);
    String kind = root.getClass().getSimpleName();
    this.diagnosis =
        "managed identity: "
            + (root instanceof UnusableTokenException unusable
                ? unusable.flaw()
                : flaw(cause).map(flaw -> flaw + " (" + kind + ")").orElse(kind + NONE));
  }

  private static Throwable root(Throwable failure) {
    Throwable cause = failure.getCause();
    return cause == null ? failure : root(cause);
  }

  private static Optional<String> flaw(@Nullable Throwable failure) {
    return switch (failure) {
      case null -> Optional.empty();
      case UnusableTokenException unusable -> Optional.of(unusable.flaw());
      case Throwable other -> flaw(other.getCause());
    };
  }

  /**
   * What is wrong, and the kind of its first cause without its text, which may quote what was sent.
   */
  public String diagnosis() {
    return diagnosis;
  }
}
