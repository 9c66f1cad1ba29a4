package io.acsbroker.azure;

import io.acsbroker.token.Deadline;

/** What has to be done before a service can be asked, so that its time is not taken for theirs. */
@FunctionalInterface
public interface SignIn {
  /** An access key signs each request by itself. */
  SignIn NOT_NEEDED = deadline -> {};

  /**
   * Makes sure that a token for the service is at hand.
   *
   * @throws ManagedIdentityException where none can be had, or not before the deadline
   */
  void ensure(Deadline deadline);
}
