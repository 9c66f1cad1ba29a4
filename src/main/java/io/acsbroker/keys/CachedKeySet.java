package io.acsbroker.keys;

import io.acsbroker.token.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one source as last fetched. Whoever needs a key that is at hand never waits, whatever
 * else is going on. At most one fetch is under way, and one that fails never costs the keys at
 * hand.
 *
 * @see <a href="https://learn.microsoft.com/entra/identity-platform/signing-key-rollover">Signing
 *     key rollover</a>
 */
public final class CachedKeySet {
  private final KeySource source;
  private final KeySetFetch fetch;
  private final InstantSource clock;

  /**
   * @param budget what may be spent on unknown keys, which several sets may share
   */
  public CachedKeySet(
      KeySource source, InstantSource clock, Executor background, UnknownKeyBudget budget) {
    this.source = source;
    this.fetch =
        new KeySetFetch(
            source.download(), clock, background, new UnknownKeySchedule(budget, clock));
    this.clock = clock;
  }

  public Lookup find(String keyId, Deadline deadline) {
    KeySet keys = keys(deadline);
    if (keys == null) {
      return unavailable(KeySetSchedule.FAILURE_PAUSE);
    }
    Optional<SigningKey> key = keys.key(keyId);
    return key.isPresent() ? new Lookup.Found(key.get()) : afterRollover(keyId, deadline);
  }

  /**
   * The keys where they are at hand, and not so old that anybody would wait for newer ones. Never
   * waits, and asks nobody because a key is unknown.
   */
  public Optional<KeySet> atHand() {
    return switch (KeySetSchedule.of(fetch.fetchedAt(), clock.instant())) {
      case FRESH -> Optional.ofNullable(fetch.keys());
      case DUE -> {
        fetch.inBackground();
        yield Optional.ofNullable(fetch.keys());
      }
      case OVERDUE, GONE -> Optional.empty();
    };
  }

  /** Fetches the keys on the side, where they are not of the last minute. Never waits. */
  public void renew() {
    Duration age = Duration.between(fetch.fetchedAt(), clock.instant());
    if (age.isNegative() || age.compareTo(KeySetSchedule.RENEWAL) >= 0) {
      fetch.inBackground();
    }
  }

  /** Fetches the keys unless they are at hand, and says why they cannot be had. */
  public Optional<String> prepare(Deadline deadline) {
    return keys(deadline) == null
        ? Optional.of(unavailable(KeySetSchedule.FAILURE_PAUSE).diagnosis())
        : Optional.empty();
  }

  /** The same for several sets at once, in parallel. */
  public static Optional<String> prepare(
      List<CachedKeySet> sets, Deadline deadline, Executor background) {
    List<String> missing = missing(sets, deadline, background);
    return missing.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", missing));
  }

  /** Which of several sets cannot be had, and why, in their order; they are fetched in parallel. */
  public static List<String> missing(
      List<CachedKeySet> sets, Deadline deadline, Executor background) {
    List<CompletableFuture<Optional<String>>> fetches = new ArrayList<>();
    for (CachedKeySet set : sets) {
      fetches.add(CompletableFuture.supplyAsync(() -> set.prepare(deadline), background));
    }
    // Joined one by one: even where one has failed, the others are being fetched
    List<String> found = new ArrayList<>();
    for (CompletableFuture<Optional<String>> each : fetches) {
      Optional<String> why = each.join();
      if (why.isPresent()) {
        found.add(why.get());
      }
    }
    return found;
  }

  /** The keys at hand, made fresh as their age demands; null where there are none. */
  private @Nullable KeySet keys(Deadline deadline) {
    return switch (KeySetSchedule.of(fetch.fetchedAt(), clock.instant())) {
      case FRESH -> fetch.keys();
      case DUE -> {
        fetch.inBackground();
        yield fetch.keys();
      }
      case OVERDUE -> {
        fetch.unlessUnderWay(deadline);
        yield fetch.keys();
      }
      case GONE -> {
        fetch.andWait(deadline);
        Instant fetchedAt = fetch.fetchedAt();
        yield KeySetSchedule.of(fetchedAt, clock.instant()) == KeySetSchedule.GONE
            ? null
            : fetch.keys();
      }
    };
  }

  /** The issuer may have begun to sign with a new key: looks, though not for every such token. */
  private Lookup afterRollover(String keyId, Deadline deadline) {
    boolean tells = fetch.forUnknownKey(deadline);
    KeySet keys = fetch.keys();
    Optional<SigningKey> key = keys == null ? Optional.empty() : keys.key(keyId);
    if (key.isPresent()) {
      return new Lookup.Found(key.get());
    }
    return tells && fetch.failure() == null
        ? new Lookup.UnknownKey(fetch.untilNextForUnknownKey(), source.without(atHand(keys)))
        : unavailable(fetch.untilNextForUnknownKey());
  }

  /** How many keys there are, and when they were last had. */
  private String atHand(@Nullable KeySet known) {
    int many = known == null ? 0 : known.keys().size();
    Instant seen = fetch.answeredAt().truncatedTo(ChronoUnit.SECONDS);
    return many + (many == 1 ? " key" : " keys") + " fetched at " + seen;
  }

  private Lookup.Unavailable unavailable(Duration retryAfter) {
    String failure = fetch.failure();
    return new Lookup.Unavailable(
        retryAfter,
        source.failure(failure == null ? "no answer before the request's deadline" : failure));
  }
}
