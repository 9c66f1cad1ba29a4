package io.acsbroker.identity;

import io.acsbroker.token.LastingFailure;

/**
 * Notices from the requests of users that the table, or the managed identity's token for it, cannot
 * be had. A row or an answer that is not understood may be one user's, and says nothing of either.
 */
public record TableWatch(LastingFailure table, LastingFailure signIn) {
  /** The token for the table is at hand. */
  void signedIn() {
    signIn.worked();
  }

  /** The token for the table cannot be had. */
  void notSignedIn(String diagnosis) {
    signIn.failed(diagnosis);
  }

  /** The table has answered what it was asked. */
  void answered() {
    table.worked();
  }

  /** The table has refused, or gave no answer. */
  void failed(String diagnosis) {
    table.failed("the table of identities: " + diagnosis);
  }
}
