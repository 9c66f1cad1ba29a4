package io.acsbroker.local.entra;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Predicate;

/**
 * Values by name, of which the ten thousand are kept that were added last: the local cloud runs for
 * days, and nobody tells it which of its codes and tokens are done with. Threads may share one.
 *
 * @param <V> what is kept
 */
public final class NewestEntries<V> {
  private static final int MOST = 10_000;

  /** The first of it were added first. */
  private final Map<String, V> entries = new LinkedHashMap<>();

  /** Adds this one, or replaces the one of this name; the oldest is forgotten where it is full. */
  public void put(String name, V value) {
    merge(name, value, (old, added) -> added);
  }

  /** The same, but what is made of the old value and this one replaces the old one. */
  synchronized void merge(String name, V value, BinaryOperator<V> both) {
    entries.merge(name, value, both);
    if (entries.size() > MOST) {
      entries.remove(entries.keySet().iterator().next());
    }
  }

  /** The value of this name; empty where there is none, or none any longer. */
  public synchronized Optional<V> get(String name) {
    return Optional.ofNullable(entries.get(name));
  }

  /** The same, and forgets it: of all who come for it, one gets it. */
  public synchronized Optional<V> take(String name) {
    return Optional.ofNullable(entries.remove(name));
  }

  /** The oldest value that is so. */
  public synchronized Optional<V> find(Predicate<V> wanted) {
    return entries.values().stream().filter(wanted).findFirst();
  }

  /** Forgets the value of this name, if there is one. */
  public synchronized void remove(String name) {
    entries.remove(name);
  }

  /** Forgets all values that are so. */
  public synchronized void removeIf(Predicate<V> done) {
    entries.values().removeIf(done);
  }

  /** Forgets all. */
  public synchronized void clear() {
    entries.clear();
  }
}
