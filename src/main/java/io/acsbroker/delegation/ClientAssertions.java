package io.acsbroker.delegation;

/** Where client assertions come from. */
@FunctionalInterface
interface ClientAssertions {
  /**
   * Asks for a new one, and takes seconds at most.
   *
   * @throws RuntimeException where none can be had
   */
  ClientAssertion fetch();
}
