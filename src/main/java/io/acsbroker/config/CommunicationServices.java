package io.acsbroker.config;

import io.acsbroker.token.ClientId;
import java.net.URI;
import java.util.Optional;

/** Which ACS resource, and with which credential. */
public sealed interface CommunicationServices {
  /** The resource's https address. */
  URI endpoint();

  /**
   * With a managed identity: the user-assigned one of this client id, or the system-assigned one.
   */
  record WithManagedIdentity(URI endpoint, Optional<ClientId> identity)
      implements CommunicationServices {}

  /** With the resource's access key. The connection string is a secret. */
  record WithConnectionString(URI endpoint, String connectionString)
      implements CommunicationServices {
    @Override
    public String toString() {
      return "WithConnectionString[redacted]";
    }
  }
}
