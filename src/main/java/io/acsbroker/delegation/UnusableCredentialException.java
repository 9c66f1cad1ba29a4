package io.acsbroker.delegation;

/** The settings hold a credential that nobody can sign with. */
final class UnusableCredentialException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What is said of it: the text of its cause may quote the credential. */
  static final String DIAGNOSIS =
      "client credential: nobody can sign with BROKER_API_CLIENT_CERTIFICATE or"
          + " BROKER_API_CLIENT_SECRET";

  UnusableCredentialException(Throwable cause) {
    super(DIAGNOSIS, cause);
  }
}
