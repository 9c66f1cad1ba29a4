package io.acsbroker.delegation;

import io.acsbroker.delegation.Delegation.Cause;
import io.acsbroker.delegation.Delegation.Unavailable;
import io.acsbroker.token.Deadline;
import io.acsbroker.token.EntraToken;
import io.acsbroker.token.TenantId;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Subject tokens from Entra. Whoever asks with the same caller token at the same time waits for one
 * and the same answer, each to their own deadline; nobody's deadline cuts it short for others.
 */
final class EntraSubjectTokens implements SubjectTokenSource {
  private final EntraTokenEndpoint endpoint;
  private final DelegatedTokenMemory memory;

  EntraSubjectTokens(EntraTokenEndpoint endpoint, InstantSource clock) {
    this.endpoint = endpoint;
    this.memory = new DelegatedTokenMemory(clock);
  }

  @Override
  public Delegation onBehalfOf(EntraToken callerToken, TenantId tenant, Deadline deadline) {
    TokenKey key = TokenKey.of(callerToken);
    CompletableFuture<Acquired> own = new CompletableFuture<>();
    Optional<CompletableFuture<Acquired>> same = memory.sameOrEnter(key, own);
    if (same.isEmpty()) {
      start(key, own, callerToken, tenant);
    }
    return await(same.orElse(own), deadline);
  }

  @Override
  public void forget(EntraToken callerToken) {
    memory.forget(TokenKey.of(callerToken));
  }

  private void start(
      TokenKey key, CompletableFuture<Acquired> own, EntraToken callerToken, TenantId tenant) {
    try {
      CompletableFuture<Acquired> unused =
          endpoint
              .ask(callerToken, tenant)
              .whenComplete((acquired, bug) -> end(key, own, acquired, bug));
    } catch (RuntimeException | Error bug) {
      memory.fail(key, own, bug);
    }
  }

  private void end(
      TokenKey key, CompletableFuture<Acquired> own, Acquired acquired, @Nullable Throwable bug) {
    if (bug == null) {
      memory.end(key, own, acquired);
    } else {
      memory.fail(key, own, bug);
    }
  }

  private static Delegation await(CompletableFuture<Acquired> request, Deadline deadline) {
    try {
      return deadline
          .await(request)
          .map(Acquired::delegation)
          .orElseGet(() -> late("no answer in time"));
    } catch (ExecutionException bug) {
      throw new IllegalStateException("A request to Entra broke", bug.getCause());
    }
  }

  private static Unavailable late(String diagnosis) {
    return new Unavailable(Cause.ENTRA_UNAVAILABLE, RetryAfter.DEFAULT, diagnosis);
  }
}
