package io.acsbroker.delegation;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.acsbroker.delegation.Delegation.Cause;
import io.acsbroker.delegation.Delegation.Delegated;
import io.acsbroker.delegation.Delegation.OverBudget;
import io.acsbroker.delegation.Delegation.Unavailable;
import io.acsbroker.net.SharedAnswers;
import io.acsbroker.net.SharedAnswers.Known;
import io.acsbroker.token.Deadline;
import io.acsbroker.token.EntraToken;
import io.acsbroker.token.HashKey;
import io.acsbroker.token.Subject;
import io.acsbroker.token.TenantId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Subject tokens from Entra. Whoever asks with the same caller token at the same time waits for one
 * and the same answer, each to their own deadline; nobody's deadline cuts it short for others.
 */
final class EntraSubjectTokens implements SubjectTokenSource {
  private static final int MAX_ENTRIES = 5_000;

  /** About as long as Entra's tokens live: what is read is checked to the second. */
  private static final Duration KEPT = Duration.ofMinutes(90);

  private final EntraTokenEndpoint endpoint;
  private final Supplier<Optional<String>> credentialProblem;
  private final SharedAnswers<EntraAnswer> memory;
  private final EntraThrottle throttle;

  /**
   * @param credentialProblem what stands in the way of asking at all
   * @param memory of all sources together
   * @param throttle of all sources together
   */
  EntraSubjectTokens(
      EntraTokenEndpoint endpoint,
      Supplier<Optional<String>> credentialProblem,
      SharedAnswers<EntraAnswer> memory,
      EntraThrottle throttle) {
    this.endpoint = endpoint;
    this.credentialProblem = credentialProblem;
    this.memory = memory;
    this.throttle = throttle;
  }

  /** A memory for all sources together, of 5,000 answers at most. */
  static SharedAnswers<EntraAnswer> memory(InstantSource clock) {
    return new SharedAnswers<>(
        clock,
        EntraAnswer::goodUntil,
        Caffeine.newBuilder().maximumSize(MAX_ENTRIES).expireAfterWrite(KEPT));
  }

  @Override
  public Delegation onBehalfOf(
      EntraToken callerToken,
      Subject user,
      Supplier<Optional<Duration>> budget,
      Deadline deadline) {
    HashKey key = key(callerToken);
    CompletableFuture<EntraAnswer> own = new CompletableFuture<>();
    Optional<Known<EntraAnswer>> same = memory.sameOrEnter(key, own);
    if (same.isEmpty()) {
      start(key, own, callerToken, user.tenant(), budget);
    }
    return await(same.map(Known::request).orElse(own), deadline);
  }

  @Override
  public void forget(EntraToken callerToken, EntraToken subjectToken) {
    memory.forget(
        key(callerToken),
        acquired ->
            acquired.delegation() instanceof Delegated(EntraToken given)
                && given.value().equals(subjectToken.value()));
  }

  @Override
  public Optional<String> prepare() {
    return credentialProblem.get();
  }

  private void start(
      HashKey key,
      CompletableFuture<EntraAnswer> own,
      EntraToken callerToken,
      TenantId tenant,
      Supplier<Optional<Duration>> budget) {
    Optional<Duration> left = throttle.left(tenant);
    if (left.isPresent()) {
      memory.end(key, own, unavailable(Cause.ENTRA_THROTTLED, left.get(), "left alone"));
      return;
    }
    Optional<Duration> tooMany = budget.get();
    if (tooMany.isPresent()) {
      memory.end(key, own, EntraAnswer.once(new OverBudget(tooMany.get())));
      return;
    }
    try {
      CompletableFuture<EntraAnswer> unused =
          endpoint
              .ask(callerToken, tenant)
              .whenComplete((acquired, bug) -> end(key, own, tenant, acquired, bug));
    } catch (RejectedExecutionException full) {
      memory.end(
          key,
          own,
          unavailable(Cause.ENTRA_UNAVAILABLE, EntraThrottle.USUAL, "too many requests under way"));
    } catch (RuntimeException | Error bug) {
      memory.fail(key, own, bug);
    }
  }

  private void end(
      HashKey key,
      CompletableFuture<EntraAnswer> own,
      TenantId tenant,
      EntraAnswer acquired,
      @Nullable Throwable bug) {
    if (bug != null) {
      memory.fail(key, own, bug);
      return;
    }
    if (acquired.delegation() instanceof Unavailable(Cause cause, Duration retryAfter, var why)
        && cause == Cause.ENTRA_THROTTLED) {
      throttle.leaveAlone(tenant, retryAfter);
    }
    memory.end(key, own, acquired);
  }

  private static EntraAnswer unavailable(Cause cause, Duration retryAfter, String diagnosis) {
    return EntraAnswer.once(new Unavailable(cause, retryAfter, diagnosis));
  }

  private static Delegation await(CompletableFuture<EntraAnswer> request, Deadline deadline) {
    return deadline
        .await(request)
        .map(EntraAnswer::delegation)
        .orElseGet(
            () ->
                new Unavailable(Cause.ENTRA_UNAVAILABLE, EntraThrottle.USUAL, "no answer in time"));
  }

  /** Its tenant is a claim of it, so that one token never belongs to two. */
  private HashKey key(EntraToken callerToken) {
    return HashKey.of(
        Stream.concat(Stream.of(callerToken.value()), endpoint.scopes().stream().sorted())
            .toList());
  }
}
