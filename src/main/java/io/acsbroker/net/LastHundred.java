package io.acsbroker.net;

import java.util.LinkedHashSet;

/**
 * The last hundred of what was added, each once, in the order in which each was added last. Whoever
 * uses it from several threads has a lock of its own.
 *
 * @param <T> compared by {@code equals}
 */
public final class LastHundred<T> {
  private static final int MOST = 100;

  private final LinkedHashSet<T> added = new LinkedHashSet<>();

  /**
   * Adds one as the latest, also where it is there already; the oldest goes where there are more.
   */
  public void add(T one) {
    added.remove(one);
    added.add(one);
    if (added.size() > MOST) {
      added.removeFirst();
    }
  }

  public boolean contains(T one) {
    return added.contains(one);
  }

  /** Whether this one was added last of all. */
  public boolean isLatest(T one) {
    return !added.isEmpty() && added.getLast().equals(one);
  }

  /** Forgets all. */
  public void clear() {
    added.clear();
  }
}
