package io.acsbroker.issuance;

/** What has to be done before ACS can be asked, so that its time is not taken for ACS's. */
@FunctionalInterface
interface SignIn {
  /** An access key signs each request by itself. */
  SignIn NOT_NEEDED = () -> {};

  /**
   * Makes sure that a token for ACS is at hand.
   *
   * @throws ManagedIdentityException where none can be had
   */
  void ensure();
}
