package io.acsbroker.identity;

import io.acsbroker.token.AcsIdentity;

/** The result of looking for a user's row. */
public sealed interface RowLookup {
  /** The user has this identity. */
  record Known(AcsIdentity identity, RowVersion version) implements RowLookup {}

  /** The user has an identity of another ACS resource, of which this one knows nothing. */
  record OfAnotherResource(RowVersion version) implements RowLookup {}

  /** The row has an intent: another request is making the identity, or has failed to. */
  record Intended(RowVersion version) implements RowLookup {}

  /** There is no row. */
  record Absent() implements RowLookup {}

  /** The table did not say. */
  record Failed(StoreFailure failure) implements RowLookup {}
}
