package io.acsbroker.net;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.acsbroker.token.HashKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Requests that are under way, and answers that are good for a while yet: whoever asks for the same
 * is given the same.
 *
 * @param <A> the answers
 */
public final class SharedAnswers<A> {
  private final InstantSource clock;
  private final Function<A, Instant> goodUntil;
  private final AsyncCache<HashKey, A> entries;

  /**
   * @param goodUntil until when an answer may be given again; {@link Instant#MIN} for never
   * @param bounds how many there may be, and for how long at most
   */
  public SharedAnswers(
      InstantSource clock,
      Function<A, Instant> goodUntil,
      Caffeine<? super HashKey, ? super A> bounds) {
    this.clock = clock;
    this.goodUntil = goodUntil;
    this.entries = bounds.executor(Runnable::run).buildAsync();
  }

  /**
   * A request that is known.
   *
   * @param remembered whether its answer was there when it was looked for
   */
  public record Known<A>(CompletableFuture<A> request, boolean remembered) {}

  /**
   * Returns the same request, under way or with an answer that is still good; where there is none,
   * enters the new one, which has to be brought to its {@link #end}.
   */
  public Optional<Known<A>> sameOrEnter(HashKey key, CompletableFuture<A> newOne) {
    while (true) {
      CompletableFuture<A> same = entries.asMap().putIfAbsent(key, newOne);
      if (same == null) {
        return Optional.empty();
      }
      boolean done = same.isDone();
      if (!done || (!same.isCompletedExceptionally() && isGood(same.join()))) {
        return Optional.of(new Known<>(same, done));
      }
      entries.asMap().remove(key, same);
    }
  }

  /** Ends a request; its answer stays where it is worth remembering. */
  public void end(HashKey key, CompletableFuture<A> request, A answer) {
    if (!isGood(answer)) {
      entries.asMap().remove(key, request);
    }
    request.complete(answer);
  }

  /** Ends a request for everybody who waits for it, with a bug. */
  public void fail(HashKey key, CompletableFuture<A> request, Throwable bug) {
    entries.asMap().remove(key, request);
    request.completeExceptionally(bug);
  }

  /** Forgets the answer to this request where the predicate holds for it. */
  public void forget(HashKey key, Predicate<A> which) {
    CompletableFuture<A> request = entries.getIfPresent(key);
    if (request != null
        && request.isDone()
        && !request.isCompletedExceptionally()
        && which.test(request.join())) {
      entries.asMap().remove(key, request);
    }
  }

  /**
   * Remembers this answer, save where another is remembered that is still good, and for which the
   * predicate does not hold; a request that is under way stays.
   */
  public void putOver(HashKey key, A answer, Predicate<A> which) {
    entries
        .asMap()
        .compute(
            key,
            (same, known) ->
                known == null || givesWay(known, which)
                    ? CompletableFuture.completedFuture(answer)
                    : known);
  }

  private boolean givesWay(CompletableFuture<A> known, Predicate<A> which) {
    return known.isDone()
        && (known.isCompletedExceptionally() || !isGood(known.join()) || which.test(known.join()));
  }

  /**
   * Forgets this request; where it is under way, only those who wait for it already are given its
   * answer.
   */
  public void forget(HashKey key) {
    CompletableFuture<A> unused = entries.asMap().remove(key);
  }

  /** The number of requests under way and of answers kept. */
  public int size() {
    entries.synchronous().cleanUp();
    return entries.asMap().size();
  }

  private boolean isGood(A answer) {
    return clock.instant().isBefore(goodUntil.apply(answer));
  }
}
