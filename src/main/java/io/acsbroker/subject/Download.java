package io.acsbroker.subject;

/** The result of fetching a key set. */
sealed interface Download {
  record Keys(KeySet keys) implements Download {}

  /**
   * There is none.
   *
   * @param diagnosis for the operator's log: a status, or a kind of failure
   */
  record Failed(String diagnosis) implements Download {}
}
