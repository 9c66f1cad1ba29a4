package io.acsbroker.issuance;

/** The platform gave no token for the managed identity. */
final class ManagedIdentityException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String diagnosis;

  ManagedIdentityException(Throwable cause) {
    super("The managed identity gave no token", cause);
    this.diagnosis = "managed identity: " + cause.getClass().getSimpleName();
  }

  /** The kind of failure, without its text, which may quote what was sent. */
  String diagnosis() {
    return diagnosis;
  }
}
