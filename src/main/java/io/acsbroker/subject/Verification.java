package io.acsbroker.subject;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came of verifying a token. */
public sealed interface Verification {
  /** The token is what it says. */
  record Verified(VerifiedToken token) implements Verification {}

  /**
   * The token does not count.
   *
   * @param claim the claim at fault, where the reason is one
   * @param expected what it should have been, where that helps: never what it was
   */
  record Rejected(RejectionReason reason, @Nullable String claim, @Nullable String expected)
      implements Verification {
    static Rejected because(RejectionReason reason) {
      return new Rejected(reason, null, null);
    }

    static Rejected claim(RejectionReason reason, String claim, @Nullable String expected) {
      return new Rejected(reason, claim, expected);
    }
  }

  /**
   * The keys of the token's tenant cannot be had, so nobody can tell: our fault, not the caller's.
   *
   * @param diagnosis for the operator's log: why they cannot be had
   */
  record KeysUnavailable(Duration retryAfter, String diagnosis) implements Verification {}
}
