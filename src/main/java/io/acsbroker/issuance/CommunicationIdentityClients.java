package io.acsbroker.issuance;

import com.azure.communication.identity.CommunicationIdentityClient;
import com.azure.communication.identity.CommunicationIdentityClientBuilder;
import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import io.acsbroker.azure.AzureHttp;
import io.acsbroker.token.ResourceCredential.ConnectionString;
import io.acsbroker.token.ResourceCredential.ManagedIdentity;

/** Makes the SDK's clients for ACS. */
final class CommunicationIdentityClients {
  private CommunicationIdentityClients() {}

  static CommunicationIdentityClient withKey(ConnectionString credential, HttpClient http) {
    return builder(http).connectionString(credential.value()).buildClient();
  }

  static CommunicationIdentityClient withIdentity(
      ManagedIdentity credential, TokenCredential tokens, HttpClient http) {
    return builder(http)
        .endpoint(credential.endpoint().toString())
        .credential(tokens)
        .buildClient();
  }

  private static CommunicationIdentityClientBuilder builder(HttpClient http) {
    return new CommunicationIdentityClientBuilder()
        .httpClient(new ChallengeBlindClient(http))
        .retryOptions(AzureHttp.noRetries())
        .httpLogOptions(AzureHttp.silent());
  }
}
