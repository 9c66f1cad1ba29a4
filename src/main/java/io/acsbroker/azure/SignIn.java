package io.acsbroker.azure;

import io.acsbroker.token.Deadline;

/**
 * Has a credential at hand before a service is asked, so that the time that signing in takes is not
 * counted as the service's.
 */
@FunctionalInterface
public interface SignIn {
  /** For an access key, which signs each request by itself. */
  SignIn NOT_NEEDED = deadline -> {};

  /**
   * Makes sure that a token for the service is at hand.
   *
   * @throws ManagedIdentityException where none can be had, or not before the deadline
   */
  void ensure(Deadline deadline);
}
