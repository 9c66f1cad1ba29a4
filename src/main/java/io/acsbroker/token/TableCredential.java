package io.acsbroker.token;

import java.net.URI;
import java.util.Optional;

/** How the broker signs in at the storage account. */
public sealed interface TableCredential {
  /** With a token of Entra's: no secret anywhere. */
  sealed interface ByToken extends TableCredential {
    /** The account's table service, https. */
    URI endpoint();
  }

  /**
   * The identity that the platform gives the app.
   *
   * @param clientId the client id of a user-assigned identity; empty for the system-assigned one
   */
  record ManagedIdentity(URI endpoint, Optional<ClientId> clientId) implements ByToken {}

  /** The sign-in of whoever runs the broker on their own machine. */
  record DeveloperSignIn(URI endpoint) implements ByToken {}

  /** The account's endpoint and access key in one text, which is a secret. */
  record ConnectionString(String value) implements TableCredential {
    @Override
    public String toString() {
      return "ConnectionString[redacted]";
    }
  }
}
