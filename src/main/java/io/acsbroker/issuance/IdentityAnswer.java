package io.acsbroker.issuance;

import io.acsbroker.token.AcsIdentity;
import io.acsbroker.token.IssuedToken;
import java.util.Optional;

/** What came of asking ACS for something of an identity of its own. */
public sealed interface IdentityAnswer
    permits IdentityAnswer.Made, IdentityAnswer.Done, IdentityAnswer.Unknown, Issuance {
  /**
   * There is a new one.
   *
   * @param token where one was wished for
   */
  record Made(AcsIdentity identity, Optional<IssuedToken> token) implements IdentityAnswer {}

  /** What was asked for is done. */
  record Done() implements IdentityAnswer {}

  /** ACS knows no such identity. */
  record Unknown(String diagnosis) implements IdentityAnswer {}
}
