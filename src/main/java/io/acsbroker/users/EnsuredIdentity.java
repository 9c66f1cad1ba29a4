package io.acsbroker.users;

import io.acsbroker.outcome.ExchangeOutcome;
import io.acsbroker.outcome.Stage;
import io.acsbroker.token.AcsIdentity;
import io.acsbroker.token.IssuedToken;
import java.util.Optional;

/** The result of finding or making a user's identity. */
sealed interface EnsuredIdentity {
  /**
   * The user has this one, and the table says so.
   *
   * @param token where it was made for this request, with one
   * @param made whether it was made for this request
   */
  record Present(AcsIdentity identity, Optional<IssuedToken> token, boolean made)
      implements EnsuredIdentity {}

  /** There is none: the request ends with this outcome. */
  record Ended(ExchangeOutcome outcome, Stage stage) implements EnsuredIdentity {}
}
