package io.acsbroker.keys;

import org.jspecify.annotations.Nullable;

/** The result of fetching a key set. */
sealed interface FetchResult {
  /** Why there is none, for the operator's log; null where there is one. */
  @Nullable String failure();

  record Keys(KeySet keys) implements FetchResult {
    @Override
    public @Nullable String failure() {
      return null;
    }
  }

  /**
   * There is none.
   *
   * @param diagnosis for the operator's log: what came instead, or why nothing did
   */
  record Failed(String diagnosis) implements FetchResult {
    @Override
    public String failure() {
      return diagnosis;
    }
  }
}
