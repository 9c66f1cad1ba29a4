package io.acsbroker.identity;

/** What came of changing a user's row. */
public sealed interface Change {
  /** It is changed. */
  record Made(RowVersion version) implements Change {}

  /** Somebody else was there before, and nothing is changed. */
  record Conflict() implements Change {}

  /**
   * The table has not said so. It may be changed all the same, where the answer alone is missing.
   */
  record Failed(StoreFailure failure) implements Change {}
}
