package io.acsbroker.issuance;

import io.acsbroker.token.AcsIdentity;
import io.acsbroker.token.IssuedToken;
import java.util.Optional;

/** The result of asking ACS for something that concerns an ACS identity. */
public sealed interface IdentityAnswer
    permits IdentityAnswer.Made,
        IdentityAnswer.Done,
        IdentityAnswer.Unknown,
        IdentityAnswer.NotOwned,
        Issuance {
  /**
   * There is a new one.
   *
   * @param token where one was wished for
   */
  record Made(AcsIdentity identity, Optional<IssuedToken> token) implements IdentityAnswer {}

  /** What was asked for is done. */
  record Done() implements IdentityAnswer {}

  /** The identity is of another ACS resource. */
  record NotOwned(String diagnosis) implements IdentityAnswer {}

  /** ACS knows no such identity. */
  record Unknown(String diagnosis) implements IdentityAnswer {}
}
