package io.acsbroker.issuance;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import reactor.core.publisher.Mono;

/** Marks the failures of the managed identity, which the SDK reports as if ACS had answered. */
record ManagedIdentityTokens(TokenCredential identity) implements TokenCredential {
  @Override
  public Mono<AccessToken> getToken(TokenRequestContext request) {
    return identity.getToken(request).onErrorMap(ManagedIdentityException::new);
  }

  @Override
  public AccessToken getTokenSync(TokenRequestContext request) {
    try {
      return identity.getTokenSync(request);
    } catch (RuntimeException failure) {
      throw new ManagedIdentityException(failure);
    }
  }
}
