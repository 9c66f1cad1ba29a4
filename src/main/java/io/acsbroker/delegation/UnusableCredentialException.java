package io.acsbroker.delegation;

/** The settings hold a credential that nobody can sign with. */
final class UnusableCredentialException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnusableCredentialException(Throwable cause) {
    super("The client's credential cannot be used", cause);
  }

  /** The kind of failure, without its text, which may quote the credential. */
  String diagnosis() {
    Throwable cause = getCause();
    return "client credential: " + (cause == null ? this : cause).getClass().getSimpleName();
  }
}
