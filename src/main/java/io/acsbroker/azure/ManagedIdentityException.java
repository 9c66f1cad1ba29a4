package io.acsbroker.azure;

/** The platform gave no token for the managed identity. */
public final class ManagedIdentityException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String diagnosis;

  ManagedIdentityException(Throwable cause) {
    super("The managed identity gave no token", cause);
    this.diagnosis = "managed identity: " + cause.getClass().getSimpleName();
  }

  /** The kind of failure, without its text, which may quote what was sent. */
  public String diagnosis() {
    return diagnosis;
  }
}
