package io.acsbroker.outcome;

import java.time.Duration;
import java.util.Set;

/**
 * What a request took of the table of identities, and what happened there.
 *
 * @param keeping the time that it spent on the table, signing in included
 */
public record IdentityUse(Duration keeping, Set<IdentityMark> marks) {
  /** Keeps a copy of the marks. */
  public IdentityUse {
    marks = Set.copyOf(marks);
  }
}
