package io.acsbroker.config;

import io.acsbroker.token.ClientId;

/**
 * By what the broker's own API proves at Entra that it is the one to ask on behalf of its callers.
 *
 * @see <a
 *     href="https://learn.microsoft.com/entra/workload-id/workload-identity-federation-config-app-trust-managed-identity">
 *     An application that trusts a managed identity</a>
 */
public sealed interface ApiCredential {
  /** The user-assigned managed identity of this client id, which the application trusts. */
  record FederatedIdentity(ClientId identity) implements ApiCredential {}

  /**
   * A certificate of the application.
   *
   * @param base64Pkcs12 a PKCS #12 file without a password, with one private key. A secret
   */
  record Certificate(String base64Pkcs12) implements ApiCredential {
    @Override
    public String toString() {
      return "Certificate[redacted]";
    }
  }

  /** A client secret of the application. */
  record Secret(String value) implements ApiCredential {
    @Override
    public String toString() {
      return "Secret[redacted]";
    }
  }
}
