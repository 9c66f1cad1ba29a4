package io.acsbroker.administration;

import io.acsbroker.token.AcsIdentity;

/** What the table has of a person. */
sealed interface IdentityRow {

  /** The person has this identity. */
  record Known(AcsIdentity identity, String etag) implements IdentityRow {}

  /** Another ACS resource has made the identity, and this one knows nothing of it. */
  record OfAnother(String resource) implements IdentityRow {}

  /** An identity was meant to be made, and the table was never told which. */
  record Intended(String etag) implements IdentityRow {}

  /** There is no row. */
  record Absent() implements IdentityRow {}

  /** For the administrator, behind the person. */
  default String text() {
    return switch (this) {
      case Known(AcsIdentity identity, String etag) -> identity.id();
      case OfAnother(String resource) -> "of " + resource + ", another ACS resource";
      case Intended intended -> "a row without an identity";
      case Absent absent -> "no identity";
    };
  }
}
