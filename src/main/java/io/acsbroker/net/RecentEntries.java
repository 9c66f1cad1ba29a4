package io.acsbroker.net;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A memory that is bounded in weight and in time: what was put in longest ago gives way. A map and
 * one lock, since the first exchange has to wait until all classes of its memories are loaded.
 *
 * @param <K> what an entry is known by
 * @param <V> what is remembered
 */
public final class RecentEntries<K, V> {
  private final InstantSource clock;
  private final int mostWeight;
  private final Duration kept;

  /** Those that were put in first are the first of it, and the first to end. */
  private final Map<K, Entry<V>> entries = new LinkedHashMap<>();

  private long weight;

  private record Entry<V>(V value, int weight, Instant end) {}

  /**
   * Remembers nothing yet.
   *
   * @param mostWeight of all entries together
   * @param kept how long an entry is remembered after it was put in
   */
  public RecentEntries(InstantSource clock, int mostWeight, Duration kept) {
    this.clock = clock;
    this.mostWeight = mostWeight;
    this.kept = kept;
  }

  /** Returns what is remembered under the key. */
  public synchronized Optional<V> get(K key) {
    makeRoom();
    Entry<V> entry = entries.get(key);
    return entry == null ? Optional.empty() : Optional.of(entry.value);
  }

  /** Remembers the value from now on, in place of another one. */
  public synchronized void put(K key, V value, int itsWeight) {
    remove(key);
    entries.put(key, new Entry<>(value, itsWeight, clock.instant().plus(kept)));
    weight += itsWeight;
    makeRoom();
  }

  /**
   * Remembers what is there from now on anew, or the first one where there is none, with a weight
   * of one, and returns it.
   */
  public synchronized V renew(K key, Supplier<V> first) {
    V value = get(key).orElseGet(first);
    put(key, value, 1);
    return value;
  }

  /** Forgets what is remembered under the key. */
  public synchronized void remove(K key) {
    Entry<V> entry = entries.remove(key);
    if (entry != null) {
      weight -= entry.weight;
    }
  }

  /** The number of entries. */
  public synchronized int size() {
    makeRoom();
    return entries.size();
  }

  private void makeRoom() {
    Instant now = clock.instant();
    Iterator<Entry<V>> oldest = entries.values().iterator();
    while (oldest.hasNext()) {
      Entry<V> entry = oldest.next();
      if (weight <= mostWeight && lasts(entry, now)) {
        return;
      }
      oldest.remove();
      weight -= entry.weight;
    }
  }

  /** A clock that was set back makes nothing last longer. */
  private boolean lasts(Entry<V> entry, Instant now) {
    return now.isBefore(entry.end) && !entry.end.isAfter(now.plus(kept));
  }
}
