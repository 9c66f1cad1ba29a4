package io.acsbroker.azure;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.core.http.HttpClient;
import com.azure.identity.AzureCliCredentialBuilder;
import com.azure.identity.AzureDeveloperCliCredentialBuilder;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * A developer's own sign-in, as azd has it or else the Azure CLI. Whatever keeps the one from
 * answering, the other is asked: the SDK's own chain ends where the first one breaks off.
 */
final class DeveloperSignIn implements TokenCredential {
  private static final String NONE =
      "neither azd nor az gave a token of the developer's, who signs in in its place: run azd auth"
          + " login or az login, in the tenant of the resource; where Entra answers AADSTS65002, az"
          + " login as a service principal, or take the connection string of another resource";

  private final List<TokenCredential> programs;

  DeveloperSignIn(HttpClient http) {
    this(
        List.of(
            new AzureDeveloperCliCredentialBuilder().httpClient(http).build(),
            new AzureCliCredentialBuilder().httpClient(http).build()));
  }

  /**
   * @param programs in the order in which they are asked
   */
  DeveloperSignIn(List<TokenCredential> programs) {
    this.programs = List.copyOf(programs);
  }

  @Override
  public Mono<AccessToken> getToken(TokenRequestContext request) {
    return Mono.fromCallable(() -> getTokenSync(request));
  }

  @Override
  public AccessToken getTokenSync(TokenRequestContext request) {
    NoTokenException none = new NoTokenException(NONE, null);
    for (TokenCredential program : programs) {
      try {
        return program.getTokenSync(request);
      } catch (RuntimeException failure) {
        none.addSuppressed(failure);
      }
    }
    throw none;
  }
}
