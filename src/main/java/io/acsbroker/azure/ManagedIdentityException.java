package io.acsbroker.azure;

/** The platform gave no token for the managed identity. */
public final class ManagedIdentityException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String diagnosis;

  ManagedIdentityException(Throwable cause) {
    super("The managed identity gave no token", cause);
    Throwable root = cause;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    this.diagnosis = "managed identity: " + root.getClass().getSimpleName();
  }

  /** The kind of its first cause, without its text, which may quote what was sent. */
  public String diagnosis() {
    return diagnosis;
  }
}
