package io.acsbroker.delegation;

import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.aad.msal4j.IHttpClient;
import com.microsoft.aad.msal4j.ManagedIdentityApplication;
import com.microsoft.aad.msal4j.ManagedIdentityId;
import com.microsoft.aad.msal4j.ManagedIdentityParameters;
import io.acsbroker.delegation.ClientCredential.FederatedIdentity;
import java.util.concurrent.ExecutorService;

/**
 * Asks the platform for a token of a user-assigned managed identity, where the environment of the
 * process says that the platform answers. Once: what waits for a retry has none of the time left
 * that a request has.
 */
final class ManagedIdentityAssertions implements ClientAssertions {
  private final ManagedIdentityApplication application;
  private final String audience;

  ManagedIdentityAssertions(FederatedIdentity credential, IHttpClient http, ExecutorService pool) {
    this.audience = credential.audience();
    this.application =
        ManagedIdentityApplication.builder(
                ManagedIdentityId.userAssignedClientId(credential.identity().value()))
            .httpClient(http)
            .executorService(pool)
            .disableInternalRetries()
            .build();
  }

  @Override
  public ClientAssertion fetch() {
    try {
      // msal4j's own cache gives up a good token where a renewal fails
      IAuthenticationResult result =
          application
              .acquireTokenForManagedIdentity(
                  ManagedIdentityParameters.builder(audience).forceRefresh(true).build())
              .join();
      return new ClientAssertion(result.accessToken(), result.expiresOnDate().toInstant());
    } catch (RuntimeException failure) {
      throw failure;
    } catch (Exception failure) {
      throw new IllegalStateException(failure);
    }
  }
}
