package io.acsbroker.subject;

import io.acsbroker.token.Deadline;
import io.acsbroker.token.EntraToken;
import io.acsbroker.token.TokenProfile;
import java.util.Optional;

/** Tells whether a token is one that Entra issued to a user for what the profile says, now. */
public interface EntraTokenVerifier {
  /**
   * Verifies one token completely. Bad tokens and missing keys are results, never exceptions. Waits
   * for signing keys where they have to be fetched, until the deadline at most.
   */
  Verification verify(EntraToken token, TokenProfile profile, Deadline deadline);

  /**
   * Fetches the keys that the first token would wait for, and says which cannot be had before the
   * deadline. Empty where all are at hand. For the operator's log.
   */
  default Optional<String> prepare(Deadline deadline) {
    return Optional.empty();
  }
}
