package io.acsbroker.subject;

/** The result of fetching a key set. */
sealed interface Download {
  record Keys(KeySet keys) implements Download {}

  /**
   * There is none.
   *
   * @param diagnosis for the operator's log: what came instead, or why nothing did
   */
  record Failed(String diagnosis) implements Download {}
}
