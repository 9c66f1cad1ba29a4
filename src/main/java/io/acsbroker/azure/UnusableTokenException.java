package io.acsbroker.azure;

/** The platform gave a token for the managed identity, and nobody can use it. */
final class UnusableTokenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String flaw;

  /**
   * @param flaw what is wrong with it, without anything that the platform wrote
   */
  UnusableTokenException(String flaw, Throwable cause) {
    super(flaw, cause);
    this.flaw = flaw;
  }

  UnusableTokenException(String flaw) {
    super(flaw);
    this.flaw = flaw;
  }

  String flaw() {
    return flaw;
  }
}
