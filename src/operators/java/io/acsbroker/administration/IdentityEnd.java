package io.acsbroker.administration;

/** What became of one person's identity. */
sealed interface IdentityEnd {

  /**
   * It is revoked or removed.
   *
   * @param note for the administrator; mostly empty
   */
  record Made(String note) implements IdentityEnd {}

  /** It stays, for a reason that is this one's alone. */
  record Kept(String why) implements IdentityEnd {}

  /** It stays, for a reason that the next one would meet too. */
  record Halted(String sentence) implements IdentityEnd {}
}
