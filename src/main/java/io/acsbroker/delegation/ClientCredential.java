package io.acsbroker.delegation;

import io.acsbroker.token.ClientId;
import io.acsbroker.token.EntraCloud;

/** How the broker's own application proves to Entra that it is the one that asks. */
public sealed interface ClientCredential {
  /**
   * A managed identity that the application trusts by a federated credential: no secret anywhere.
   *
   * @param identity the client id of a user-assigned identity in the application's own tenant
   * @param cloud where both are: it decides what the identity's token has to be for
   * @see <a
   *     href="https://learn.microsoft.com/entra/workload-id/workload-identity-federation-config-app-trust-managed-identity">An
   *     application that trusts a managed identity</a>
   */
  record FederatedIdentity(ClientId identity, EntraCloud cloud) implements ClientCredential {
    /** The audience of the identity's token, which the federated credential has to name too. */
    public String audience() {
      return switch (cloud) {
        case PUBLIC -> "api://AzureADTokenExchange";
        case US_GOVERNMENT -> "api://AzureADTokenExchangeUSGov";
        case CHINA -> "api://AzureADTokenExchangeChina";
      };
    }
  }

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
