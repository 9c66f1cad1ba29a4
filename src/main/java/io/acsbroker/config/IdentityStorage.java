package io.acsbroker.config;

import io.acsbroker.token.ClientId;
import java.net.URI;
import java.util.Optional;

/** Which storage account keeps the ACS identities of users, and with which credential. */
public sealed interface IdentityStorage {
  /**
   * With a managed identity: the user-assigned one of this client id, or the system-assigned one.
   *
   * @param endpoint of the account's table service, https
   */
  record WithManagedIdentity(URI endpoint, Optional<ClientId> identity)
      implements IdentityStorage {}

  /** With the account's access key. The connection string is a secret. */
  record WithConnectionString(String connectionString) implements IdentityStorage {
    @Override
    public String toString() {
      return "WithConnectionString[redacted]";
    }
  }
}
