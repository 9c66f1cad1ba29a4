package io.acsbroker.administration;

import io.acsbroker.azure.ManagedIdentityTokens;
import io.acsbroker.token.Deadline;

/**
 * The sign-in of a machine or of a person at one service, whose tokens are renewed. Never shown.
 */
record SignedIn(ManagedIdentityTokens tokens) implements AcsCredential, TableAccount.Credential {
  /** What the header {@code Authorization} has. */
  String bearer() {
    return "Bearer " + tokens.value(Deadline.in(OwnSignIn.PATIENCE));
  }

  @Override
  public String toString() {
    return "SignedIn[redacted]";
  }
}
