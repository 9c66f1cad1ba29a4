package io.acsbroker.identity;

/** The result of changing a user's row. */
public sealed interface RowChange {
  /** The row is changed. */
  record Made(RowVersion version) implements RowChange {}

  /** Another request has changed the row before, and nothing is changed now. */
  record Conflict() implements RowChange {}

  /**
   * The table has not said so. It may be changed all the same, where the answer alone is missing.
   */
  record Failed(StoreFailure failure) implements RowChange {}
}
