package io.acsbroker.outcome;

/** What happened to a user's identity, for the operator. */
public enum IdentityMark {
  /** It was made. */
  MADE,
  /** It was made anew, since ACS no longer knew the old one. */
  MADE_ANEW,
  /** Somebody who meant to make it had not done so, and this request did. */
  TAKEN_OVER,
  /** Somebody else was faster, and the one that this request had made was removed. */
  GIVEN_UP,
  /** One that this request had made, or may have, could not be removed: it has no token. */
  LEFT_BEHIND
}
