package io.acsbroker.token;

/** How the broker's own application proves to Entra that it is the one that asks. */
public sealed interface ClientCredential {
  /**
   * A managed identity that the application trusts by a federated credential: no secret anywhere.
   *
   * @param clientId the client id of a user-assigned identity in the application's own tenant
   * @see <a
   *     href="https://learn.microsoft.com/entra/workload-id/workload-identity-federation-config-app-trust-managed-identity">An
   *     application that trusts a managed identity</a>
   */
  record FederatedIdentity(ClientId clientId) implements ClientCredential {}

  /**
   * A private key with its certificate, which is a secret.
   *
   * @param base64Pkcs12 PKCS#12 without a password, as a Key Vault reference yields it
   */
  record Certificate(String base64Pkcs12) implements ClientCredential {
    @Override
    public String toString() {
      return "Certificate[redacted]";
    }
  }

  /** A client secret. */
  record Secret(String value) implements ClientCredential {
    @Override
    public String toString() {
      return "Secret[redacted]";
    }
  }
}
