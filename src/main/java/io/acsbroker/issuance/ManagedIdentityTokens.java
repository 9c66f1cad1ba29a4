package io.acsbroker.issuance;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Marks the failures of the managed identity, which the SDK reports as if ACS had answered, and
 * repeats them for some seconds: the SDK asks for one caller after the other, and each would wait
 * for the same endpoint to time out.
 */
final class ManagedIdentityTokens implements TokenCredential {
  private static final Duration FAILURE_PAUSE = Duration.ofSeconds(5);

  private final TokenCredential identity;
  private final InstantSource clock;
  private volatile @Nullable ManagedIdentityException failure;
  private volatile Instant failurePauseEnd = Instant.EPOCH;

  ManagedIdentityTokens(TokenCredential identity, InstantSource clock) {
    this.identity = identity;
    this.clock = clock;
  }

  @Override
  public Mono<AccessToken> getToken(TokenRequestContext request) {
    return Mono.fromCallable(() -> getTokenSync(request));
  }

  @Override
  public AccessToken getTokenSync(TokenRequestContext request) {
    ManagedIdentityException last = failure;
    if (last != null && clock.instant().isBefore(failurePauseEnd)) {
      throw last;
    }
    try {
      return identity.getTokenSync(request);
    } catch (RuntimeException cause) {
      ManagedIdentityException failed = new ManagedIdentityException(cause);
      failurePauseEnd = clock.instant().plus(FAILURE_PAUSE);
      failure = failed;
      throw failed;
    }
  }
}
