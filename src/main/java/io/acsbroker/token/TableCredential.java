package io.acsbroker.token;

import java.net.URI;
import java.util.Optional;

/** How the broker signs in at the storage account. */
public sealed interface TableCredential {
  /**
   * The identity that the platform gives the app: no secret anywhere.
   *
   * @param endpoint of the account's table service, https
   * @param clientId the client id of a user-assigned identity; empty for the system-assigned one
   */
  record ManagedIdentity(URI endpoint, Optional<ClientId> clientId) implements TableCredential {}

  /** The account's endpoint and access key in one text, which is a secret. */
  record ConnectionString(String value) implements TableCredential {
    @Override
    public String toString() {
      return "ConnectionString[redacted]";
    }
  }
}
