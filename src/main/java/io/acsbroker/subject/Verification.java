package io.acsbroker.subject;

import io.acsbroker.token.Finding;
import io.acsbroker.token.TenantId;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The result of verifying a token of Entra's. */
public sealed interface Verification {
  /** The token does not count, or nobody can tell; whoever should have issued it. */
  sealed interface Unverified extends Verification, ForeignVerification
      permits Rejected, KeyUnknown, KeysUnavailable {}

  /** The token is genuine. */
  record Verified(VerifiedToken token) implements Verification {}

  /**
   * The token does not count.
   *
   * @param claim the claim at fault, where the reason is one
   * @param expected what it should have been, where that helps
   * @param finding what it was, or what else tells why, where that names no person
   * @param tenant of the token, where that tenant is not allowed or has signed the token
   */
  record Rejected(
      RejectionReason reason,
      @Nullable String claim,
      @Nullable String expected,
      Finding finding,
      Optional<TenantId> tenant)
      implements Unverified {
    /** Of a token in which nothing was found that helps. */
    public Rejected(
        RejectionReason reason,
        @Nullable String claim,
        @Nullable String expected,
        Optional<TenantId> tenant) {
      this(reason, claim, expected, Finding.NONE, tenant);
    }

    static Rejected because(RejectionReason reason) {
      return new Rejected(reason, null, null, Optional.empty());
    }

    static Rejected claim(RejectionReason reason, String claim, @Nullable String expected) {
      return new Rejected(reason, claim, expected, Optional.empty());
    }

    Rejected with(Finding newFinding) {
      return new Rejected(reason, claim, expected, newFinding, tenant);
    }

    Rejected of(TenantId newTenant) {
      return new Rejected(reason, claim, expected, finding, Optional.of(newTenant));
    }
  }

  /**
   * The token names a key that Entra does not publish, or not yet: nobody can tell an invented key
   * from one that is a few seconds old.
   *
   * @param retryAfter when the keys may be fetched again
   * @param diagnosis for the operator's log: which keys are at hand, since when and from where
   */
  record KeyUnknown(Duration retryAfter, String diagnosis) implements Unverified {}

  /**
   * The keys of the token's tenant cannot be had, so nobody can tell: our fault, not the caller's.
   *
   * @param diagnosis for the operator's log: why they cannot be had
   */
  record KeysUnavailable(Duration retryAfter, String diagnosis) implements Unverified {}
}
