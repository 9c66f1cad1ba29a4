package io.acsbroker.identity;

import io.acsbroker.token.AcsIdentity;

/** What came of looking for a user's row. */
public sealed interface Finding {
  /** The user has this identity. */
  record Known(AcsIdentity identity, RowVersion version) implements Finding {}

  /** Somebody means to make one, or did and came to grief. */
  record Intended(RowVersion version) implements Finding {}

  /** There is no row. */
  record Absent() implements Finding {}

  /** Nobody can tell. */
  record Failed(StoreFailure failure) implements Finding {}
}
