package io.acsbroker.delegation;

import io.acsbroker.delegation.Delegation.Busy;
import io.acsbroker.delegation.Delegation.Cause;
import io.acsbroker.delegation.Delegation.Delegated;
import io.acsbroker.delegation.Delegation.OverBudget;
import io.acsbroker.delegation.Delegation.Unavailable;
import io.acsbroker.net.AwaitedWork;
import io.acsbroker.net.FairThreads;
import io.acsbroker.net.SharedAnswers;
import io.acsbroker.net.SharedAnswers.Known;
import io.acsbroker.token.Deadline;
import io.acsbroker.token.HashKey;
import io.acsbroker.token.ReadinessProblem;
import io.acsbroker.token.ReceivedToken;
import io.acsbroker.token.Subject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Subject tokens from Entra. Whoever asks with the same caller token at the same time waits for one
 * and the same answer, each to their own deadline; nobody's deadline cuts it short for others, and
 * the last one's ends it.
 */
final class EntraSubjectTokens implements SubjectTokenSource {
  private static final int MAX_ENTRIES = 5_000;

  /** About as long as Entra's tokens live: what is read is checked to the second. */
  private static final Duration KEPT = Duration.ofMinutes(90);

  private final EntraTokenEndpoint endpoint;
  private final Supplier<Optional<ReadinessProblem>> credentialProblem;
  private final SharedAnswers<EntraAnswer> memory;
  private final EntraThrottle throttle;
  private final FairThreads threads;

  /**
   * @param credentialProblem what stands in the way of asking at all
   * @param memory of all sources together
   * @param throttle of all sources together
   * @param threads of all sources together
   */
  EntraSubjectTokens(
      EntraTokenEndpoint endpoint,
      Supplier<Optional<ReadinessProblem>> credentialProblem,
      SharedAnswers<EntraAnswer> memory,
      EntraThrottle throttle,
      FairThreads threads) {
    this.endpoint = endpoint;
    this.credentialProblem = credentialProblem;
    this.memory = memory;
    this.throttle = throttle;
    this.threads = threads;
  }

  /** A memory for all sources together, of 5,000 answers at most. */
  static SharedAnswers<EntraAnswer> memory(InstantSource clock) {
    return new SharedAnswers<>(clock, EntraAnswer::goodUntil, MAX_ENTRIES, KEPT);
  }

  @Override
  public Delegation onBehalfOf(
      ReceivedToken callerToken,
      Subject user,
      Supplier<Optional<Duration>> budget,
      Deadline deadline) {
    HashKey key = key(callerToken);
    while (true) {
      AwaitedWork<EntraAnswer> own =
          new AwaitedWork<>(user, deadline, () -> asked(callerToken, user, budget));
      Optional<Known<EntraAnswer>> same = memory.sameOrEnter(key, own);
      if (same.isEmpty()) {
        lead(key, own, user);
        return answer(own.await(deadline));
      }
      if (!(same.get().request() instanceof AwaitedWork<EntraAnswer> work)) {
        return answer(deadline.await(same.get().request()));
      }
      // Where the last who waited for it has just given it up, it begins anew
      if (work.join(deadline)) {
        return answer(work.await(deadline));
      }
    }
  }

  @Override
  public void forget(ReceivedToken callerToken, ReceivedToken subjectToken) {
    memory.forget(key(callerToken), acquired -> holds(acquired, subjectToken));
  }

  @Override
  public void distrust(ReceivedToken callerToken, ReceivedToken subjectToken) {
    EntraAnswer wrong = endpoint.repeated(new Delegated(subjectToken));
    // Another token has been asked for since, and may be right
    memory.putOver(
        key(callerToken),
        wrong,
        known -> holds(known, subjectToken) && known.goodUntil().isAfter(wrong.goodUntil()));
  }

  private static boolean holds(EntraAnswer answer, ReceivedToken subjectToken) {
    return answer.delegation() instanceof Delegated(ReceivedToken given)
        && given.value().equals(subjectToken.value());
  }

  @Override
  public Optional<ReadinessProblem> prepare() {
    return credentialProblem.get();
  }

  private void lead(HashKey key, AwaitedWork<EntraAnswer> own, Subject user) {
    try {
      start(key, own, user);
    } catch (RuntimeException | Error bug) {
      // Or whoever asks for the same would wait for what nobody ends
      memory.fail(key, own, bug);
      throw bug;
    }
  }

  private void start(HashKey key, AwaitedWork<EntraAnswer> own, Subject user) {
    // Before the turn, since nobody shall wait only to hear it
    Optional<Duration> left = throttle.left(user);
    if (left.isPresent()) {
      memory.end(key, own, leftAlone(left.get()));
      return;
    }
    CompletableFuture<EntraAnswer> unused =
        own.whenComplete((answer, failure) -> end(key, own, answer, failure));
    switch (threads.start(own)) {
      case ACCEPTED -> {}
      case USER_HAS_ENOUGH -> memory.end(key, own, EntraAnswer.once(new Busy()));
      case FULL ->
          memory.end(
              key,
              own,
              unavailable(
                  Cause.ENTRA_UNAVAILABLE, EntraThrottle.USUAL, "too many requests under way"));
    }
  }

  private void end(
      HashKey key,
      CompletableFuture<EntraAnswer> own,
      EntraAnswer answer,
      @Nullable Throwable failure) {
    if (failure == null) {
      memory.end(key, own, answer);
    } else {
      memory.fail(key, own, failure);
    }
  }

  private EntraAnswer asked(
      ReceivedToken callerToken, Subject user, Supplier<Optional<Duration>> budget) {
    // The pause may have begun, or ended, while this request waited for its turn
    Optional<Duration> left = throttle.enter(user);
    if (left.isPresent()) {
      return leftAlone(left.get());
    }
    try {
      EntraAnswer answer =
          budget
              .get()
              .map(wait -> EntraAnswer.once(new OverBudget(wait)))
              .orElseGet(() -> endpoint.ask(callerToken, user.tenant()));
      throttle.ended(user, answer.delegation());
      return answer;
    } catch (RuntimeException | Error bug) {
      throttle.endedUnanswered(user);
      throw bug;
    }
  }

  private static EntraAnswer leftAlone(Duration left) {
    return unavailable(Cause.ENTRA_THROTTLED, left, "left alone");
  }

  private static EntraAnswer unavailable(Cause cause, Duration retryAfter, String diagnosis) {
    return EntraAnswer.once(new Unavailable(cause, retryAfter, diagnosis));
  }

  private static Delegation answer(Optional<EntraAnswer> inTime) {
    return inTime
        .map(EntraAnswer::delegation)
        .orElseGet(
            () ->
                new Unavailable(Cause.ENTRA_UNAVAILABLE, EntraThrottle.USUAL, "no answer in time"));
  }

  /** Its tenant is a claim of it, so that one token never belongs to two. */
  private HashKey key(ReceivedToken callerToken) {
    return HashKey.of(
        Stream.concat(Stream.of(callerToken.value()), endpoint.scopes().stream().sorted())
            .toList());
  }
}
