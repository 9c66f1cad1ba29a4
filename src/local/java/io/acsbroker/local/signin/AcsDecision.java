package io.acsbroker.local.signin;

import io.acsbroker.local.entra.EntraResource;
import io.acsbroker.local.entra.SampleUser;
import java.util.Optional;

/** What ACS decides about the tokens of a user. */
@FunctionalInterface
public interface AcsDecision {
  /**
   * Why the user gets nothing for a good token, in the code of ACS; empty where they get a token.
   *
   * @param clientId of the application that the Entra token is issued to
   * @param resource what the Entra token is for
   */
  Optional<String> refusal(SampleUser user, String clientId, EntraResource resource);
}
