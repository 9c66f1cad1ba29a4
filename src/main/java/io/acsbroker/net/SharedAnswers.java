package io.acsbroker.net;

import io.acsbroker.token.HashKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Requests that are under way, and answers that are good for a while yet: whoever asks for the same
 * is given the same.
 *
 * @param <A> the answers
 */
public final class SharedAnswers<A> {
  private final InstantSource clock;
  private final Function<A, Instant> goodUntil;
  private final ToIntFunction<A> weight;
  private final Map<HashKey, CompletableFuture<A>> underWay = new HashMap<>();
  private final RecentEntries<HashKey, CompletableFuture<A>> answered;

  /**
   * Counts the answers that it remembers.
   *
   * @param goodUntil until when an answer may be given again; {@link Instant#MIN} for never
   * @param most how many there may be
   * @param kept for how long at most
   */
  public SharedAnswers(
      InstantSource clock, Function<A, Instant> goodUntil, int most, Duration kept) {
    this(clock, goodUntil, answer -> 1, most, kept);
  }

  /**
   * Weighs the answers that it remembers.
   *
   * @param goodUntil until when an answer may be given again; {@link Instant#MIN} for never
   * @param mostWeight of all of them together
   * @param kept for how long at most
   */
  public SharedAnswers(
      InstantSource clock,
      Function<A, Instant> goodUntil,
      ToIntFunction<A> weight,
      int mostWeight,
      Duration kept) {
    this.clock = clock;
    this.goodUntil = goodUntil;
    this.weight = weight;
    this.answered = new RecentEntries<>(clock, mostWeight, kept);
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
  public synchronized Optional<Known<A>> sameOrEnter(HashKey key, CompletableFuture<A> newOne) {
    CompletableFuture<A> same = find(key);
    if (same != null) {
      boolean done = same.isDone();
      if (!done || hasGoodAnswer(same)) {
        return Optional.of(new Known<>(same, done));
      }
    }
    forget(key);
    underWay.put(key, newOne);
    return Optional.empty();
  }

  /** Ends a request; its answer stays where it is worth remembering. */
  public void end(HashKey key, CompletableFuture<A> request, A answer) {
    synchronized (this) {
      // Otherwise it was ended or forgotten before
      if (underWay.remove(key, request) && isGood(answer)) {
        answered.put(key, request, weight.applyAsInt(answer));
      }
    }
    // Outside the lock, since it sets others to work
    request.complete(answer);
  }

  /** Ends a request for everybody who waits for it, with a bug. */
  public void fail(HashKey key, CompletableFuture<A> request, Throwable bug) {
    synchronized (this) {
      underWay.remove(key, request);
    }
    request.completeExceptionally(bug);
  }

  /** Forgets the answer to this request where the predicate holds for it. */
  public synchronized void forget(HashKey key, Predicate<A> which) {
    CompletableFuture<A> request = find(key);
    if (request != null
        && request.isDone()
        && !request.isCompletedExceptionally()
        && which.test(request.join())) {
      forget(key);
    }
  }

  /**
   * Remembers this answer, save where another is remembered that is still good, and for which the
   * predicate does not hold; a request that is under way stays.
   */
  public synchronized void putOver(HashKey key, A answer, Predicate<A> which) {
    CompletableFuture<A> known = find(key);
    if (known == null || givesWay(known, which)) {
      forget(key);
      answered.put(key, CompletableFuture.completedFuture(answer), weight.applyAsInt(answer));
    }
  }

  private boolean givesWay(CompletableFuture<A> known, Predicate<A> which) {
    return known.isDone() && (!hasGoodAnswer(known) || which.test(known.join()));
  }

  /**
   * Forgets this request; where it is under way, only those who wait for it already are given its
   * answer.
   */
  public synchronized void forget(HashKey key) {
    underWay.remove(key);
    answered.remove(key);
  }

  /** The number of requests under way and of answers kept. */
  public synchronized int size() {
    return underWay.size() + answered.size();
  }

  private @Nullable CompletableFuture<A> find(HashKey key) {
    CompletableFuture<A> request = underWay.get(key);
    return request == null ? answered.get(key).orElse(null) : request;
  }

  private boolean hasGoodAnswer(CompletableFuture<A> done) {
    return !done.isCompletedExceptionally() && isGood(done.join());
  }

  private boolean isGood(A answer) {
    return clock.instant().isBefore(goodUntil.apply(answer));
  }
}
