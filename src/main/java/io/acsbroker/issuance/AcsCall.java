package io.acsbroker.issuance;

/** One request to ACS for a token. */
@FunctionalInterface
interface AcsCall {
  /**
   * Asks, and waits. Whatever ACS answers is a reply; a connection that fails is an exception.
   *
   * @throws RuntimeException of whatever kind the HTTP client throws, with the cause in it
   */
  AcsReport<Issuance> ask(IssuanceRequest request);
}
