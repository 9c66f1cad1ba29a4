package io.acsbroker.outcome;

/** Something that happened to a user's ACS identity, for the log. */
public enum IdentityMark {
  /** The identity was made. */
  MADE,
  /** The identity was made anew, since ACS no longer knew the old one. */
  MADE_ANEW,
  /** Another request had left an intent and made nothing, and this one made the identity. */
  TAKEN_OVER,
  /** Another request was faster, and the identity that this one had made was removed. */
  GIVEN_UP,
  /**
   * An identity that no row names any longer is left at ACS: one that this request had made, or may
   * have, and could not remove, which has no token; or one of another ACS resource.
   */
  LEFT_BEHIND
}
