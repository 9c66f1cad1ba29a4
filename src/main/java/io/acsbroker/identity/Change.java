package io.acsbroker.identity;

/** The result of changing a user's row. */
public sealed interface Change {
  /** The row is changed. */
  record Made(RowVersion version) implements Change {}

  /** Another request has changed the row before, and nothing is changed now. */
  record Conflict() implements Change {}

  /**
   * The table has not said so. It may be changed all the same, where the answer alone is missing.
   */
  record Failed(StoreFailure failure) implements Change {}
}
