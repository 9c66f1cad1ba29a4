package io.acsbroker.local.entra;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What was given out, by its name that nobody can guess. Of too many, those that were given out
 * first are forgotten.
 *
 * @param <V> what a name stands for
 */
public final class GivenOut<V> {
  static final int MOST = 10_000;

  /** The first of it were given out first. */
  private final Map<String, V> values = new LinkedHashMap<>();

  /** What is given out from now on. */
  public synchronized void put(String name, V value) {
    values.put(name, value);
    if (values.size() > MOST) {
      values.remove(values.keySet().iterator().next());
    }
  }

  /** What the name stands for; empty where it is not known, or forgotten. */
  public synchronized Optional<V> find(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /** All that it knows now, the first ones first. */
  public synchronized List<V> all() {
    return List.copyOf(values.values());
  }

  /** Forgets one. */
  public synchronized void remove(String name) {
    values.remove(name);
  }

  /** Forgets some. */
  public synchronized void removeIf(Predicate<V> which) {
    values.values().removeIf(which);
  }

  /** Forgets all. */
  public synchronized void clear() {
    values.clear();
  }
}
