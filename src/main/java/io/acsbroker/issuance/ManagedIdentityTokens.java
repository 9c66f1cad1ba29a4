package io.acsbroker.issuance;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The managed identity's token for ACS, kept until shortly before it expires. One caller fetches
 * it; the others go on with the old one while it is good. A failure is repeated for some seconds,
 * so that not each caller waits for the same endpoint to time out.
 */
final class ManagedIdentityTokens implements TokenCredential, SignIn {
  private static final TokenRequestContext ACS =
      new TokenRequestContext().addScopes("https://communication.azure.com//.default");
  private static final Duration FAILURE_PAUSE = Duration.ofSeconds(5);

  /** Entra's own libraries fetch a new token from here on. */
  private static final Duration RENEWED_BEFORE_END = Duration.ofMinutes(5);

  private final Supplier<TokenCredential> identity;
  private final InstantSource clock;
  private final ReentrantLock fetching = new ReentrantLock();
  private volatile @Nullable AccessToken token;
  private volatile @Nullable ManagedIdentityException failure;
  private volatile Instant failurePauseEnd = Instant.EPOCH;

  /**
   * @param identity made when the first token is needed: what it takes to load its classes shall
   *     not hold up others
   */
  ManagedIdentityTokens(Supplier<TokenCredential> identity, InstantSource clock) {
    this.identity = identity;
    this.clock = clock;
  }

  @Override
  public void ensure() {
    tokenAtHand();
  }

  @Override
  public Mono<AccessToken> getToken(TokenRequestContext request) {
    return Mono.fromCallable(() -> getTokenSync(request));
  }

  @Override
  public AccessToken getTokenSync(TokenRequestContext request) {
    return tokenAtHand();
  }

  private AccessToken tokenAtHand() {
    AccessToken known = token;
    if (known != null && lasts(known, RENEWED_BEFORE_END)) {
      return known;
    }
    return known != null && lasts(known, Duration.ZERO) ? renewedOr(known) : awaited();
  }

  /** Whoever finds nobody at it fetches; where that fails, the old token serves to its end. */
  private AccessToken renewedOr(AccessToken old) {
    if (isFailurePause() || !fetching.tryLock()) {
      return old;
    }
    try {
      return fetched();
    } catch (ManagedIdentityException notNow) {
      return old;
    } finally {
      fetching.unlock();
    }
  }

  private AccessToken awaited() {
    try {
      fetching.lockInterruptibly();
    } catch (InterruptedException late) {
      Thread.currentThread().interrupt();
      throw new ManagedIdentityException(late);
    }
    try {
      AccessToken known = token;
      return known != null && lasts(known, Duration.ZERO) ? known : fetched();
    } finally {
      fetching.unlock();
    }
  }

  private AccessToken fetched() {
    ManagedIdentityException last = failure;
    if (last != null && isFailurePause()) {
      throw last;
    }
    try {
      AccessToken fetched = usable(identity.get().getTokenSync(ACS));
      token = fetched;
      return fetched;
    } catch (RuntimeException cause) {
      ManagedIdentityException failed = new ManagedIdentityException(cause);
      failurePauseEnd = clock.instant().plus(FAILURE_PAUSE);
      failure = failed;
      throw failed;
    }
  }

  private AccessToken usable(@Nullable AccessToken fetched) {
    if (fetched == null || !lasts(fetched, Duration.ZERO)) {
      throw new IllegalStateException("the token has expired");
    }
    return fetched;
  }

  private boolean isFailurePause() {
    return clock.instant().isBefore(failurePauseEnd);
  }

  private boolean lasts(AccessToken candidate, Duration time) {
    return candidate.getExpiresAt().toInstant().isAfter(clock.instant().plus(time));
  }
}
