package io.acsbroker.outcome;

import java.time.Duration;
import java.util.Set;

/**
 * The time that a request spent on the table of identities, and what happened to its user's.
 *
 * @param keeping the time that it spent on the table, signing in included
 */
public record TableUse(Duration keeping, Set<IdentityMark> marks) {
  /** Keeps a copy of the marks. */
  public TableUse {
    marks = Set.copyOf(marks);
  }
}
