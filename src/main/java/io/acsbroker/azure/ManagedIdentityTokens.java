package io.acsbroker.azure;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.core.http.HttpClient;
import com.azure.identity.ManagedIdentityCredentialBuilder;
import io.acsbroker.net.Lazy;
import io.acsbroker.token.ClientId;
import io.acsbroker.token.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The managed identity's token for one service, kept until shortly before it expires. It is fetched
 * on a thread of its own, once for all who wait, so that nobody's deadline cuts it short for
 * others; who still has a good one does not wait. A failure is repeated for some seconds.
 */
public final class ManagedIdentityTokens implements TokenCredential, SignIn {
  private static final Duration FAILURE_PAUSE = Duration.ofSeconds(5);

  /** Entra's own libraries fetch a new token from here on. */
  private static final Duration RENEWED_BEFORE_END = Duration.ofMinutes(5);

  /** The lifetime of Entra's tokens for managed identities; what claims to live longer is wrong. */
  private static final Duration LONGEST = Duration.ofHours(24);

  private final Supplier<TokenCredential> identity;
  private final TokenRequestContext service;
  private final InstantSource clock;
  private final Executor fetcher;
  private CompletableFuture<AccessToken> fetch =
      CompletableFuture.failedFuture(new IllegalStateException("not tried"));
  private Instant failedAt = Instant.EPOCH;
  private volatile @Nullable AccessToken token;

  /**
   * @param identity made when the first token is needed: what it takes to load its classes shall
   *     not hold up others
   * @param service what the tokens are for, as a scope
   */
  ManagedIdentityTokens(
      Supplier<TokenCredential> identity, String service, InstantSource clock, Executor fetcher) {
    this.identity = identity;
    this.service = new TokenRequestContext().addScopes(service);
    this.clock = clock;
    this.fetcher = fetcher;
  }

  /**
   * The tokens of the identity that the platform gives the app.
   *
   * @param identity the client id of a user-assigned identity; empty for the system-assigned one
   * @param service what they are for, as a scope
   * @param http by which the platform is asked
   */
  public static ManagedIdentityTokens of(
      Optional<ClientId> identity, String service, HttpClient http, InstantSource clock) {
    return aside(() -> credential(identity, http), service, clock);
  }

  /** Tokens of the developer who runs the broker, on a machine where there is no platform. */
  public static ManagedIdentityTokens ofDeveloper(
      String service, HttpClient http, InstantSource clock) {
    return aside(() -> new DeveloperSignIn(http), service, clock);
  }

  private static ManagedIdentityTokens aside(
      Supplier<TokenCredential> identity, String service, InstantSource clock) {
    return new ManagedIdentityTokens(
        new Lazy<>(identity),
        service,
        clock,
        fetch -> Thread.ofPlatform().daemon().name("managed-identity").start(fetch));
  }

  private static TokenCredential credential(Optional<ClientId> identity, HttpClient http) {
    ManagedIdentityCredentialBuilder builder =
        new ManagedIdentityCredentialBuilder()
            .retryOptions(AzureHttp.noRetries())
            .httpLogOptions(AzureHttp.silent());
    if (identity.isPresent()) {
      builder.clientId(identity.get().value());
    }
    return new PlatformIdentity(http, listening -> builder.httpClient(listening).build());
  }

  /**
   * The token itself, a credential, for whoever shows it without the SDK.
   *
   * @throws ManagedIdentityException where none can be had, or not before the deadline
   */
  public String value(Deadline deadline) {
    return tokenAtHand(deadline).getToken();
  }

  @Override
  public void ensure(Deadline deadline) {
    tokenAtHand(deadline);
  }

  @Override
  public Mono<AccessToken> getToken(TokenRequestContext request) {
    return Mono.fromCallable(() -> getTokenSync(request));
  }

  /** For the SDK, which calls this after {@link #ensure}, when a token is at hand. */
  @Override
  public AccessToken getTokenSync(TokenRequestContext request) {
    return tokenAtHand(Deadline.in(FAILURE_PAUSE));
  }

  private AccessToken tokenAtHand(Deadline deadline) {
    AccessToken known = token;
    if (known != null && lasts(known, RENEWED_BEFORE_END)) {
      return known;
    }
    CompletableFuture<AccessToken> renewal = startedFetch();
    return known != null && lasts(known, Duration.ZERO) && !renewal.isDone()
        ? known
        : awaited(renewal, known, deadline);
  }

  private AccessToken awaited(
      CompletableFuture<AccessToken> renewal, @Nullable AccessToken known, Deadline deadline) {
    try {
      Optional<AccessToken> renewed = deadline.await(renewal);
      if (renewed.isPresent()) {
        return renewed.get();
      }
      throw new ManagedIdentityException(new TimeoutException("no answer in time"));
    } catch (IllegalStateException failed) {
      if (known != null && lasts(known, Duration.ZERO)) {
        return known;
      }
      throw new ManagedIdentityException(Objects.requireNonNullElse(failed.getCause(), failed));
    }
  }

  /** The fetch that is under way, or has just failed, or a new one. */
  private synchronized CompletableFuture<AccessToken> startedFetch() {
    AccessToken known = token;
    boolean isNew = known != null && lasts(known, RENEWED_BEFORE_END);
    if (fetch.isDone() && !isNew && !hasJustFailed()) {
      fetch = CompletableFuture.supplyAsync(this::fetched, fetcher);
    }
    return fetch;
  }

  /** A clock that was set back makes no pause longer. */
  private boolean hasJustFailed() {
    Duration since = Duration.between(failedAt, clock.instant());
    return !since.isNegative() && since.compareTo(FAILURE_PAUSE) < 0;
  }

  private AccessToken fetched() {
    try {
      AccessToken fetched = identity.get().getTokenSync(service);
      if (fetched == null || !lasts(fetched, Duration.ZERO)) {
        throw new NoTokenException("a token that has expired already", null);
      }
      AccessToken kept = new AccessToken(fetched.getToken(), end(fetched));
      token = kept;
      return kept;
    } catch (RuntimeException failure) {
      pause();
      throw failure;
    }
  }

  private synchronized void pause() {
    failedAt = clock.instant();
  }

  /** When it expires, or is asked for again whatever the platform says of it. */
  private OffsetDateTime end(AccessToken fetched) {
    OffsetDateTime latest = clock.instant().plus(LONGEST).atOffset(ZoneOffset.UTC);
    return fetched.getExpiresAt().isBefore(latest) ? fetched.getExpiresAt() : latest;
  }

  private boolean lasts(AccessToken candidate, Duration time) {
    return candidate.getExpiresAt().toInstant().isAfter(clock.instant().plus(time));
  }
}
