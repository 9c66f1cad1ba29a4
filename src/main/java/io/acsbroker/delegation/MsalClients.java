package io.acsbroker.delegation;

import com.microsoft.aad.msal4j.ConfidentialClientApplication;
import com.microsoft.aad.msal4j.IHttpClient;
import io.acsbroker.token.TenantId;

/** Makes clients of msal4j. */
@FunctionalInterface
interface MsalClients {
  /**
   * Makes a client for one tenant, which opens no connection and asks nobody.
   *
   * @param http what it sends its requests with
   * @throws UnusableCredentialException where the credential is none
   */
  ConfidentialClientApplication client(TenantId tenant, IHttpClient http);
}
