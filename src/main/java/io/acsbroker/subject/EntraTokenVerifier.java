package io.acsbroker.subject;

import io.acsbroker.token.ClientId;
import io.acsbroker.token.Deadline;
import io.acsbroker.token.ReceivedToken;
import io.acsbroker.token.TokenProfile;
import java.util.Optional;

/** Tells whether a token is one that Entra issued to a user for what the profile says, now. */
public interface EntraTokenVerifier {
  /**
   * Verifies one token completely. Bad tokens and missing keys are results, never exceptions. Waits
   * for signing keys where they have to be fetched, until the deadline at most.
   */
  Verification verify(ReceivedToken token, TokenProfile profile, Deadline deadline);

  /**
   * A verifier that takes tokens which are signed with this application's own key too. It shares
   * all fetched keys with this one, which goes on taking none of those tokens. This one where there
   * are no such keys.
   */
  default EntraTokenVerifier withKeysOf(ClientId application) {
    return this;
  }

  /**
   * Fetches the keys that the first token would wait for, and says which cannot be had before the
   * deadline. Empty where all are at hand. For the operator's log.
   */
  default Optional<String> prepare(Deadline deadline) {
    return Optional.empty();
  }

  /**
   * What speaks against the clock by which tokens are judged, for the operator's log: that of the
   * servers differs. Empty where nothing does. It changes no verdict.
   */
  default Optional<String> clockProblem() {
    return Optional.empty();
  }
}
