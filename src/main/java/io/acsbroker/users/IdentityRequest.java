package io.acsbroker.users;

import io.acsbroker.token.AcsScope;
import io.acsbroker.token.ReceivedToken;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** What a client asks for its user's own ACS identity. There is no way to name another user's. */
public sealed interface IdentityRequest {
  /** The caller token, which names the user. */
  ReceivedToken bearer();

  /** Show the identity. */
  record Show(ReceivedToken bearer) implements IdentityRequest {}

  /** Show the identity, and make one where there is none. */
  record Create(ReceivedToken bearer) implements IdentityRequest {}

  /**
   * Issue a token, and make an identity where there is none.
   *
   * @param scopes the ones wanted, not empty; those of the settings where nobody says
   * @param lifetime as long as is allowed where nobody says
   */
  record Token(ReceivedToken bearer, Optional<Set<AcsScope>> scopes, Optional<Duration> lifetime)
      implements IdentityRequest {}

  /** Make all tokens of the identity worthless. */
  record Revoke(ReceivedToken bearer) implements IdentityRequest {}

  /** Remove the identity, and its tokens with it. */
  record Delete(ReceivedToken bearer) implements IdentityRequest {}
}
